"""Entering a product, the office's check, sending back and withdrawing."""

from datetime import timedelta

import pytest
from curation_rounds import Town, admitted, person_of, ready_product, small_town, submitted
from factories import MakerFactory, maker_user
from flask import Flask
from sqlalchemy import select

from accounts.models import LogEntry, OutgoingMessage
from catalog.products import open_draft
from catalog.states import MakerState, RevisionState
from curation.operations import (
    admit_entry,
    refuse_entry,
    return_entry_for_fix,
    submit_entry,
    withdraw_entry,
)
from curation.states import EntryState
from database import db
from web.errors import RuleViolation


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def test_submit_entry_freezes_the_revision_and_logs(town: Town) -> None:
    entry = submitted(town)
    assert entry.state == EntryState.SUBMITTED
    assert entry.revision.state == RevisionState.FROZEN
    assert entry.code == f"K-{entry.id:05d}"
    row = db.session.scalars(select(LogEntry).where(LogEntry.subject_kind == "entry")).one()
    assert (row.action, row.before, row.after) == ("submit", "draft", "submitted")


def test_submit_entry_refuses_the_same_product_twice(town: Town) -> None:
    entry = submitted(town)
    with pytest.raises(RuleViolation, match="sudah diajukan"):
        submitted(town, entry.product)


@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        ("opens_at", True),
        ("before_open", False),
        ("last_second", True),
        ("closes_at", False),
    ],
)
def test_submit_entry_keeps_the_deadline_to_the_second(
    town: Town, moment: str, *, taken: bool
) -> None:
    second = timedelta(seconds=1)
    moments = {
        "opens_at": town.round.opens_at,
        "before_open": town.round.opens_at - second,
        "last_second": town.round.closes_at - second,
        "closes_at": town.round.closes_at,
    }
    product = ready_product()
    person = person_of(town, product.maker)

    def submit() -> EntryState:
        return submit_entry(
            round_=town.round,
            product=product,
            actor=person,
            consents_to_listing=True,
            now=moments[moment],
        ).state

    if taken:
        assert submit() == EntryState.SUBMITTED
    else:
        with pytest.raises(RuleViolation, match="tidak menerima ajuan"):
            submit()


def test_submit_entry_needs_the_makers_consent(town: Town) -> None:
    product = ready_product()
    with pytest.raises(RuleViolation) as broken:
        submit_entry(
            round_=town.round,
            product=product,
            actor=person_of(town, product.maker),
            consents_to_listing=False,
        )
    assert broken.value.field == "consents_to_listing"
    assert product.newest.state == RevisionState.DRAFT


def test_submit_entry_refuses_a_rival(town: Town) -> None:
    product = ready_product()
    rival = maker_user(MakerFactory())
    with pytest.raises(RuleViolation, match="bukan milik"):
        submit_entry(round_=town.round, product=product, actor=rival, consents_to_listing=True)


def test_submit_entry_refuses_an_incomplete_product(town: Town) -> None:
    product = ready_product(price_rupiah=None)
    with pytest.raises(RuleViolation, match="Lengkapi dulu: Harga"):
        submitted(town, product)


def test_submit_entry_refuses_a_maker_who_is_not_verified(town: Town) -> None:
    product = ready_product(MakerFactory(state=MakerState.SUBMITTED))
    with pytest.raises(RuleViolation, match="Usaha diverifikasi"):
        submitted(town, product)


def test_submit_entry_refuses_a_category_that_the_round_does_not_take(town: Town) -> None:
    town.round.categories = ["mamin"]
    with pytest.raises(RuleViolation, match="jenis produk"):
        submitted(town)


def test_submit_entry_counts_the_makers_places(town: Town) -> None:
    town.round.entries_per_maker = 2
    maker = MakerFactory()
    first = submitted(town, ready_product(maker))
    submitted(town, ready_product(maker))
    with pytest.raises(RuleViolation, match="paling banyak mengajukan 2"):
        submitted(town, ready_product(maker))
    withdraw_entry(entry=first, actor=person_of(town, maker))
    assert submitted(town, ready_product(maker)).state == EntryState.SUBMITTED


def test_return_entry_for_fix_tells_the_maker_and_takes_the_entry_again(town: Town) -> None:
    entry = submitted(town)
    person = person_of(town, entry.product.maker)
    return_entry_for_fix(entry=entry, actor=town.office, reason="Foto label belum ada.")
    assert (entry.state, entry.state_reason) == (EntryState.NEEDS_FIX, "Foto label belum ada.")
    [message] = db.session.scalars(select(OutgoingMessage))
    assert (message.user_id, message.recipient) == (person.id, person.email)
    assert "Foto label belum ada." in message.body
    open_draft(product=entry.product)
    again = submitted(town, entry.product)
    assert (again.id, again.state) == (entry.id, EntryState.SUBMITTED)
    assert again.revision.number == 2


def test_return_entry_for_fix_needs_a_reason(town: Town) -> None:
    entry = submitted(town)
    with pytest.raises(RuleViolation) as broken:
        return_entry_for_fix(entry=entry, actor=town.office, reason="  ")
    assert broken.value.field == "reason"
    assert entry.state == EntryState.SUBMITTED


def test_refuse_entry_is_final(town: Town) -> None:
    entry = submitted(town)
    refuse_entry(entry=entry, actor=town.office, reason="Bukan buatan sendiri.")
    assert entry.state == EntryState.INELIGIBLE
    with pytest.raises(RuleViolation, match="tidak cocok"):
        admit_entry(entry=entry, actor=town.office)


def test_admit_entry_is_for_the_office_only(town: Town) -> None:
    entry = submitted(town)
    with pytest.raises(RuleViolation, match="wewenang"):
        admit_entry(entry=entry, actor=person_of(town, entry.product.maker))
    admit_entry(entry=entry, actor=town.office)
    assert entry.state == EntryState.IN_REVIEW


def test_withdraw_entry_is_for_its_own_maker(town: Town) -> None:
    entry = admitted(town)
    with pytest.raises(RuleViolation, match="bukan milik"):
        withdraw_entry(entry=entry, actor=maker_user(MakerFactory()))
    withdraw_entry(entry=entry, actor=person_of(town, entry.product.maker))
    assert entry.state == EntryState.WITHDRAWN
