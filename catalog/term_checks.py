"""What prices and terms must satisfy before they are written into a draft."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from catalog.models import ProductRevision
from catalog.money import MAX_RUPIAH
from catalog.options import option_problems, read_options
from catalog.revision_changes import RevisionChanges
from catalog.shipping import is_never_shipped
from catalog.tiers import Problem, read_tiers, tier_problems, tiers_of
from catalog.units import Unit
from web.errors import RuleViolation


def tier_field(index: int, part: str) -> str:
    """Return the name of a tier's box: "tier_1_from" or "tier_1_rupiah" for the first."""
    return f"tier_{index + 1}_{part}"


def option_field(index: int, part: str) -> str:
    """Return the name of an option's box: "option_1_name" or "option_1_values" for the first."""
    return f"option_{index + 1}_{part}"


def check_amounts(changes: RevisionChanges) -> None:
    """Refuse amounts and units that cannot be.

    Raises:
        RuleViolation: With the field.
    """
    amounts = {
        "price_rupiah": changes.get("price_rupiah"),
        "minimum_order": changes.get("minimum_order"),
    }
    for name, amount in amounts.items():
        if amount is not None and not 1 <= amount <= MAX_RUPIAH:
            raise RuleViolation(_l("Angka ini terlalu kecil atau terlalu besar."), name)
    if "unit" in changes and changes["unit"] not in set(Unit):
        raise RuleViolation(_l("Pilih satuannya."), "unit")


def wholesale_problems(revision: ProductRevision) -> Sequence[Problem]:
    """Return what is wrong with a revision's wholesale prices."""
    return tier_problems(
        tiers_of(revision),
        retail=revision.price_rupiah,
        unit=revision.unit,
        per_kodi=revision.wholesale_per_kodi,
        minimum=revision.minimum_order,
    )


def _check_tiers(draft: ProductRevision) -> None:
    try:
        draft.wholesale_tiers = [one.stored() for one in read_tiers(draft.wholesale_tiers)]
    except ValueError:
        raise RuleViolation(_l("Harga grosir ini tidak terbaca."), tier_field(0, "from")) from None
    for problem in wholesale_problems(draft):
        raise RuleViolation(problem.message, tier_field(problem.index, problem.part))


def _check_options(draft: ProductRevision) -> None:
    try:
        options = read_options(draft.options)
    except ValueError:
        raise RuleViolation(_l("Pilihan ini tidak terbaca."), option_field(0, "name")) from None
    for problem in option_problems(options):
        raise RuleViolation(problem.message, option_field(problem.index, problem.part))
    draft.options = [one.stored() for one in options]


def check_terms(draft: ProductRevision, changes: RevisionChanges) -> None:
    """Check what was just written into a draft; what cannot be sent is never marked as sent.

    Wholesale prices are compared with the shop's price when they are written. A shop's price that
    sinks below them later is found by the product's checklist, so that typing goes on.

    Raises:
        RuleViolation: With the field.
    """
    if "wholesale_tiers" in changes:
        _check_tiers(draft)
    if "options" in changes:
        _check_options(draft)
    if is_never_shipped(draft):
        draft.shippable = False
