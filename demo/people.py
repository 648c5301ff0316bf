"""The people of the sample town, made as anybody signs up."""

from accounts.models import User
from accounts.operations import sign_up
from database import db
from demo.sign_ins import PASSWORD, Person


def add_person(person: Person) -> User:
    """Sign a sample person up, as anybody would."""
    user = sign_up(name=person.name, identifier=person.email, password=PASSWORD, language="id")
    user.is_sample = True
    db.session.flush()
    return user
