"""What a browser would send of the form on a page that nobody touched."""

from html.parser import HTMLParser


class _Filled(HTMLParser):
    """Collects the fields of everything inside ``<main>``, as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._select = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = self._inside or tag == "main"
        if tag == "input" and self._inside:
            self._input(given)
        elif tag == "select" and self._inside:
            self._select = given["name"]
        elif tag == "option" and self._select:
            self._option(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "main":
            self._inside = False

    def _input(self, given: dict[str, str]) -> None:
        ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
        if given.get("name") and ticked:
            self.values.setdefault(given["name"], []).append(given.get("value", ""))

    def _option(self, given: dict[str, str]) -> None:
        """The first option counts until another is chosen."""
        if "selected" in given or self._select not in self.values:
            self.values[self._select] = [given["value"]]


def filled(html: str) -> dict[str, list[str]]:
    """Names and values of the fields in the page's main part."""
    parser = _Filled()
    parser.feed(html)
    return parser.values
