"""What can be read out of a paper's number: the number as written, facts, refusals and hints.

A refusal blocks: the number cannot be one of its kind. A hint never does: it says what looks odd
where the law fixes nothing, or where our source is a guess.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeAlias

from flask_babel import LazyString

from catalog.states import PaperKind, Region

Words: TypeAlias = str | LazyString

NUMBER: Final = "document_number"
"""The form's field that most remarks belong to."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a number.

    Attributes:
        code: stable, for scripts and tests.
        message: one plain sentence.
        field: the form's field that it belongs to.
    """

    code: str
    message: Words
    field: str = NUMBER


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the number itself says.

    Attributes:
        key: stable, for scripts and tests.
        value: as digits or a key, for scripts.
        label: what it is, in words.
        words: the value in words.
    """

    key: str
    value: str
    label: Words
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known beside the number; whatever is missing is not compared.

    Attributes:
        today: the day on which it is read.
        region: Kota or Kabupaten of the maker.
        packaging: the product's packaging, as keys of the catalogue.
        technique: the product's batik technique, as a key of the catalogue.
        expires_on: the last day, as typed.
        registered_on: the day of registration, as typed.
        in_process: whether the paper is only applied for: its number is then the application's.
        kbli: the code of the business, as typed.
        kbli_year: the edition of KBLI that the code is from.
    """

    today: date
    region: Region | None = None
    packaging: tuple[str, ...] = ()
    technique: str = ""
    expires_on: date | None = None
    registered_on: date | None = None
    in_process: bool = False
    kbli: str = ""
    kbli_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a number says.

    Attributes:
        kind: the kind of paper.
        number: as it is written, without what people paste around it.
        refusals: why it cannot be taken; empty when it can.
        hints: what to look at again.
        facts: what was read out of it.
        ends: the last day that it or a typed date says; None where there is none.
        is_personal: whether the number is a person's NIK.
    """

    kind: PaperKind
    number: str
    refusals: tuple[Remark, ...] = ()
    hints: tuple[Remark, ...] = ()
    facts: tuple[Fact, ...] = ()
    ends: date | None = None
    is_personal: bool = False

    @property
    def accepted(self) -> bool:
        """Whether nothing speaks against the number."""
        return not self.refusals

    def forgiven(self) -> "Reading":
        """The same with its refusals as hints: for the number of an application."""
        return replace(self, refusals=(), hints=(*self.refusals, *self.hints))


@dataclass(slots=True)
class Notes:
    """Collects what a checker finds."""

    refusals: list[Remark] = field(default_factory=list)
    hints: list[Remark] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def refuse(self, code: str, message: Words, where: str = NUMBER) -> None:
        """Note why the number cannot be taken."""
        self.refusals.append(Remark(code, message, where))

    def hint(self, code: str, message: Words, where: str = NUMBER) -> None:
        """Note what to look at again."""
        self.hints.append(Remark(code, message, where))

    def fact(self, key: str, value: str, label: Words, words: Words) -> None:
        """Note what the number says."""
        self.facts.append(Fact(key, value, label, words))

    def reading(
        self, kind: PaperKind, number: str, ends: date | None = None, *, is_personal: bool = False
    ) -> Reading:
        """Everything found, as a reading."""
        return Reading(
            kind=kind,
            number=number,
            refusals=tuple(self.refusals),
            hints=tuple(self.hints),
            facts=tuple(self.facts),
            ends=ends,
            is_personal=is_personal,
        )
