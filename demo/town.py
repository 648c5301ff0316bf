"""The sample town, built through the same operations as real use."""

from accounts.operations import grant_role
from accounts.states import Role
from database import db, writing
from demo.goods import add_kelurahan_and_places, add_makers, add_products, take_pictures
from demo.judging import add_gift_shop, decided_round, running_round
from demo.people import add_person
from demo.sign_ins import BUYER, OFFICE
from demo.visitors import add_visitors


def build_town() -> None:
    """Fill an empty database with the sample town, in one transaction."""
    taken = take_pictures()  # Before the database is touched: it takes the longest.
    with writing():
        add_kelurahan_and_places()
        office = add_person(OFFICE)
        grant_role(user=office, role=Role.OFFICE, actor=None)
        buyer = add_person(BUYER)
        makers = add_makers(office)
        goods = add_products(makers, office, taken)
        partner, rubric, curators = add_gift_shop(office)
        decided_round(partner, rubric, curators, office, goods, makers)
        running_round(partner, rubric, curators, office, goods, makers)
        add_visitors(goods, makers, buyer)
        db.session.commit()
