"""The form of prices, wholesale, terms and options."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, SelectChoice, SelectField, StringField

from catalog.categories import Category
from catalog.fields import CountField, RupiahField, says_required
from catalog.models import ProductRevision
from catalog.options import MAX_OPTIONS, OPTION_LENGTH, Option, option_problems, split_values
from catalog.products import stamp
from catalog.revision_changes import RevisionChanges
from catalog.shipping import barely_keeps, is_never_shipped, shelf_life
from catalog.term_checks import option_field, tier_field
from catalog.terms import PLAIN, term_cells, term_changes
from catalog.tiers import MAX_TIERS, Tier, tier_problems
from catalog.units import Unit, unit_choice_label, units_first
from web.forms import Form
from web.languages import language
from web.validators import at_most, chosen, optional, single_line

VALUES_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Row:
    """Two boxes that are filled in together, or not at all.

    Attributes:
        first: The quantity of a tier, the name of an option.
        second: The price of a tier, the values of an option.
    """

    first: Field
    second: Field

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into either box."""
        return not (self.first.data or self.second.data or self.has_error)

    @property
    def has_error(self) -> bool:
        """Whether a box was refused."""
        return bool(self.first.errors or self.second.errors)


class TermsForm(Form):
    """Price and terms."""

    version = HiddenField()
    price_rupiah = RupiahField(_l("Harga eceran"))
    unit = SelectField(_l("Satuan"), [chosen()])
    wholesale_per_kodi = BooleanField(_l("Grosir dihitung per kodi (isi 20)"))
    tier_1_from = CountField(_l("Grosir 1: mulai dari"))
    tier_1_rupiah = RupiahField(_l("Grosir 1: harga"))
    tier_2_from = CountField(_l("Grosir 2: mulai dari"))
    tier_2_rupiah = RupiahField(_l("Grosir 2: harga"))
    tier_3_from = CountField(_l("Grosir 3: mulai dari"))
    tier_3_rupiah = RupiahField(_l("Grosir 3: harga"))
    tier_4_from = CountField(_l("Grosir 4: mulai dari"))
    tier_4_rupiah = RupiahField(_l("Grosir 4: harga"))
    tier_5_from = CountField(_l("Grosir 5: mulai dari"))
    tier_5_rupiah = RupiahField(_l("Grosir 5: harga"))
    minimum_order = CountField(_l("Minimal pesan untuk grosir"))
    lead_time_days = CountField(_l("Lama pengerjaan"), minimum=0)
    capacity_per_month = CountField(_l("Kapasitas sebulan"))
    made_to_order = BooleanField(_l("Dibuat setelah dipesan"))
    shippable = BooleanField(_l("Bisa dikirim ke luar kota"))
    option_1_name = StringField(
        _l("Pilihan 1: nama"), [optional(), at_most(OPTION_LENGTH), single_line]
    )
    option_1_values = StringField(_l("Pilihan 1: isi"), [optional(), at_most(VALUES_LENGTH)])
    option_2_name = StringField(
        _l("Pilihan 2: nama"), [optional(), at_most(OPTION_LENGTH), single_line]
    )
    option_2_values = StringField(_l("Pilihan 2: isi"), [optional(), at_most(VALUES_LENGTH)])
    option_3_name = StringField(
        _l("Pilihan 3: nama"), [optional(), at_most(OPTION_LENGTH), single_line]
    )
    option_3_values = StringField(_l("Pilihan 3: isi"), [optional(), at_most(VALUES_LENGTH)])

    never_shipped = False
    barely_keeps = False
    shelf_life: int | None = None

    def offer(self, found: Category, revision: ProductRevision) -> None:
        """Fill the list of units, those of the category first, and say what is never sent."""
        self.unit.choices = [
            SelectChoice(unit.value, unit_choice_label(unit, language()))
            for unit in units_first(found.units)
        ]
        self.never_shipped, self.barely_keeps = is_never_shipped(revision), barely_keeps(revision)
        self.shelf_life = shelf_life(revision)
        says_required(self.price_rupiah)

    def show(self, revision: ProductRevision) -> None:
        """Fill the form with what is stored."""
        for name, value in term_cells(revision).items():
            self[name].data = value
        self.version.data = stamp(revision)

    def tier_rows(self) -> list[Row]:
        """Return the boxes of every tier, filled in or not."""
        return [
            Row(self[tier_field(index, "from")], self[tier_field(index, "rupiah")])
            for index in range(MAX_TIERS)
        ]

    def option_rows(self) -> list[Row]:
        """Return the boxes of every option, filled in or not."""
        return [
            Row(self[option_field(index, "name")], self[option_field(index, "values")])
            for index in range(MAX_OPTIONS)
        ]

    def check(self, *, draft: bool) -> bool:
        """Check the form; a draft may leave out what every product needs in the end."""
        sound = self.validate()
        if not draft and self.price_rupiah.data is None and not self.price_rupiah.errors:
            self.add_error("price_rupiah", _("Bagian ini perlu diisi."))
        self._check_tiers()
        self._check_options()
        return bool(sound) and not self.errors

    def _check_tiers(self) -> None:
        rows = [row for row in self.tier_rows() if not row.is_empty]
        for row in rows:
            if row.first.data is None and not row.first.errors:
                self.add_error(row.first.name, _("Isi mulai dari berapa banyak."))
            if row.second.data is None and not row.second.errors:
                self.add_error(row.second.name, _("Isi harganya."))
        if self.unit.errors or any(row.has_error for row in rows):
            return
        for problem in tier_problems(
            [Tier(row.first.data, row.second.data) for row in rows],
            retail=self.price_rupiah.data,
            unit=Unit(self.unit.data),
            per_kodi=self.wholesale_per_kodi.data,
            minimum=self.minimum_order.data,
        ):
            row = rows[problem.index]
            box = row.first if problem.part == "from" else row.second
            self.add_error(box.name, problem.message)

    def _check_options(self) -> None:
        rows = [row for row in self.option_rows() if not row.is_empty]
        given = [Option(row.first.data or "", split_values(row.second.data or "")) for row in rows]
        for problem in option_problems(given):
            row = rows[problem.index]
            box = row.first if problem.part == "name" else row.second
            self.add_error(box.name, problem.message)

    def changes(self) -> RevisionChanges:
        """Return what was filled in and is right; of tiers and options, all or none."""
        kept = {one.key: self[one.key].data for one in PLAIN if not self[one.key].errors}
        for rows in (self.tier_rows(), self.option_rows()):
            if not any(row.has_error for row in rows):
                kept |= {box.name: box.data for row in rows for box in (row.first, row.second)}
        if kept.get("minimum_order", 0) is None:
            starts = [row.first.data for row in self.tier_rows() if row.first.data]
            kept["minimum_order"] = starts[0] if starts and not self.errors else None
        return term_changes(kept)
