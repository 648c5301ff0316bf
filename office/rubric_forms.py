"""The form of one kind's criteria: any number of blocks, of which the last is for a new one."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField

from catalog.slugs import slugify
from curation.marks import HIGHEST_VALUE, LOWEST_VALUE
from curation.operations.rubrics import MOST_CRITERIA
from curation.rubric_data import CriterionData, LevelData
from web.forms import Form
from web.validators import at_most, between, filled, required, single_line

NAME_LENGTH: Final = 120
SENTENCE_LENGTH: Final = 300
KEY_LENGTH: Final = 40
VALUES: Final = range(LOWEST_VALUE, HIGHEST_VALUE + 1)
BLOCK: Final = re.compile(r"k(\d{1,2})-")
TEXTS: Final = ("name_id", "name_en", "hint_id", "hint_en")


class RubricForm(Form):
    """What belongs to no criterion: the number of the version that was changed."""

    base = HiddenField()

    @property
    def seen_number(self) -> int:
        """The version's number; 0 for none."""
        typed = str(self.base.data or "")
        return int(typed[:6]) if typed.isascii() and typed.isdigit() else 0


class CriterionForm(Form):
    """One criterion with its five sentences in both languages."""

    class Meta(Form.Meta):
        """The whole page has one token."""

        csrf = False

    key = HiddenField()
    place = IntegerField(_l("Urutan di lembar nilai"), [filled(), between(1, 99)])
    name_id = StringField(_l("Nama (Indonesia)"), [required(), at_most(NAME_LENGTH), single_line])
    name_en = StringField(_l("Nama (Inggris)"), [required(), at_most(NAME_LENGTH), single_line])
    weight = IntegerField(_l("Bobot"), [filled(), between(1, 100)])
    must_score = BooleanField(_l("Wajib dinilai, tidak boleh dilewati"))
    hint_id = StringField(_l("Cara melihatnya (Indonesia)"), [at_most(SENTENCE_LENGTH)])
    hint_en = StringField(_l("Cara melihatnya (Inggris)"), [at_most(SENTENCE_LENGTH)])
    remove = BooleanField(_l("Hapus kriteria ini dari versi baru"))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in a block for a new criterion."""
        fields = [self[name] for name in TEXTS] + [one for pair in self.sentences() for one in pair]
        return not self.key.data and not any(field.data for field in fields)

    @property
    def counts(self) -> bool:
        """Whether the block is part of the new version."""
        return not self.is_blank and not self.remove.data

    def sentences(self) -> list[tuple[Any, Any]]:
        """The fields of the five sentences, the lowest value first: Indonesian, English."""
        return [(self[f"level{value}_id"], self[f"level{value}_en"]) for value in VALUES]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - WTForms' own.
        """What is left out need not be whole."""
        return not self.counts or super().validate(extra_validators)

    def data_with(self, key: str) -> CriterionData:
        """What was typed, once it is valid."""
        return CriterionData(
            key=key,
            weight=self.weight.data,
            name_id=self.name_id.data,
            name_en=self.name_en.data,
            hint_id=self.hint_id.data or "",
            hint_en=self.hint_en.data or "",
            levels=tuple(
                LevelData(value, indonesian.data, english.data)
                for value, (indonesian, english) in zip(VALUES, self.sentences(), strict=True)
            ),
            required=bool(self.must_score.data),
        )


for _value in VALUES:
    for _language in ("id", "en"):
        setattr(
            CriterionForm,
            f"level{_value}_{_language}",
            TextAreaField(str(_value), [required(), at_most(SENTENCE_LENGTH)]),
        )


def shown_blocks(criteria: Sequence[CriterionData]) -> list[CriterionForm]:
    """Blocks for what there is, and an empty one."""
    blocks = [
        CriterionForm(None, prefix=f"k{at}-", data=_values(one, at + 1))
        for at, one in enumerate(criteria)
    ]
    if len(blocks) < MOST_CRITERIA:
        start = {"must_score": True, "place": len(blocks) + 1}
        blocks.append(CriterionForm(None, prefix=f"k{len(blocks)}-", data=start))
    return blocks


def typed_blocks(typed: Mapping[str, str]) -> list[CriterionForm]:
    """Blocks as they were sent, however many; more than a sheet can have are not looked at."""
    found = {int(match[1]) for name in typed if (match := BLOCK.match(name))}
    return [CriterionForm(typed, prefix=f"k{at}-") for at in sorted(found)[: MOST_CRITERIA + 1]]


def _values(one: CriterionData, place: int) -> dict[str, object]:
    return {
        "key": one.key,
        "place": place,
        "weight": one.weight,
        "must_score": one.required,
        **{name: getattr(one, name) for name in TEXTS},
        **{f"level{level.value}_id": level.sentence_id for level in one.levels},
        **{f"level{level.value}_en": level.sentence_en for level in one.levels},
    }


def criteria_of_blocks(
    blocks: Sequence[CriterionForm], known: Sequence[CriterionData], taken: Collection[str]
) -> list[CriterionData]:
    """What the blocks say together, in the order that was asked for.

    A criterion that was there keeps its key, so that its scores go with it; a new one gets a key of
    its own that no earlier criterion has.

    Args:
        blocks: Each of them valid.
        known: The criteria of the version that was changed.
        taken: Keys of this kind's criteria in all versions; scores of old ones go by them.
    """
    keys = {one.key for one in known}
    used: set[str] = set()
    criteria: list[CriterionData] = []
    counted = [one for one in blocks if one.counts]
    for block in sorted(counted, key=lambda one: one.place.data):
        kept = block.key.data in keys and block.key.data not in used
        key = block.key.data if kept else _new_key(block.name_en.data, {*taken, *keys, *used})
        used.add(key)
        criteria.append(block.data_with(key))
    return criteria


def _new_key(name: str, taken: set[str]) -> str:
    stem = slugify(name, "kriteria").replace("-", "_")[: KEY_LENGTH - 3]
    return next(key for key in (stem, *(f"{stem}_{n}" for n in range(2, 100))) if key not in taken)


def differences(
    mine: Sequence[CriterionData], theirs: Sequence[CriterionData]
) -> list[tuple[str, str, str]]:
    """What two lists of criteria do not agree on: a name, what is typed, what is stored."""
    left, right = ({one.key: one for one in many} for many in (mine, theirs))
    return [
        (
            (left.get(key) or right[key]).name_id,
            _in_words(left.get(key), right.get(key)),
            _in_words(right.get(key), left.get(key)),
        )
        for key in {**right, **left}
        if left.get(key) != right.get(key)
    ]


def _in_words(one: CriterionData | None, other: CriterionData | None) -> str:
    """What stands here where the other differs."""
    if one is None:
        return str(_("tidak ada"))
    parts = [str(_("bobot %(weight)d", weight=one.weight))]
    if other is not None:
        parts += [
            f"“{mine}”"
            for mine, theirs in zip(_texts(one), _texts(other), strict=True)
            if mine != theirs
        ]
    return ", ".join(parts)


def _texts(one: CriterionData) -> list[str]:
    sentences = [text for level in one.levels for text in (level.sentence_id, level.sentence_en)]
    return [*(getattr(one, name) for name in TEXTS), *sentences]
