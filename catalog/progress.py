"""Where a maker and its products stand, in words for the maker's home."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from catalog.checklist import ready_in_words
from catalog.listings import is_sent_back, pending_change
from catalog.models import Maker, Product
from catalog.readiness import blocking, progress_of, readiness
from catalog.rules import is_frozen
from catalog.states import Listing, MakerState
from web.languages import localised


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on the way to the showcase.

    Attributes:
        label: What it is.
        body: What to do, or what happens now.
        state: "done", "todo" or "warning".
        endpoint: Where to do it; empty where there is nothing to do.
        action: The words on the link.
        values: What the address needs besides.
    """

    label: LazyString | str
    body: LazyString | str
    state: str
    endpoint: str = ""
    action: LazyString | str = ""
    values: dict[str, int] = field(default_factory=dict)


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
    complete = [one for one in products if not [c for c in blocking(one) if c.key != "maker"]]
    ready = bool(complete)
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
        "catalog.product" if complete and not entered else "",
        _l("Pilih produk"),
        {"product_id": complete[0].id} if complete and not entered else {},
    )
    return [_maker_step(maker), first, enter, *(_product_steps(products) if entered else ())]


MOST_PRODUCT_STEPS: Final = 3
"""More steps than this at once are a wall; the list of products below says the rest."""


def _product_steps(products: Sequence[Product]) -> list[Step]:
    """Return what single products wait for, for a maker who has been through it once."""
    return list(
        islice((step for one in products for step in _product_step(one)), MOST_PRODUCT_STEPS)
    )


def _product_step(product: Product) -> Iterator[Step]:
    revision, at = product.newest, {"product_id": product.id}
    if is_frozen(revision) or product.listing is Listing.WITHDRAWN:
        return
    name, missing = localised(revision, "name"), len(blocking(product))
    if missing:
        words = ngettext(
            "%(num)s hal lagi menuju siap kurasi", "%(num)s hal lagi menuju siap kurasi", missing
        )
        label = _("Lengkapi %(name)s", name=name)
        yield Step(label, words, "todo", "catalog.product", _l("Lanjutkan"), at)
    elif product.listing is Listing.LISTED:
        label = _("Kirim perubahan %(name)s", name=name)
        body = _l("Pembeli masih melihat versi yang lama.")
        yield Step(label, body, "todo", "catalog.product", _l("Periksa dan kirim"), at)
    else:
        label = _("Ajukan %(name)s ke kurasi", name=name)
        yield Step(label, _l("Isinya sudah lengkap."), "todo", "catalog.product", _l("Buka"), at)


def _unlisted(product: Product) -> ProductLine:
    if is_frozen(product.newest):
        return ProductLine(
            product, _l("Diajukan"), "indigo", _l("Lihat keadaannya di halaman Kurasi.")
        )
    progress = progress_of(readiness(product))
    if progress.left:
        return ProductLine(product, _l("Draf"), "neutral", ready_in_words(progress))
    return ProductLine(product, _l("Siap"), "leaf", _l("Lengkap. Ajukan ke kurasi."))


def product_line(product: Product) -> ProductLine:
    """Return a product's state in one line."""
    if product.listing is Listing.WITHDRAWN:
        return ProductLine(
            product, _l("Ditarik"), "neutral", _l("Tidak terlihat. Bisa ditayangkan lagi.")
        )
    if product.listing is Listing.UNLISTED:
        return _unlisted(product)
    if is_sent_back(product):
        words: LazyString = _l("Perubahan dikembalikan dinas. Baca catatannya.")
    elif pending_change(product) is not None:
        words = _l("Perubahan menunggu dinas.")
    elif not is_frozen(product.newest):
        words = _l("Ada perubahan yang belum dikirim.")
    else:
        words = _l("Terlihat oleh pembeli.")
    return ProductLine(product, _l("Tayang"), "leaf", words)


def product_lines(products: Sequence[Product]) -> list[ProductLine]:
    """Return each product with its state in one line."""
    return [product_line(product) for product in products]
