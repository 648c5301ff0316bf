"""A release that is sent twice, fails half-way, or meets a requirement that has run out."""

from curation_rounds import Town
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts.messages import send
from accounts.models import OutgoingMessage
from catalog.models import Product
from catalog.states import Listing, MakerState
from curation.entry_models import Decision, Entry
from curation.states import EntryState
from database import db


def messages() -> int:
    return db.session.scalar(select(func.count(OutgoingMessage.id))) or 0


def test_release_sent_twice_tells_makers_once(
    previewed: tuple[FlaskClient, str, dict[str, str]],
) -> None:
    chair, path, form = previewed
    assert [chair.post(path, data=form).status_code for _ in range(2)] == [303, 409]
    assert messages() == 2


def test_message_of_one_occasion_is_written_once(town: Town) -> None:
    written = [
        send(key="entry:1:decision:1:1", to_user=town.chair, subject="Hasil", body=body)
        for body in ("Pertama", "Kedua")
    ]
    db.session.flush()
    assert [one.body for one in written] == ["Pertama", "Pertama"]


def test_release_that_fails_half_way_leaves_nothing(
    previewed: tuple[FlaskClient, str, dict[str, str]],
) -> None:
    chair, path, form = previewed
    last = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert last is not None
    last.product.maker.state = MakerState.SUSPENDED
    db.session.commit()
    page = chair.post(path, data=form)
    assert (page.status_code, str(last.code) in page.text) == (422, True)
    db.session.expire_all()
    assert set(db.session.scalars(select(Entry.state))) == {EntryState.PROPOSED}
    assert set(db.session.scalars(select(Decision.released_at))) == {None}
    assert set(db.session.scalars(select(Product.listing))) == {Listing.UNLISTED}
    assert messages() == 0
