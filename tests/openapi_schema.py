"""Whether an answer of the API is what its own description says."""

import re
from typing import Any

from jsonschema_rs import Draft202012Validator

from showcase.api.answers import PREFIX
from showcase.api.description import description


def assert_described(path: str, status: int, body: Any) -> None:  # noqa: ANN401 - JSON.
    """Raise unless the body fits the schema of its address and status."""
    found = description()
    address = path.partition("?")[0].removeprefix(PREFIX)
    known = [one for one in found["paths"] if re.fullmatch(re.sub(r"{\w+}", "[^/]+", one), address)]
    assert len(known) == 1, address
    answer = found["paths"][known[0]]["get"]["responses"][str(status)]
    schema = answer["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": found["components"]}).validate(body)
