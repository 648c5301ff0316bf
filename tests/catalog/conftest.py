"""A maker with a browser of its own, as the tests of papers need them."""

from collections.abc import Callable

import pytest
from factories import MakerFactory, maker_user
from flask.testing import FlaskClient

from accounts.models import User
from catalog.models import Maker
from database import db


@pytest.fixture
def maker(app: object) -> Maker:
    made: Maker = MakerFactory(name="Onde Laras")
    return made


@pytest.fixture
def browser(maker: Maker, client_for: Callable[[User], FlaskClient]) -> FlaskClient:
    person = maker_user(maker)
    db.session.commit()
    return client_for(person)
