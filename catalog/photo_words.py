"""What a photo probably shows: a first sentence for its alternative text, in both languages."""

from typing import Final

from catalog.models import ProductRevision
from catalog.rules import ALT_LENGTH

# In the order in which the page asks for photos: front, detail, packaging.
SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "id": ("{name}, tampak depan", "{name} dari dekat", "{name} dengan kemasannya"),
    "en": ("{name}, seen from the front", "{name} up close", "{name} with its packaging"),
}
FURTHER: Final = {"id": "{name}, foto ke-{place}", "en": "{name}, photo {place}"}


def _words(language: str, name: str, position: int) -> str:
    shown = SHOWN[language]
    pattern = shown[position] if position < len(shown) else FURTHER[language]
    room = ALT_LENGTH - len(pattern)
    return pattern.format(name=name[:room].strip(), place=position + 1)


def suggested_alt(revision: ProductRevision, position: int) -> tuple[str, str]:
    """A suggestion in Indonesian and in English for the photo at a position, counted from 0."""
    english = revision.name_en or revision.name_id
    return _words("id", revision.name_id, position), _words("en", english, position)
