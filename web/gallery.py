"""What the gallery of components shows: a form with and without errors, and photos to frame."""

from dataclasses import dataclass

from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from web.assets import asset
from web.forms import Form

PHOTO_WIDTH = 480
PHOTO_HEIGHT = 600
MATS = ("mat-18", "mat-5", "mat-6", "mat-1")


@dataclass(frozen=True, slots=True)
class SamplePhoto:
    """A photo with what the picture macro asks of the real ones."""

    number: int
    mat: str
    width: int = PHOTO_WIDTH
    height: int = PHOTO_HEIGHT
    placeholder: str = ""

    @property
    def fallback_url(self) -> str:
        """The address of the one file that there is."""
        return asset(f"art/gallery-{self.number}.jpg")

    def sources(self, format_name: str) -> str:
        """A srcset in JPEG, none in the other formats."""
        return f"{self.fallback_url} {self.width}w" if format_name == "jpg" else ""


class SampleForm(Form):
    """One field of each kind."""

    name = StringField("Nama produk", [InputRequired()])
    email = EmailField("Alamat email")
    price = IntegerField("Harga eceran", [InputRequired()])
    phone = TelField("Nomor WhatsApp", [InputRequired()])
    password = PasswordField("Kata sandi", [InputRequired()])
    story = TextAreaField("Cerita di balik produk")
    technique = SelectField(
        "Teknik",
        [InputRequired()],
        choices=[
            SelectChoice("tulis", "Tulis"),
            SelectChoice("cap", "Cap"),
            SelectChoice("kombinasi", "Kombinasi tulis dan cap"),
        ],
    )
    stock = RadioField(
        "Ketersediaan",
        [InputRequired()],
        choices=[
            SelectChoice("ready", "Siap kirim"),
            SelectChoice("order", "Dibuat setelah dipesan"),
        ],
    )
    material = SelectMultipleField(
        "Bahan",
        choices=[
            SelectChoice("primisima", "Katun primisima"),
            SelectChoice("prima", "Katun prima"),
            SelectChoice("sutra", "Sutra"),
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    shows_phone = BooleanField("Tampilkan nomor saya kepada pembeli")


SENTENCES = {
    "name": "Tulis nama produknya.",
    "price": "Tulis harga dengan angka, misalnya 285.000.",
    "phone": "Nomor ini terlalu pendek.",
    "story": "Paling panjang 2.000 huruf.",
    "technique": "Pilih salah satu teknik.",
    "stock": "Pilih salah satu.",
    "material": "Pilih paling banyak dua bahan.",
    "shows_phone": "Setujui dulu agar pembeli dapat menghubungi Anda.",
}


def filled_form() -> SampleForm:
    """A form as it looks when all is well."""
    return SampleForm(
        formdata=None,
        data={
            "name": "Selendang Sisik Gringsing",
            "price": 285000,
            "technique": "tulis",
            "stock": "ready",
            "material": ["primisima"],
            "shows_phone": True,
        },
        meta={"csrf": False},
    )


def failed_form() -> SampleForm:
    """A form with an error on most of its fields."""
    form = SampleForm(formdata=None, data={"phone": "0812"}, prefix="gagal-", meta={"csrf": False})
    for name, sentence in SENTENCES.items():
        form.add_error(name, sentence)
    form.add_error(None, _("Ada yang menyimpan lebih dulu"))
    return form


def samples() -> dict[str, object]:
    """What the gallery's template is given."""
    return {
        "form": filled_form(),
        "failed": failed_form(),
        "photos": [SamplePhoto(number, mat) for number, mat in enumerate(MATS, start=1)],
    }
