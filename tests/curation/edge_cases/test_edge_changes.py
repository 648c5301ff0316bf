"""Entries that are withdrawn and products that are edited while curators score."""

from collections.abc import Callable

from curation_rounds import Town, admitted, person_of, ready_product, scored
from flask.testing import FlaskClient
from release_forms import hidden_fields
from sqlalchemy import func, select

from accounts.models import User
from catalog.operations import save_draft
from catalog.states import Listing
from curation.entry_models import Decision, Entry
from curation.operations import propose_by_thresholds
from curation.operations.scoresheets import criteria_of
from database import db

Browser = Callable[[User], FlaskClient]


def decided(town: Town) -> Entry:
    entry = admitted(town, ready_product(name_id="Keranjang Lama"))
    person_of(town, entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, 5)
    db.session.commit()
    return entry


def test_withdrawn_entry_takes_its_proposal_along(town: Town, client_for: Browser) -> None:
    entry = decided(town)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    db.session.commit()
    maker = client_for(person_of(town, entry.product.maker))
    assert maker.post(f"/perajin-saya/ajuan/{entry.id}/tarik").status_code == 303
    assert db.session.scalar(select(func.count(Decision.id))) == 0
    page = client_for(town.chair).get(f"/ketua/kurasi/{town.round.id}/pengumuman").text
    assert (str(entry.code) in page, "Belum ada usulan" in page) == (False, True)


def test_withdrawn_entry_is_scored_no_longer(town: Town, client_for: Browser) -> None:
    entry, curator = admitted(town), client_for(town.curators[0])
    maker = client_for(person_of(town, entry.product.maker))
    db.session.commit()
    assert curator.get(f"/kurator/ajuan/{entry.id}").status_code == 200
    maker.post(f"/perajin-saya/ajuan/{entry.id}/tarik")
    form = {f"c{one.id}": "4" for one in criteria_of(entry)} | {"version": "0"}
    assert curator.post(f"/kurator/ajuan/{entry.id}/simpan", data=form).status_code == 404
    assert str(entry.code) not in curator.get(f"/kurator/kurasi/{town.round.id}").text


def test_product_edited_while_it_is_scored_changes_nothing_that_is_scored(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town, ready_product(name_id="Keranjang Lama"))
    db.session.commit()
    save_draft(product=entry.product, changes={"name_id": "Keranjang Baru"})
    db.session.commit()
    page = client_for(town.curators[0]).get(f"/kurator/ajuan/{entry.id}").text
    assert ("Keranjang Lama" in page, "Keranjang Baru" in page) == (True, False)


def test_release_lists_what_was_scored_and_not_what_was_edited_since(
    town: Town, client_for: Browser
) -> None:
    entry = decided(town)
    save_draft(product=entry.product, changes={"name_id": "Keranjang Baru"})
    db.session.commit()
    chair, table = client_for(town.chair), f"/ketua/kurasi/{town.round.id}"
    chair.post(f"{table}/usulkan")
    path = f"{table}/pengumuman"
    assert chair.post(path, data=hidden_fields(chair.get(path).text)).status_code == 303
    db.session.expire_all()
    product = entry.product
    assert (product.listing, product.listed_revision_id) == (Listing.LISTED, entry.revision_id)
