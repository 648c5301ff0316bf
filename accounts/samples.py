"""The people of the sample town never meet real ones: their password is known to everybody."""

from flask import Flask
from sqlalchemy import inspect, select

from accounts.models import User
from config import SettingsError
from database import db


def refuse_sample_people(app: Flask) -> None:
    """Stop a production copy whose database holds sample people.

    A database without tables is fine: the migrations are still to come.

    Raises:
        SettingsError: when anybody of the sample town is there.
    """
    with app.app_context():
        has_people = inspect(db.engine).has_table(User.__tablename__)
        found = has_people and db.session.scalar(select(User.id).where(User.is_sample).limit(1))
        db.session.remove()
        db.engine.dispose()  # A server that forks after this must not share the connection.
    if found:
        raise SettingsError("DATABASE_URL names a database with sample people; production has none")
