"""Questions that wait: who is reminded, when, and never twice of the same."""

from datetime import datetime, timedelta

import pytest
from factories import MakerFactory, listed_product, maker_user
from flask import Flask
from sqlalchemy import select

from accounts.models import OutgoingMessage, User
from catalog.models import Maker
from catalog.states import MakerState
from database import db, utcnow
from showcase.inquiries import Asked, start_inquiry
from showcase.models import Inquiry
from showcase.question_reminders import remind_of_questions, waiting
from showcase.questions import move_inquiry

NOW = utcnow()


@pytest.fixture
def person(app: Flask) -> User:
    return maker_user(MakerFactory())


def asked(person: User, days: float, when: datetime = NOW) -> Inquiry:
    """A question to the person's business that came some days ago."""
    [maker_id] = person.maker_ids()
    product = listed_product(product__maker=db.session.get_one(Maker, maker_id))
    made = start_inquiry(product=product, asked=Asked(buyer_name="Ani"))
    made.created_at = when - timedelta(days=days)
    db.session.flush()
    return made


def told() -> list[str]:
    query = select(OutgoingMessage).where(OutgoingMessage.key.like("inquiries:%"))
    return [one.subject for one in db.session.scalars(query.order_by(OutgoingMessage.id))]


def test_a_day_is_waited_and_each_age_is_told_once(person: User) -> None:
    asked(person, 0.9)
    assert remind_of_questions(NOW) == 0
    assert remind_of_questions(NOW + timedelta(days=0.2)) == 1
    assert remind_of_questions(NOW + timedelta(days=0.3)) == 0
    assert remind_of_questions(NOW + timedelta(days=2)) == 0
    assert remind_of_questions(NOW + timedelta(days=3.2)) == 1
    assert remind_of_questions(NOW + timedelta(days=9)) == 0
    assert remind_of_questions(NOW + timedelta(days=40)) == 0
    assert told() == ["1 pertanyaan pembeli menunggu jawaban Anda"] * 2


def test_several_come_in_one_message_and_a_new_one_in_another(person: User) -> None:
    asked(person, 2)
    asked(person, 1.5)
    assert remind_of_questions(NOW) == 1
    asked(person, 0.5)
    assert remind_of_questions(NOW + timedelta(days=0.6)) == 1
    assert told()[0].startswith("2 pertanyaan")
    assert told()[1].startswith("3 pertanyaan")


def test_an_answered_question_is_nobodys_burden(person: User) -> None:
    one = asked(person, 2)
    move_inquiry(inquiry=one, action="answer", actor=person)
    assert remind_of_questions(NOW) == 0
    move_inquiry(inquiry=one, action="reopen", actor=person)
    assert remind_of_questions(NOW) == 1


def test_suspended_makers_and_other_makers_hear_nothing(person: User) -> None:
    one = asked(person, 2)
    other = maker_user(MakerFactory())
    assert [found.maker_id for found in waiting(NOW)] == [one.maker_id]
    one.product.maker.state = MakerState.SUSPENDED
    db.session.flush()
    assert remind_of_questions(NOW) == 0
    assert other.id


def test_everybody_of_the_business_is_told_in_their_language(person: User) -> None:
    [maker_id] = person.maker_ids()
    one = asked(person, 1.2)
    english = maker_user(one.product.maker)
    english.language = "en"
    db.session.flush()
    assert remind_of_questions(NOW) == 2
    words = {message.user_id: message for message in db.session.scalars(select(OutgoingMessage))}
    assert "1 buyer question waits" in words[english.id].subject
    assert "/en/perajin-saya/pertanyaan?keadaan=baru" in words[english.id].body
    assert maker_id == one.maker_id
