"""``python -m benchmarks.upload_makers NUMBER``: makers with a draft each, signed in, as JSON."""

import json
import re
import secrets
import sys

from flask import Flask

from accounts.models import User
from accounts.operations import grant_role
from accounts.states import Role
from app import create_app
from catalog.models import Maker, Product
from catalog.operations import create_product
from config import Settings
from database import db


def new_draft(number: int) -> tuple[User, Product]:
    """A person with a business and a product that has nothing but its name."""
    user = User(
        name=f"Perajin {number}",
        email=f"unggah-{number}@contoh.test",
        password_hash="-",  # noqa: S106 - none fits; the sessions are made below.
        session_token=secrets.token_hex(16),
    )
    maker = Maker(slug=f"unggah-{number}", name=f"Unggah {number}")
    db.session.add_all([user, maker])
    db.session.flush()
    grant_role(user=user, role=Role.MAKER, maker_id=maker.id, actor=None)
    product = create_product(
        maker=maker,
        category_key="kriya",
        subcategory_key="anyaman_bambu",
        name=f"Keranjang {number}",
        actor=user,
    )
    return user, product


def signed_in(app: Flask, person: str, product_id: int) -> dict[str, str]:
    """What a browser of the person sends with a photo: address, cookie and token.

    Call it outside of an app context: requests would share what they keep there, the token too.
    """
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = person
        session["_fresh"] = True
    path = f"/perajin-saya/produk/{product_id}/foto"
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).text)
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = browser.get_cookie(name)
    if found is None or cookie is None:
        raise SystemExit(f"{path} shows no form")
    return {"path": path, "cookie": f"{name}={cookie.value}", "token": found[1]}


def main() -> None:
    """Make them and print what each of them sends."""
    app = create_app(Settings.from_env())
    with app.app_context():
        made = [new_draft(number) for number in range(int(sys.argv[1]))]
        db.session.commit()
        people = [(user.get_id(), product.id) for user, product in made]
    print(json.dumps([signed_in(app, person, product_id) for person, product_id in people]))


if __name__ == "__main__":
    main()
