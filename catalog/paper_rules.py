"""One checker for each kind of paper, with one way to call them.

Sources and how sure each is stand with the checkers and, row by row, in the table tests.
"""

from collections.abc import Callable
from typing import Final

from catalog.paper_business import nib, npwp
from catalog.paper_food import bpom, halal, pirt
from catalog.paper_reading import Circumstances, Reading
from catalog.paper_rights import batikmark, copyright_, sni, trademark
from catalog.states import PaperKind

CHECKERS: Final[dict[PaperKind, Callable[[str, Circumstances], Reading]]] = {
    PaperKind.NIB: nib,
    PaperKind.PIRT: pirt,
    PaperKind.HALAL: halal,
    PaperKind.BPOM: bpom,
    PaperKind.TRADEMARK: trademark,
    PaperKind.SNI: sni,
    PaperKind.BATIKMARK: batikmark,
    PaperKind.COPYRIGHT: copyright_,
    PaperKind.NPWP: npwp,
}


def read_paper(kind: PaperKind, typed: str, around: Circumstances) -> Reading:
    """Read a paper's number.

    An application has a number of another shape, or none yet: nothing refuses it. An empty
    number of a paper that is there is read without a word about the number itself.
    """
    reading = CHECKERS[kind](typed, around)
    if not typed.strip():
        return _without_number(reading, around)
    return reading.forgiven() if around.in_process else reading


def _without_number(reading: Reading, around: Circumstances) -> Reading:
    """What can be said when no number was typed: about dates and KBLI only."""
    said = tuple(one for one in reading.refusals if one.field != "document_number")
    return Reading(
        kind=reading.kind,
        number="",
        refusals=said,
        hints=tuple(one for one in reading.hints if one.field != "document_number"),
        facts=tuple(one for one in reading.facts if one.key in {"kbli", "ends"}),
        ends=reading.ends or around.expires_on,
    )
