"""The form for a paper."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from catalog.papers import NAMES
from catalog.states import PaperKind, PaperState
from web.forms import Form
from web.validators import at_most, chosen, optional, single_line

NUMBER_LENGTH = 60


class PaperForm(Form):
    """Which paper, its number, and until when it holds."""

    kind = SelectField(
        _l("Jenis dokumen"),
        [chosen()],
        choices=[SelectChoice(kind.value, name) for kind, name in NAMES.items()],
    )
    state = SelectField(
        _l("Keadaannya"),
        [chosen()],
        choices=[
            SelectChoice(PaperState.CLAIMED.value, _l("Sudah ada")),
            SelectChoice(PaperState.IN_PROCESS.value, _l("Sedang diurus")),
        ],
    )
    product = SelectField(_l("Untuk"), coerce=int, default=0)
    document_number = StringField(_l("Nomor"), [at_most(NUMBER_LENGTH), single_line])
    expires_on = DateField(_l("Berlaku sampai"), [optional()])

    def chosen_kind(self) -> PaperKind:
        """The kind, as the model knows it."""
        return PaperKind(self.kind.data)

    def chosen_state(self) -> PaperState:
        """Whether the paper is there or applied for."""
        return PaperState(self.state.data)

    def end(self) -> date | None:
        """The last day, if the paper has one."""
        ends: date | None = self.expires_on.data
        return ends
