from pathlib import Path

import psycopg
import pytest

from scripts.postgres import throwaway_postgres


def test_throwaway_postgres_is_gone_even_after_a_failure() -> None:
    seen: list[str] = []

    def fail_inside() -> None:
        with throwaway_postgres() as url:
            address = url.replace("postgresql+psycopg://", "postgresql://")
            with psycopg.connect(address) as connection:
                row = connection.execute(
                    "SELECT current_user, pg_encoding_to_char(encoding) "
                    "FROM pg_database WHERE datname = current_database()"
                )
                assert row.fetchone() == ("etalase", "UTF8")
            seen.append(address)
            raise RuntimeError("a test failed")

    with pytest.raises(RuntimeError, match="a test failed"):
        fail_inside()

    [address] = seen
    assert Path(address.partition("?host=")[2]).exists() is False
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)
