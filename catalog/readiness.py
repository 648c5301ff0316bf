"""What is still missing before a product can be entered for curation."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.attributes import missing_attributes
from catalog.categories import Need
from catalog.models import Product, ProductRevision
from catalog.rules import MIN_PHOTOS, WANTED_PHOTOS, can_be_listed


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist.

    Attributes:
        key: Its name in code.
        label: What is wanted, as words for the maker.
        advice: What to do when it is missing.
        passed: Whether it is there.
        blocks: Whether the product cannot be entered without it; the others advise.
        endpoint: The page where it is put right; it takes ``product_id`` unless it is
            the maker's profile.
    """

    key: str
    label: LazyString
    advice: LazyString
    passed: bool
    blocks: bool
    endpoint: str


def _essentials(product: Product, revision: ProductRevision) -> list[Check]:
    wanting = missing_attributes(
        revision.category, revision.subcategory, revision.attributes, Need.REQUIRED
    )
    return [
        Check(
            "name",
            _l("Nama produk"),
            _l("Tulis nama yang akan dibaca pembeli."),
            bool(revision.name_id),
            True,
            "catalog.product_details",
        ),
        Check(
            "photo",
            _l("Foto"),
            _l("Pasang sedikitnya satu foto."),
            len(revision.photos) >= MIN_PHOTOS,
            True,
            "catalog.product_photos",
        ),
        Check(
            "attributes",
            _l("Rincian produk"),
            _l("Lengkapi rincian yang wajib."),
            not wanting,
            True,
            "catalog.product_details",
        ),
        Check(
            "description",
            _l("Deskripsi"),
            _l("Ceritakan produk ini dalam dua atau tiga kalimat."),
            bool(revision.description_id),
            True,
            "catalog.product_details",
        ),
        Check(
            "price",
            _l("Harga"),
            _l("Isi harga eceran dan satuannya."),
            revision.price_rupiah is not None,
            True,
            "catalog.product_terms",
        ),
        Check(
            "maker",
            _l("Usaha diverifikasi dinas"),
            _l("Kirim profil usaha Anda, lalu tunggu pemeriksaan dinas."),
            can_be_listed(product.maker),
            True,
            "catalog.maker_profile",
        ),
    ]


def _advice(revision: ProductRevision) -> list[Check]:
    asked = missing_attributes(
        revision.category, revision.subcategory, revision.attributes, Need.ASKED
    )
    terms = (revision.minimum_order, revision.lead_time_days, revision.capacity_per_month)
    return [
        Check(
            "three_photos",
            _l("Tiga foto: depan, detail, kemasan"),
            _l("Kurator ingin melihat produk dari depan, dari dekat, dan kemasannya."),
            len(revision.photos) >= WANTED_PHOTOS,
            False,
            "catalog.product_photos",
        ),
        Check(
            "alt_texts",
            _l("Keterangan foto"),
            _l("Jelaskan tiap foto dengan satu kalimat bagi yang tidak bisa melihatnya."),
            bool(revision.photos) and all(one.alt_id for one in revision.photos),
            False,
            "catalog.product_photos",
        ),
        Check(
            "asked",
            _l("Rincian yang dicari kurator"),
            _l("Isi rincian tambahan yang biasa ditanyakan."),
            not asked,
            False,
            "catalog.product_details",
        ),
        Check(
            "terms",
            _l("Minimal pesan, lama pengerjaan, kapasitas"),
            _l("Mitra ritel perlu tahu berapa banyak dan berapa lama."),
            all(term is not None for term in terms),
            False,
            "catalog.product_terms",
        ),
        Check(
            "english",
            _l("Nama dan deskripsi bahasa Inggris"),
            _l("Wisatawan membaca halaman bahasa Inggris."),
            bool(revision.name_en and revision.description_en),
            False,
            "catalog.product_details",
        ),
    ]


def readiness(product: Product) -> list[Check]:
    """Return the checklist of a product's newest revision: what blocks first, then advice."""
    revision = product.newest
    return [*_essentials(product, revision), *_advice(revision)]


def _wanting(product: Product, wanted: Callable[[Check], bool]) -> list[Check]:
    return [check for check in readiness(product) if not check.passed and wanted(check)]


def blocking(product: Product) -> list[Check]:
    """Return the checks that keep the product from being entered."""
    return _wanting(product, lambda check: check.blocks)


def is_ready(product: Product) -> bool:
    """Say whether the product can be entered for curation."""
    return not blocking(product)
