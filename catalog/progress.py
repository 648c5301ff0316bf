"""Where a maker and its products stand, in words for the maker's home."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _l

from catalog.listings import pending_change
from catalog.models import Maker, Product
from catalog.readiness import blocking
from catalog.rules import is_frozen
from catalog.states import Listing, MakerState


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on the way to the showcase.

    Attributes:
        label: What it is.
        body: What to do, or what happens now.
        state: "done", "todo" or "warning".
        endpoint: Where to do it; empty where there is nothing to do.
        action: The words on the link.
    """

    label: LazyString
    body: LazyString | str
    state: str
    endpoint: str = ""
    action: LazyString | str = ""


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product and its state in one line.

    Attributes:
        product: The product.
        label: The state in a word or two, for a badge.
        kind: The badge's colour.
        words: What the state means, or what to do.
    """

    product: Product
    label: LazyString
    kind: str
    words: LazyString | str


_MAKER_STEPS = {
    MakerState.DRAFT: Step(
        _l("Kirim profil usaha ke dinas"),
        _l("Dinas memeriksa bahwa usaha Anda ada di kota ini."),
        "todo",
        "catalog.maker_profile",
        _l("Lengkapi profil"),
    ),
    MakerState.SUBMITTED: Step(
        _l("Usaha diperiksa dinas"),
        _l("Biasanya satu dua hari kerja. Anda bisa mengisi produk sambil menunggu."),
        "warning",
    ),
    MakerState.VERIFIED: Step(_l("Usaha sudah diverifikasi dinas"), "", "done"),
    MakerState.SUSPENDED: Step(
        _l("Usaha dihentikan sementara"), _l("Hubungi dinas untuk membukanya lagi."), "warning"
    ),
}


def _maker_step(maker: Maker) -> Step:
    if maker.state is MakerState.NEEDS_FIX:
        return Step(
            _l("Perbaiki profil usaha"),
            maker.state_reason,
            "warning",
            "catalog.maker_profile",
            _l("Perbaiki"),
        )
    return _MAKER_STEPS[maker.state]


def next_steps(maker: Maker, products: Sequence[Product]) -> list[Step]:
    """Return the way to the showcase: verified, a complete product, entered for curation."""
    ready = any(not [c for c in blocking(one) if c.key != "maker"] for one in products)
    entered = any(is_frozen(revision) for one in products for revision in one.revisions)
    first = Step(
        _l("Lengkapi satu produk"),
        _l("Foto, rincian, dan harga. Kira-kira tiga menit dari ponsel."),
        "done" if ready else "todo",
        "" if ready else ("catalog.products" if products else "catalog.product_new"),
        _l("Lanjutkan") if products else _l("Tambah produk"),
    )
    enter = Step(
        _l("Ajukan produk ke kurasi"),
        _l("Kurator mitra ritel menilainya dan memberi catatan."),
        "done" if entered else "todo",
    )
    return [_maker_step(maker), first, enter]


def _unlisted(product: Product) -> ProductLine:
    if is_frozen(product.newest):
        return ProductLine(
            product, _l("Diajukan"), "indigo", _l("Lihat keadaannya di halaman Kurasi.")
        )
    missing = len(blocking(product))
    if missing:
        words = ngettext(
            "%(num)s hal lagi menuju siap kurasi", "%(num)s hal lagi menuju siap kurasi", missing
        )
        return ProductLine(product, _l("Draf"), "neutral", words)
    return ProductLine(product, _l("Siap"), "leaf", _l("Lengkap. Ajukan ke kurasi."))


def product_line(product: Product) -> ProductLine:
    """Return a product's state in one line."""
    if product.listing is Listing.WITHDRAWN:
        return ProductLine(
            product, _l("Ditarik"), "neutral", _l("Tidak terlihat. Bisa ditayangkan lagi.")
        )
    if product.listing is Listing.UNLISTED:
        return _unlisted(product)
    if pending_change(product) is not None:
        words: LazyString = _l("Perubahan menunggu dinas.")
    elif not is_frozen(product.newest):
        words = _l("Ada perubahan yang belum dikirim.")
    else:
        words = _l("Terlihat oleh pembeli.")
    return ProductLine(product, _l("Tayang"), "leaf", words)


def product_lines(products: Sequence[Product]) -> list[ProductLine]:
    """Return each product with its state in one line."""
    return [product_line(product) for product in products]
