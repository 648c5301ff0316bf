"""What the page that previews a release sends when its button is pressed."""

import re
from html import unescape


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of the release form."""
    found = re.findall(r'name="(fingerprint|seen)" type="hidden" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}
