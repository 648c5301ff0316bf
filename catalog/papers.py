"""What papers are called."""

from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.states import PaperKind

NAMES: Final[dict[PaperKind, str | LazyString]] = {
    PaperKind.NIB: "NIB",
    PaperKind.PIRT: "P-IRT",
    PaperKind.HALAL: _l("Halal"),
    PaperKind.BPOM: "BPOM",
    PaperKind.TRADEMARK: _l("Merek terdaftar"),
    PaperKind.SNI: "SNI",
    PaperKind.COPYRIGHT: _l("Hak cipta motif"),
    PaperKind.NPWP: "NPWP",
}


def paper_name(kind: PaperKind) -> str:
    """What a paper is called on the page, in the reader's language."""
    return str(NAMES[kind])
