"""``python -m benchmarks.releasing``: withdraw and restore products on request, as the site would.

A process of its own, so that nothing but the database, the queue and the worker joins it to what
visitors find. It first prints the listed products as JSON; then it reads lines such as ``restore
12`` and prints, for each, the moment before the commit on the machine's monotonic clock.
"""

import json
import sys
import time

from app import create_app
from catalog.models import Product
from catalog.operations import restore_listing, withdraw_listing
from catalog.queries import listed_products
from database import db, writing

ACTIONS = {"restore": restore_listing, "withdraw": withdraw_listing}


def say(text: object) -> None:
    """Print a line at once."""
    print(text, flush=True)


def released(product: Product) -> dict[str, object]:
    """What the measuring program must know of a product."""
    assert product.listed_revision is not None
    return {"id": product.id, "slug": product.slug, "name": product.listed_revision.name_id}


def act(action: str, product_id: int) -> float:
    """Do what was asked and commit; the moment before the commit."""
    with writing():
        product = db.session.get_one(Product, product_id)
        ACTIONS[action](product=product, actor=None)
        moment = time.monotonic()
        db.session.commit()
    return moment


def main() -> int:
    """Serve requests until the input ends."""
    with create_app().app_context():
        products = [released(product) for product in listed_products()]
        db.session.rollback()
        say(json.dumps(products))
        for line in sys.stdin:
            action, product_id = line.split()
            say(act(action, int(product_id)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
