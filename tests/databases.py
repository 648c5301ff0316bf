"""Where tests keep their rows: SQLite, or PostgreSQL where TEST_DATABASE_URL names a server."""

import os
from pathlib import Path


def database_url(worker_id: str, instance: Path) -> str:
    """SQLite in the instance, or a database of this worker on the server of TEST_DATABASE_URL."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        return f"sqlite:///{instance / 'test.db'}"
    return make_postgres_database(server, f"etalase_{worker_id}")


def make_postgres_database(server: str, name: str) -> str:
    """Make an empty database on a PostgreSQL server and give its address."""
    import psycopg  # noqa: PLC0415 - only needed where PostgreSQL is tested.

    plain = server.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, _ = plain.partition("?")
    query = plain[len(head) :]
    return head.rsplit("/", 1)[0] + "/" + name + query
