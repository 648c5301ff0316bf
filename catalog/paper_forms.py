"""The form for a paper: only what its kind needs."""

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from catalog.kbli import YEARS
from catalog.models import Paper, Product
from catalog.paper_reading import Reading
from catalog.papers import PaperDetails
from catalog.states import PaperKind, PaperState
from web.forms import Form
from web.validators import at_most, chosen, optional, single_line

NUMBER_LENGTH = 60
EVERY_PRODUCT: Final = 0

# What is asked beside number, state and scan.
ASKED: Final[dict[PaperKind, frozenset[str]]] = {
    PaperKind.NIB: frozenset({"kbli", "kbli_year"}),
    PaperKind.PIRT: frozenset({"product", "expires_on"}),
    PaperKind.HALAL: frozenset({"product"}),
    PaperKind.BPOM: frozenset({"product", "expires_on"}),
    PaperKind.TRADEMARK: frozenset({"registered_on"}),
    PaperKind.SNI: frozenset({"product", "expires_on"}),
    PaperKind.BATIKMARK: frozenset({"product", "expires_on"}),
    PaperKind.COPYRIGHT: frozenset({"product"}),
    PaperKind.NPWP: frozenset(),
}
SOMETIMES: Final = frozenset().union(*ASKED.values())


class PaperForm(Form):
    """A paper's number, what it is for, until when it holds, and its scan."""

    state = RadioField(
        _l("Keadaannya"),
        [chosen()],
        choices=[
            SelectChoice(PaperState.CLAIMED.value, _l("Sudah ada")),
            SelectChoice(PaperState.IN_PROCESS.value, _l("Sedang diurus")),
        ],
        default=PaperState.CLAIMED.value,
    )
    document_number = StringField(_l("Nomor"), [at_most(NUMBER_LENGTH), single_line])
    kbli = StringField(_l("Kode KBLI utama"), [at_most(12), single_line])
    kbli_year = SelectField(
        _l("Tahun KBLI"),
        coerce=int,
        default=0,
        choices=[SelectChoice(0, _l("Pilih tahun")), *(SelectChoice(y, str(y)) for y in YEARS)],
    )
    product = SelectField(_l("Untuk"), coerce=int, default=EVERY_PRODUCT)
    registered_on = DateField(_l("Tanggal terdaftar"), [optional()])
    expires_on = DateField(_l("Berlaku sampai"), [optional()])
    scan = FileField(_l("Pindaian atau foto"))
    version = HiddenField()

    def ask(self, kind: PaperKind, products: Iterable[Product]) -> None:
        """Keep the fields of the kind, and offer the maker's products."""
        for name in SOMETIMES - ASKED[kind]:
            del self[name]
        self.products = {product.id: product for product in products}
        if "product" in self:
            self.product.choices = [
                SelectChoice(EVERY_PRODUCT, _("Seluruh usaha")),
                *(
                    SelectChoice(key, one.newest.name_id or _("(belum bernama)"))
                    for key, one in self.products.items()
                ),
            ]

    def show(self, paper: Paper) -> None:
        """Fill in what is stored."""
        self.document_number.data = paper.document_number
        self.version.data = str(paper.version)
        if paper.state is PaperState.IN_PROCESS:
            self.state.data = PaperState.IN_PROCESS.value
        for name in ("kbli", "registered_on", "expires_on"):
            if name in self:
                self[name].data = getattr(paper, name)
        if "kbli_year" in self:
            self.kbli_year.data = paper.kbli_year or 0
        if "product" in self:
            self.product.data = paper.product_id or EVERY_PRODUCT

    def _said(self, name: str) -> Any:  # noqa: ANN401 - a text, a day or a number.
        return self[name].data if name in self else None

    def details(self) -> PaperDetails:
        """What was typed."""
        in_process = self.state.data == PaperState.IN_PROCESS.value
        return PaperDetails(
            document_number=self.document_number.data or "",
            expires_on=self._said("expires_on"),
            registered_on=self._said("registered_on"),
            kbli=self._said("kbli") or "",
            kbli_year=self._said("kbli_year") or None,
            product=self.products.get(self._said("product") or EVERY_PRODUCT),
            state=PaperState.IN_PROCESS if in_process else PaperState.CLAIMED,
        )

    def refuse(self, reading: Reading) -> None:
        """Put every refusal beside its field."""
        for one in reading.refusals:
            self.add_error(one.field if one.field in self else "document_number", one.message)

    def upload(self) -> FileStorage | None:
        """The chosen file, or None."""
        found = self.scan.data
        return found if isinstance(found, FileStorage) and found.filename else None

    def seen(self) -> int | None:
        """The version that the person looked at."""
        typed = self.version.data or ""
        return int(typed[:9]) if typed.isascii() and typed.isdigit() else None
