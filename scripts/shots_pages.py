"""Which pages `make shots` photographs, and who looks at them."""

from dataclasses import dataclass

# Each persona and the role that one of the sample people must have; None is a visitor.
PERSONAS: dict[str, str | None] = {
    "visitor": None,
    "maker": "maker",
    "curator": "curator",
    "office": "office",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to photograph.

    Attributes:
        name: also the beginning of the picture's file name.
        path: in Indonesian; English is the same below ``/en``.
        persona: who looks, a key of ``PERSONAS``.
        follow: a CSS selector; the page is where its first match on ``path`` links to.
    """

    name: str
    path: str
    persona: str = "visitor"
    follow: str = ""


PAGES = (
    Page("gallery", "/galeri-komponen"),
    Page("home", "/"),
    Page("search", "/cari?q=batik"),
    Page("search-nothing", "/cari?q=zzzzqqqq"),
    Page("product", "/cari", follow="main a[href*='/produk/']"),
    Page("sign-in", "/masuk"),
    Page("not-found", "/tidak-ada"),
)
EXPECTED_ERRORS = {"not-found": 404}
