"""Registering, changing and checking a business."""

import pytest
from catalog_goods import actions, profile
from factories import MakerFactory, UserFactory, maker_user, office_user
from sqlalchemy import select

from accounts.models import OutgoingMessage
from accounts.queries import log_of
from catalog.makers import needs_office
from catalog.models import Maker
from catalog.operations import (
    register_maker,
    send_back_maker,
    submit_maker_for_verification,
    update_maker,
    verify_maker,
)
from catalog.states import MakerState, Region
from database import db
from web.errors import RuleViolation, StaleVersion

pytestmark = pytest.mark.usefixtures("app")


def test_register_maker_gives_the_person_the_role_and_logs_it() -> None:
    user = UserFactory()
    maker = register_maker(user=user, profile=profile(), actor=user)
    assert (maker.slug, maker.state) == ("anyam-baru", MakerState.DRAFT)
    assert user.maker_ids() == [maker.id]
    assert actions("maker", maker.id) == [("register", "", "draft")]


def test_register_maker_numbers_a_slug_that_is_taken() -> None:
    for _ in range(3):
        register_maker(user=UserFactory(), profile=profile(), actor=None)
    slugs = db.session.scalars(select(Maker.slug).order_by(Maker.id)).all()
    assert slugs == ["anyam-baru", "anyam-baru-2", "anyam-baru-3"]


def test_register_maker_finds_a_slug_for_a_name_without_letters() -> None:
    maker = register_maker(user=UserFactory(), profile=profile(name="🧺"), actor=None)
    assert maker.slug == "perajin"


def test_register_maker_wants_a_kelurahan_in_the_city_only() -> None:
    with pytest.raises(RuleViolation) as broken:
        register_maker(user=UserFactory(), profile=profile(kelurahan_id=None), actor=None)
    assert broken.value.field == "kelurahan_id"
    outside = profile(kelurahan_id=None, region=Region.REGENCY)
    assert register_maker(user=UserFactory(), profile=outside, actor=None).kelurahan_id is None


def test_update_maker_refuses_a_stale_save_and_keeps_what_is_stored() -> None:
    maker = MakerFactory(name="Lama")
    with pytest.raises(StaleVersion):
        update_maker(maker=maker, profile=profile(name="Baru"), actor=None, version=99)
    assert maker.name == "Lama"


def test_update_maker_notes_what_the_office_had_checked() -> None:
    maker = MakerFactory(name="Lama")
    changed = profile(name="Baru", kelurahan_id=maker.kelurahan_id)
    update_maker(maker=maker, profile=changed, actor=None, version=maker.version)
    db.session.flush()
    rows = log_of("maker", maker.id)
    assert [(row.action, row.data) for row in rows] == [("update", {"was": {"name": "Lama"}})]


def test_maker_is_verified_by_the_office_and_told() -> None:
    maker = MakerFactory(state=MakerState.DRAFT)
    person, office = maker_user(maker), office_user()
    submit_maker_for_verification(maker=maker, actor=person)
    verify_maker(maker=maker, actor=office)
    assert maker.state is MakerState.VERIFIED
    assert maker.verified_at is not None
    assert actions("maker", maker.id) == [
        ("submit", "draft", "submitted"),
        ("verify", "submitted", "verified"),
    ]
    told = db.session.scalars(select(OutgoingMessage)).one()
    assert (told.user_id, told.subject) == (person.id, f"{maker.name} sudah diverifikasi")


def test_maker_without_whatsapp_is_not_submitted() -> None:
    maker = MakerFactory(state=MakerState.DRAFT, whatsapp=None)
    with pytest.raises(RuleViolation) as broken:
        submit_maker_for_verification(maker=maker, actor=None)
    assert broken.value.field == "whatsapp"


def test_maker_outside_the_city_is_never_verified() -> None:
    maker = MakerFactory(state=MakerState.SUBMITTED, region=Region.REGENCY)
    with pytest.raises(RuleViolation):
        verify_maker(maker=maker, actor=None)
    assert maker.state is MakerState.SUBMITTED


def test_maker_is_not_verified_before_it_was_submitted() -> None:
    maker = MakerFactory(state=MakerState.DRAFT)
    with pytest.raises(RuleViolation):
        verify_maker(maker=maker, actor=None)


def test_maker_is_sent_back_with_a_reason_and_may_submit_again() -> None:
    maker = MakerFactory(state=MakerState.SUBMITTED)
    person = maker_user(maker)
    send_back_maker(maker=maker, actor=None, reason=" Alamat belum jelas. ")
    assert (maker.state, maker.state_reason) == (MakerState.NEEDS_FIX, "Alamat belum jelas.")
    assert needs_office(maker)
    db.session.flush()
    told = db.session.scalars(select(OutgoingMessage)).one()
    assert (told.user_id, told.body) == (person.id, "Alamat belum jelas.")
    submit_maker_for_verification(maker=maker, actor=person)
    assert (maker.state, maker.state_reason) == (MakerState.SUBMITTED, "")


def test_maker_is_not_sent_back_without_a_reason() -> None:
    with pytest.raises(RuleViolation) as broken:
        send_back_maker(maker=MakerFactory(state=MakerState.SUBMITTED), actor=None, reason="  ")
    assert broken.value.field == "reason"
