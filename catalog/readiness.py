"""What is still missing before a product can be entered for curation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.attributes import missing_attributes
from catalog.categories import Need
from catalog.city_help import helper_for
from catalog.models import Product, ProductRevision
from catalog.paper_wishes import WISHES, PaperWish, is_granted, today, what_to_do
from catalog.rules import MIN_PHOTOS, WANTED_PHOTOS, can_be_listed
from catalog.term_checks import wholesale_problems


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a product should have.

    Attributes:
        key: Its name in code.
        label: What is wanted, as words for the maker.
        advice: What to do when it is missing.
        endpoint: The page where it is put right; it takes ``product_id`` unless it is
            the maker's profile.
        is_there: Whether a revision has it.
        topic: With what somebody in the city can help; empty where nobody has to.
    """

    key: str
    label: LazyString
    advice: LazyString
    endpoint: str
    is_there: Callable[[ProductRevision], bool]
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist.

    Attributes:
        key: Its name in code.
        label: What is wanted, as words for the maker.
        advice: What to do when it is missing.
        passed: Whether it is there.
        blocks: Whether the product cannot be entered without it; the others advise.
        endpoint: The page where it is put right.
        topic: With what somebody in the city can help.
    """

    key: str
    label: LazyString
    advice: LazyString
    passed: bool
    blocks: bool
    endpoint: str
    topic: str = ""

    def help(self) -> str:
        """Who in the city helps, in words; empty where nobody is known or nothing is missing."""
        helper = None if self.passed else helper_for(self.topic)
        return helper.in_words() if helper else ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a checklist is, counted the same way on every page."""

    done: int
    total: int

    @property
    def left(self) -> int:
        """How many things are still to do."""
        return self.total - self.done


def progress_of(checks: Sequence[Check]) -> Progress:
    """Count the lines of a checklist that must be there."""
    needed = [check for check in checks if check.blocks]
    return Progress(sum(check.passed for check in needed), len(needed))


def _has_all(revision: ProductRevision, need: Need) -> bool:
    return not missing_attributes(
        revision.category, revision.subcategory, revision.attributes, need
    )


def _has_terms(revision: ProductRevision) -> bool:
    terms = (revision.minimum_order, revision.lead_time_days, revision.capacity_per_month)
    return all(term is not None for term in terms)


def _is_described(revision: ProductRevision) -> bool:
    return bool(revision.photos) and all(one.alt_id for one in revision.photos)


ESSENTIALS: Final = (
    Wanted(
        "name",
        _l("Nama produk"),
        _l("Tulis nama yang akan dibaca pembeli."),
        "catalog.product_details",
        lambda revision: bool(revision.name_id),
    ),
    Wanted(
        "photo",
        _l("Foto"),
        _l("Pasang sedikitnya satu foto."),
        "catalog.product_photos",
        lambda revision: len(revision.photos) >= MIN_PHOTOS,
        topic="photos",
    ),
    Wanted(
        "attributes",
        _l("Rincian produk"),
        _l("Lengkapi rincian yang wajib."),
        "catalog.product_details",
        lambda revision: _has_all(revision, Need.REQUIRED),
    ),
    Wanted(
        "description",
        _l("Deskripsi"),
        _l("Ceritakan produk ini dalam dua atau tiga kalimat."),
        "catalog.product_details",
        lambda revision: bool(revision.description_id),
    ),
    Wanted(
        "price",
        _l("Harga"),
        _l("Isi harga eceran dan satuannya. Harga grosir harus di bawahnya."),
        "catalog.product_terms",
        lambda revision: revision.price_rupiah is not None and not wholesale_problems(revision),
    ),
    Wanted(
        "maker",
        _l("Usaha diverifikasi dinas"),
        _l("Kirim profil usaha Anda, lalu tunggu pemeriksaan dinas."),
        "catalog.maker_profile",
        lambda revision: can_be_listed(revision.product.maker),
    ),
)

ADVICE: Final = (
    Wanted(
        "three_photos",
        _l("Tiga foto: depan, detail, kemasan"),
        _l("Kurator ingin melihat produk dari depan, dari dekat, dan kemasannya."),
        "catalog.product_photos",
        lambda revision: len(revision.photos) >= WANTED_PHOTOS,
        topic="photos",
    ),
    Wanted(
        "alt_texts",
        _l("Keterangan foto"),
        _l("Jelaskan tiap foto dengan satu kalimat bagi yang tidak bisa melihatnya."),
        "catalog.product_photos",
        _is_described,
    ),
    Wanted(
        "asked",
        _l("Rincian yang dicari kurator"),
        _l("Isi rincian tambahan yang biasa ditanyakan."),
        "catalog.product_details",
        lambda revision: _has_all(revision, Need.ASKED),
    ),
    Wanted(
        "terms",
        _l("Minimal pesan, lama pengerjaan, kapasitas"),
        _l("Mitra ritel perlu tahu berapa banyak dan berapa lama."),
        "catalog.product_terms",
        _has_terms,
    ),
    Wanted(
        "english",
        _l("Nama dan deskripsi bahasa Inggris"),
        _l("Wisatawan membaca halaman bahasa Inggris."),
        "catalog.product_details",
        lambda revision: bool(revision.name_en and revision.description_en),
    ),
)


def _check(wanted: Wanted, revision: ProductRevision, *, blocks: bool) -> Check:
    return Check(
        key=wanted.key,
        label=wanted.label,
        advice=wanted.advice,
        passed=wanted.is_there(revision),
        blocks=blocks,
        endpoint=wanted.endpoint,
        topic=wanted.topic,
    )


def paper_check(product: Product, wish: PaperWish, *, blocks: bool) -> Check:
    """Return the line of one paper, as it stands today."""
    return Check(
        key=wish.key,
        label=wish.label,
        advice=what_to_do(product, wish),
        passed=is_granted(product.maker.papers, product.id, wish, today()),
        blocks=blocks,
        endpoint="catalog.papers",
        topic=wish.key,
    )


def paper_checks(product: Product) -> list[Check]:
    """Return the papers that products of this kind should have; they advise."""
    return [
        paper_check(product, wish, blocks=False) for wish in WISHES if wish.applies(product.newest)
    ]


def readiness(product: Product) -> list[Check]:
    """Return the checklist of a product's newest revision: what blocks first, then advice."""
    revision = product.newest
    return [
        *(_check(one, revision, blocks=True) for one in ESSENTIALS),
        *(_check(one, revision, blocks=False) for one in ADVICE),
        *paper_checks(product),
    ]


def blocking(product: Product) -> list[Check]:
    """Return the checks that keep the product from being entered."""
    return [check for check in readiness(product) if check.blocks and not check.passed]


def is_ready(product: Product) -> bool:
    """Say whether the product can be entered for curation."""
    return not blocking(product)
