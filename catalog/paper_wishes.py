"""Which papers a product of its kind should have, and whether they are there.

They advise. A round may demand them: then the same line stands in its checklist.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, TypeVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.models import Product, ProductRevision
from catalog.shipping import shelf_life
from catalog.states import PaperKind, PaperState
from database import utcnow
from web.formats import in_wib

FOOD: Final = "mamin"

PERMIT_FROM_DAYS: Final = 7
"""Food that keeps for less than a week needs no P-IRT (PerBPOM 22/2018)."""

ANIMAL_LEATHER: Final = frozenset({"kulit", "kulit_sapi", "kulit_nubuk", "kulit_domba"})
"""Goods of animal leather need halal certificates after 17 October 2026 (PP 39/2021, KMA
748/2021)."""


@dataclass(frozen=True, slots=True)
class PaperWish:
    """A paper that products of some kind should have.

    Attributes:
        key: Its name in code and in a round's gates.
        kinds: The papers that do; one is enough.
        label: What is wanted.
        advice: What to do when it is missing.
        applies: Whether a product needs it.
    """

    key: str
    kinds: frozenset[PaperKind]
    label: LazyString
    advice: LazyString
    applies: Callable[[ProductRevision], bool]


def is_food(revision: ProductRevision) -> bool:
    """Say whether the product is food or drink."""
    return revision.category == FOOD


def keeps_a_week(revision: ProductRevision) -> bool:
    """Say whether the product keeps for a week or longer."""
    return is_a_week(shelf_life(revision))


def is_a_week(days: int | None) -> bool:
    """Say whether so many days are a week or longer; unknown counts as such."""
    return days is None or days >= PERMIT_FROM_DAYS


def needs_food_permit(revision: ProductRevision) -> bool:
    """Say whether the product is food that keeps for a week or longer."""
    return is_food(revision) and keeps_a_week(revision)


def has_animal_leather(revision: ProductRevision) -> bool:
    """Say whether an answer of the product names leather from an animal."""
    answers = (one if isinstance(one, list) else [one] for one in revision.attributes.values())
    return any(isinstance(one, str) and one in ANIMAL_LEATHER for many in answers for one in many)


WISHES: Final = (
    PaperWish(
        "nib",
        frozenset({PaperKind.NIB}),
        _l("NIB"),
        _l("Catat nomor NIB usaha Anda. Mengurusnya gratis, lewat OSS."),
        lambda _revision: True,
    ),
    PaperWish(
        "food_permit",
        frozenset({PaperKind.PIRT, PaperKind.BPOM}),
        _l("P-IRT atau BPOM"),
        _l("Makanan yang tahan tujuh hari atau lebih perlu izin ini."),
        needs_food_permit,
    ),
    PaperWish(
        "halal",
        frozenset({PaperKind.HALAL}),
        _l("Sertifikat halal"),
        _l("Wajib untuk makanan, minuman, dan barang dari kulit hewan."),
        lambda revision: is_food(revision) or has_animal_leather(revision),
    ),
)

TRADEMARK: Final = PaperWish(
    "trademark",
    frozenset({PaperKind.TRADEMARK}),
    _l("Merek terdaftar"),
    _l("Catat nomor pendaftaran mereknya."),
    lambda _revision: True,
)
"""Nobody needs one, so it is no wish; a round may still ask for it."""

BY_KEY: Final = {wish.key: wish for wish in (*WISHES, TRADEMARK)}


def today() -> date:
    """The day in western Indonesia, on which papers must be valid."""
    return in_wib(utcnow()).date()


class PaperFacts(Protocol):
    """What of a paper says whether it grants a wish."""

    @property
    def kind(self) -> PaperKind:
        """What it is."""

    @property
    def product_id(self) -> int | None:
        """The only product that it is for; None for the whole business."""

    def is_valid_on(self, today: date, /) -> bool:
        """Whether it is confirmed and has not run out."""


P = TypeVar("P", bound=PaperFacts)


def papers_for(papers: Iterable[P], product_id: int, wish: PaperWish) -> list[P]:
    """Those papers of a business that would do for one of its products."""
    return [
        paper
        for paper in papers
        if paper.kind in wish.kinds and paper.product_id in {None, product_id}
    ]


def is_granted(papers: Iterable[PaperFacts], product_id: int, wish: PaperWish, day: date) -> bool:
    """Say whether a confirmed paper is there that has not run out on a day."""
    return any(paper.is_valid_on(day) for paper in papers_for(papers, product_id, wish))


def what_to_do(product: Product, wish: PaperWish) -> LazyString:
    """What the maker does next: wait for the office, renew, or write the paper down."""
    papers = papers_for(product.maker.papers, product.id, wish)
    if any(paper.state is PaperState.CLAIMED for paper in papers):
        return _l("Sudah Anda catat. Dinas akan mengonfirmasinya.")
    if any(paper.state is PaperState.IN_PROCESS for paper in papers):
        return _l("Sedang diurus. Catat nomornya begitu terbit.")
    if any(paper.state is PaperState.CONFIRMED for paper in papers):
        return _l("Masa berlakunya sudah habis. Perpanjang, lalu catat yang baru.")
    return wish.advice
