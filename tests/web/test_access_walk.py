"""Every guarded endpoint, called by everybody who has no business there.

A stranger without a role, a rival maker and a curator of another partner get 404 on each thing
that is not theirs; who is not signed in is asked to sign in and learns nothing else.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from curation_rounds import Town, admitted, give_nib, scored, small_town
from factories import (
    MakerFactory,
    PartnerFactory,
    UserFactory,
    curator_user,
    maker_user,
    same_picture,
)
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule as Address

from accounts.messages import send
from accounts.models import Membership, User
from catalog.models import Paper
from catalog.sheets.models import SheetJob
from curation.entry_models import Entry
from curation.placement_models import Placement
from database import db
from showcase.models import Inquiry
from web.guards import GUARD

Browsers = Callable[[User], FlaskClient]

# Parts of addresses that name no one's thing.
NOBODYS = frozenset({"category_key", "kind", "part", "token", "move"})
METHODS = ("GET", "POST")
TODAY = date(2026, 11, 26)


def addresses(app: Flask) -> Iterator[tuple[Address, str]]:
    """Every address behind a guard, with the rule of its guard."""
    for address in app.url_map.iter_rules():
        guard = getattr(app.view_functions[address.endpoint], GUARD, "public")
        if guard != "public":
            yield address, guard


def world() -> tuple[Town, Entry, dict[str, object]]:
    """A round with a scored entry, and a key for every kind of thing in addresses."""
    town = small_town()
    entry = admitted(town)
    give_nib(entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, 4)
    by_phone = UserFactory(email=None, phone="6281200000099")
    message = send(key="walk", to_user=by_phone, subject="Halo", body="Isi")
    sheet = SheetJob(maker_id=entry.product.maker_id, file_name="produk.xlsx")
    db.session.add(sheet)
    inquiry = Inquiry(
        product_id=entry.product_id, maker_id=entry.product.maker_id, buyer_name="Ayu"
    )
    db.session.add(inquiry)
    placement = Placement(
        entry_id=entry.id, outlet="Toko", ordered_on=TODAY, typed_by_id=town.office.id
    )
    db.session.add(placement)
    pair = same_picture()
    db.session.commit()
    keys: dict[str, object] = {
        "job_id": sheet.id,
        "match_id": pair.id,
        "product_id": entry.product_id,
        "photo_id": entry.revision.photos[0].photo_id,
        "entry_id": entry.id,
        "round_id": entry.round_id,
        "maker_id": entry.product.maker_id,
        "partner_id": town.partner.id,
        "curator_id": town.curators[0].id,
        "membership_id": db.session.query(Membership.id).filter_by(partner_id=town.partner.id),
        "paper_id": db.session.query(Paper.id),
        "message_id": message.id,
        "inquiry_id": inquiry.id,
        "placement_id": placement.id,
        "rule_id": 1,
        "move": "terjawab",
        "category_key": "kriya",
        "number": 1,
        "kind": "pirt",
        "part": "rincian",
        "token": "bukan-token",
    }
    for name in ("membership_id", "paper_id"):
        keys[name] = keys[name].first()[0]  # type: ignore[attr-defined]
    return town, entry, keys


def path_of(app: Flask, address: Address, keys: dict[str, object]) -> str:
    with app.test_request_context():
        values: dict[str, Any] = {name: keys[name] for name in address.arguments}
        return app.url_for(address.endpoint, **values)


def outsiders() -> dict[str, User]:
    return {
        "stranger": UserFactory(),
        "rival maker": maker_user(MakerFactory()),
        "curator of another partner": curator_user(PartnerFactory()),
    }


def test_address_keys_are_all_known(app: Flask) -> None:
    _, _, keys = world()
    unknown = {name for address, _ in addresses(app) for name in address.arguments} - set(keys)
    assert unknown == set()


@pytest.mark.parametrize("name", ["stranger", "rival maker", "curator of another partner"])
def test_outsider_gets_404_on_each_thing(app: Flask, client_for: Browsers, name: str) -> None:
    _, _, keys = world()
    person = outsiders()[name]
    db.session.commit()
    browser = client_for(person)
    answers = {}
    for address, _ in addresses(app):
        if not set(address.arguments) - NOBODYS:
            continue
        for method in METHODS:
            if method in (address.methods or ()):
                path = path_of(app, address, keys)
                answers[method, path] = browser.open(path, method=method).status_code
    assert len(answers) > 40
    assert {place for place, code in answers.items() if code != 404} == set()


def test_role_is_asked_for_where_no_thing_is_named(app: Flask, client_for: Browsers) -> None:
    _, _, keys = world()
    people = outsiders()
    db.session.commit()
    roles = {
        "is_maker": "rival maker",
        "is_own_maker": "rival maker",
        "is_curator": "curator of another partner",
    }
    for name, person in people.items():
        browser = client_for(person)
        for address, guard in addresses(app):
            if set(address.arguments) - NOBODYS or guard == "signed_in":
                continue
            path = path_of(app, address, keys)
            method = "GET" if "GET" in (address.methods or ()) else "POST"
            allowed = roles.get(guard) == name
            code = browser.open(path, method=method).status_code
            assert (name, path, code == 404) == (name, path, not allowed)


def test_who_is_not_signed_in_is_asked_to(app: Flask, client: FlaskClient) -> None:
    _, _, keys = world()
    for address, _ in addresses(app):
        for method in METHODS:
            if method not in (address.methods or ()):
                continue
            answer = client.open(path_of(app, address, keys), method=method)
            assert (address.rule, answer.status_code) == (address.rule, 303)
            assert answer.location.split("?")[0] == "/masuk"
