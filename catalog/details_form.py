"""The form of a product's details, made from the attributes of its category."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from catalog.attribute_values import Value
from catalog.attributes import (
    Values,
    english_key,
    format_number,
    other_key,
    validate_attributes,
)
from catalog.categories import OTHER, Attribute, Category, Kind, Need, category
from catalog.fields import NOT_YET, KeywordsField, MultiCheckboxField, says_required
from catalog.models import ProductRevision
from catalog.products import stamp
from catalog.revision_changes import RevisionChanges
from catalog.rules import (
    DESCRIPTION_LENGTH,
    KEYWORD_LENGTH,
    MAX_KEYWORDS,
    NAME_LENGTH,
    STORY_LENGTH,
)
from web.forms import Form
from web.languages import language
from web.validators import at_most, optional, single_line

FEW = 4
"""Up to so many choices stand side by side; more are a list to open."""

LONG_TEXT = 200
"""A text longer than this gets a box of several lines."""

WORDS = (
    "name_id",
    "name_en",
    "description_id",
    "description_en",
    "story_id",
    "story_en",
    "keywords",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One attribute with its fields."""

    attribute: Attribute
    field: Field
    other: Field | None
    english: Field | None


def field_name(key: str) -> str:
    """Return the name of an attribute's field; the prefix keeps it apart from our own."""
    return f"a_{key}"


def _choices(attribute: Attribute, lang: str) -> list[SelectChoice]:
    listed = [SelectChoice(one.key, one.label(lang)) for one in attribute.choices]
    return [*listed, SelectChoice(OTHER, _l("Lainnya"))] if attribute.other else listed


def _choice_field(attribute: Attribute, label: str, lang: str) -> Field:
    choices = _choices(attribute, lang)
    if len(choices) <= FEW:
        return RadioField(label, choices=choices, validate_choice=False)
    return SelectField(label, choices=[SelectChoice("", NOT_YET), *choices], validate_choice=False)


def attribute_field(attribute: Attribute, lang: str) -> Field:
    """Make the unbound field of an attribute; its values are checked by our own rules."""
    label = attribute.label(lang)
    match attribute.kind:
        case Kind.CHOICE:
            return _choice_field(attribute, label, lang)
        case Kind.CHOICES:
            return MultiCheckboxField(
                label, choices=_choices(attribute, lang), validate_choice=False
            )
        case Kind.SIZES:
            sizes = [SelectChoice(str(size)) for size in attribute.sizes()]
            return MultiCheckboxField(label, choices=sizes, validate_choice=False)
        case Kind.BOOLEAN:
            return BooleanField(label)
        case Kind.TEXT if attribute.max_length > LONG_TEXT:
            return TextAreaField(label)
        case _:
            return StringField(label)


def typed(attribute: Attribute, value: Value, lang: str) -> object:
    """Return a stored value as it would be typed."""
    match attribute.kind:
        case Kind.NUMBER if isinstance(value, int | float):
            return format_number(value, lang)
        case Kind.DIMENSIONS if isinstance(value, list):
            return " x ".join(format_number(side, lang) for side in value)
        case Kind.SIZES if isinstance(value, list):
            return [str(size) for size in value]
        case _:
            return value


