"""A small round for each edge case, and rounds that stand just before one."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, person_of, ready_product, scored, small_town
from edge_values import LATER, MIDNIGHT, NAME, SLUG
from factories import MakerFactory
from flask import Flask
from flask.testing import FlaskClient
from release_forms import hidden_fields

from accounts.models import User
from catalog.models import Maker
from curation.entry_models import Entry
from database import db

Browser = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


@pytest.fixture
def closing(town: Town) -> Town:
    """A round that closes at midnight, seen from Mojokerto."""
    town.round.closes_at, town.round.scoring_ends_at = MIDNIGHT, LATER
    return town


def decided(town: Town, value: int = 5) -> Entry:
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, value)
    return entry


@pytest.fixture
def previewed(town: Town, client_for: Browser) -> tuple[FlaskClient, str, dict[str, str]]:
    """Two entries proposed, and the chair looking at what a release would do."""
    decided(town)
    decided(town)
    db.session.commit()
    chair, table = client_for(town.chair), f"/ketua/kurasi/{town.round.id}"
    chair.post(f"{table}/usulkan")
    path = f"{table}/pengumuman"
    return chair, path, hidden_fields(chair.get(path).text)


@pytest.fixture
def maker(town: Town) -> Maker:
    made: Maker = MakerFactory(name=NAME, slug=SLUG, whatsapp="6281987654321")
    return made


@pytest.fixture
def entry(town: Town, maker: Maker) -> Entry:
    made = admitted(town, ready_product(maker))
    person_of(town, maker)
    for curator in town.curators:
        scored(made, curator, 4)
    db.session.commit()
    return made
