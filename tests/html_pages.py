"""Reading pages as people do: the words of a part, the rows of its tables."""

import re
from html import unescape

from werkzeug.test import TestResponse


def words(html: str) -> str:
    """The text of a piece of HTML, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def main_part(answer: TestResponse) -> str:
    """The HTML of a page's main part."""
    found = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
    assert found is not None
    return found[0]


def parts(html: str, pattern: str) -> list[str]:
    """The words of each piece that the pattern's only group finds."""
    return [words(piece) for piece in re.findall(pattern, html, re.DOTALL)]


def heading(answer: TestResponse) -> str:
    """The page's first heading."""
    return parts(answer.text, r"<h1[^>]*>(.*?)</h1>")[0]


def table_rows(answer: TestResponse) -> list[list[str]]:
    """The cells of every table row in the page's bodies of tables."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", answer.text, re.DOTALL)
    rows = [row for body in bodies for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]
    return [parts(row, r"<t[hd][^>]*>(.*?)</t[hd]>") for row in rows]


def notices(answer: TestResponse) -> list[str]:
    """What the page says about what was just done."""
    return parts(answer.text, r'<div class="notice[^>]*>(.*?)</div>\s*(?:<button|</div>)')


def errors(answer: TestResponse) -> list[str]:
    """The sentences beside fields."""
    return parts(answer.text, r'<p class="error"[^>]*>(.*?)</p>')


def stats(answer: TestResponse) -> dict[str, str]:
    """The numbers worth a glance, by their words."""
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", answer.text, re.DOTALL)
    return {words(term): words(value) for term, value in pairs}