class DetailsForm(Form):
    """Name, description and attributes of a product; ``details_form`` adds the last."""

    version = HiddenField()
    name_id = StringField(_l("Nama produk"), [optional(), at_most(NAME_LENGTH), single_line])
    name_en = StringField(
        _l("Nama dalam bahasa Inggris"), [optional(), at_most(NAME_LENGTH), single_line]
    )
    description_id = TextAreaField(_l("Deskripsi"), [optional(), at_most(DESCRIPTION_LENGTH)])
    description_en = TextAreaField(
        _l("Deskripsi dalam bahasa Inggris"), [optional(), at_most(DESCRIPTION_LENGTH)]
    )
    story_id = StringField(
        _l("Cerita satu kalimat"), [optional(), at_most(STORY_LENGTH), single_line]
    )
    story_en = StringField(
        _l("Cerita satu kalimat dalam bahasa Inggris"),
        [optional(), at_most(STORY_LENGTH), single_line],
    )
    keywords = KeywordsField(_l("Kata lain yang dicari pembeli"), [optional()])

    category: Category
    subcategory: str

    def questions(self, *needs: Need) -> list[Question]:
        """Return the attributes of these needs with their fields, in order."""
        return [
            Question(
                one,
                self[field_name(one.key)],
                self._fields.get(field_name(other_key(one))),
                self._fields.get(field_name(english_key(one))),
            )
            for one in self.category.attributes_for(self.subcategory)
            if one.need in needs
        ]

    def _keys(self) -> Iterator[str]:
        for name in self._fields:
            if name.startswith("a_"):
                yield name.removeprefix("a_")

    def check(self, *, draft: bool) -> bool:
        """Check the form; a draft may leave out what every product needs in the end."""
        sound = self.validate()
        for name in ("name_id", "description_id"):
            if not draft and not self[name].data and not self[name].errors:
                self.add_error(name, _("Bagian ini perlu diisi."))
        long = [word for word in self.keywords.data or [] if len(word) > KEYWORD_LENGTH]
        if long or len(self.keywords.data or []) > MAX_KEYWORDS:
            message = _("Paling banyak %(count)s kata pendek, dipisah koma.", count=MAX_KEYWORDS)
            self.add_error("keywords", message)
        self.attributes, errors = self._read(draft=draft)
        for key, sentence in errors.items():
            self.add_error(field_name(key), sentence)
        return bool(sound) and not self.errors

    def _read(self, *, draft: bool) -> tuple[Values, dict[str, str]]:
        values = {key: self[field_name(key)].data for key in self._keys()}
        return validate_attributes(
            self.category.key, self.subcategory, values, draft=draft, lang=language()
        )

    def changes(self, revision: ProductRevision) -> RevisionChanges:
        """Return what was filled in and is right; what is wrong stays as it was stored.

        An empty name stays as it was, too: a product is never without one.
        """
        kept: dict[str, Any] = {
            name: self[name].data for name in WORDS if not self[name].errors and name in self
        }
        if not kept.get("name_id"):
            kept.pop("name_id", None)
        wrong = [key for key in self._keys() if self[field_name(key)].errors]
        old = {key: revision.attributes[key] for key in wrong if key in revision.attributes}
        return cast("RevisionChanges", kept | {"attributes": self.attributes | old})


def _attribute_fields(found: Category, subcategory: str, lang: str) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for one in found.attributes_for(subcategory):
        fields[field_name(one.key)] = attribute_field(one, lang)
        if one.other:
            label = _l("%(label)s lainnya", label=one.label(lang))
            fields[field_name(other_key(one))] = StringField(label)
        if one.translated:
            label = _l("%(label)s dalam bahasa Inggris", label=one.label(lang))
            long = one.max_length > LONG_TEXT
            english = TextAreaField(label) if long else StringField(label)
            fields[field_name(english_key(one))] = english
    return fields


def _stored(revision: ProductRevision, found: Category, lang: str) -> dict[str, object]:
    data: dict[str, object] = {name: getattr(revision, name) for name in WORDS}
    data["version"] = stamp(revision)
    for key, value in revision.attributes.items():
        attribute = found.attribute(key)
        data[field_name(key)] = typed(attribute, value, lang) if attribute else value
    return data


def details_form(revision: ProductRevision, **options: Any) -> DetailsForm:  # noqa: ANN401 - WTForms' own.
    """Make the form of a revision, filled with what is stored or with what was sent.

    Raises:
        LookupError: When the revision's category is not in the data file.
    """
    lang = language()
    found = category(revision.category)
    if found is None:
        raise LookupError(revision.category)
    fields = _attribute_fields(found, revision.subcategory, lang)
    made = type("DetailsFormOf", (DetailsForm,), fields)
    form: DetailsForm = made(data=_stored(revision, found, lang), **options)
    form.category, form.subcategory = found, revision.subcategory
    says_required(form.name_id)
    says_required(form.description_id)
    for question in form.questions(Need.REQUIRED):
        says_required(question.field)
    return form
