"""How wholesale prices and options read, for those who may see them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from catalog.models import ProductRevision
from catalog.options import options_of
from catalog.tiers import per_piece, tiers_of, wholesale_unit
from catalog.units import Unit, counted, pieces_in, unit_label
from web.formats import rupiah


@dataclass(frozen=True, slots=True)
class WholesaleLine:
    """One wholesale price.

    Attributes:
        start: From how many on, in words: "12 lembar".
        rupiah: The price of one wholesale unit.
        unit: That unit, as it stands after "per".
        piece: What one of the product's own units costs, in rupiah; None where it is the same.
        saving: How much cheaper than in the shop, in whole per cent; 0 where that is not known.
    """

    start: str
    rupiah: int
    unit: str
    piece: int | None
    saving: int


def wholesale_lines(revision: ProductRevision, lang: str) -> list[WholesaleLine]:
    """Return a revision's wholesale prices as they are read, the smallest quantity first."""
    unit = wholesale_unit(revision.unit, per_kodi=revision.wholesale_per_kodi)
    lot = pieces_in(unit) > 1
    retail = revision.price_rupiah
    lines = []
    for tier in tiers_of(revision):
        each, whole = tier.rupiah * pieces_in(revision.unit), (retail or 0) * pieces_in(unit)
        lines.append(
            WholesaleLine(
                start=counted(tier.start, unit, lang),
                rupiah=tier.rupiah,
                unit=unit_label(unit, lang),
                piece=per_piece(tier.rupiah, unit) if lot else None,
                saving=max(0, (whole - each) * 100 // whole) if whole else 0,
            )
        )
    return lines


def piece_name(revision: ProductRevision, lang: str) -> str:
    """Return what one of a kodi is called: the product's own unit, or a plain piece."""
    own = Unit(revision.unit)
    return unit_label(own if pieces_in(own) == 1 else Unit.BUAH, lang)


def price_words(line: WholesaleLine, piece: str) -> str:
    """Return a wholesale price in words, with the price of one piece where it differs."""
    price = f"{rupiah(line.rupiah)} / {line.unit}"
    if line.piece is None:
        return price
    return f"{price} ({rupiah(line.piece)} / {piece})"


def wholesale_rows(revision: ProductRevision, lang: str) -> list[tuple[str, str]]:
    """Return wholesale prices as pairs of words: from how many, and how much."""
    piece = piece_name(revision, lang)
    return [
        (_("Grosir mulai %(many)s", many=line.start), price_words(line, piece))
        for line in wholesale_lines(revision, lang)
    ]


def minimum_order(revision: ProductRevision, lang: str) -> str:
    """Return the smallest wholesale order in words, empty where none is asked."""
    if revision.minimum_order is None:
        return ""
    unit = wholesale_unit(revision.unit, per_kodi=revision.wholesale_per_kodi)
    return counted(revision.minimum_order, unit, lang)


def option_rows(revision: ProductRevision) -> list[tuple[str, str]]:
    """Return options as pairs of words: what is chosen, and what there is."""
    return [(option.name, ", ".join(option.values)) for option in options_of(revision)]
