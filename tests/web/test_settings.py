"""Settings: what is refused, what is read, and the key that signs sessions."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from config import SAMPLE_SECRET, Settings, SettingsError

PRODUCTION = {"ETALASE_ENV": "production", "SECRET_KEY": "0123456789abcdef"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ETALASE_ENV": "prod"}, "ETALASE_ENV takes development, test or production"),
        ({"PORT": "http"}, "PORT takes a whole number"),
        ({"PORT": "²"}, "PORT takes a whole number"),
        ({"PORT": "0"}, "PORT takes a number from 1 to 65535"),
        ({"PORT": "65536"}, "PORT takes a number from 1 to 65535"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES takes a whole number"),
        ({"PASSWORD_COST": "high"}, "PASSWORD_COST takes a whole number"),
        ({"RATE_LIMITS": "no"}, "RATE_LIMITS takes on or off"),
        ({"SMTP_SERVER": "mail:smtp"}, "SMTP_SERVER takes host or host:port"),
        (
            {"ETALASE_ENV": "production"},
            "SECRET_KEY must be set in production, and not to the sample",
        ),
        (
            {"ETALASE_ENV": "production", "SECRET_KEY": SAMPLE_SECRET},
            "SECRET_KEY must be set in production, and not to the sample",
        ),
    ],
)
def test_setting_that_cannot_be_used_is_named(given: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(given)
    assert str(refused.value) == said


def test_settings_come_from_the_environment_and_empty_ones_do_not() -> None:
    settings = Settings.from_env({**PRODUCTION, "PORT": " 8123 ", "CITY_NAME": "  "})
    assert (settings.is_production, settings.port, settings.city_name) == (
        True,
        8123,
        "Kota Mojokerto",
    )
    assert (Settings.from_env({}).port, Settings.from_env({}).is_production) == (8000, False)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("postgres://a:b@host/name", "postgresql+psycopg://a:b@host/name"),
        (
            "postgresql://host/name?sslmode=require",
            "postgresql+psycopg://host/name?sslmode=require",
        ),
        ("postgresql+psycopg://host/name", "postgresql+psycopg://host/name"),
        ("sqlite:////srv/etalase.db", "sqlite:////srv/etalase.db"),
    ],
)
def test_database_url_names_the_driver_that_is_installed(given: str, read: str) -> None:
    assert Settings(database=given).database_url == read


def test_database_lies_in_the_instance_by_default(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    settings = Settings(instance_folder=str(folder))
    assert settings.database_url == f"sqlite:///{folder / 'etalase.db'}"
    assert folder.is_dir()


def test_public_url_has_no_slash_at_its_end() -> None:
    assert Settings(base_url="https://etalase.contoh.test/").public_url == (
        "https://etalase.contoh.test"
    )
    assert Settings(port_text="8123").public_url == "http://127.0.0.1:8123"


def test_given_secret_is_not_written(tmp_path: Path) -> None:
    assert Settings(secret="known", instance_folder=str(tmp_path)).secret_key() == "known"
    assert list(tmp_path.iterdir()) == []


def test_made_secret_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(instance_folder=str(tmp_path))
    key = settings.secret_key()
    path = tmp_path / "secret_key"
    assert (len(key), path.read_text(), settings.secret_key()) == (64, key, key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secret_key"]


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    for number in range(20):
        settings = Settings(instance_folder=str(tmp_path / str(number)))
        settings.instance.mkdir(exist_ok=True)
        gate = Barrier(8)

        def start(settings: Settings = settings, gate: Barrier = gate) -> str:
            gate.wait()
            return settings.secret_key()

        with ThreadPoolExecutor(8) as pool:
            keys = [job.result() for job in [pool.submit(start) for _ in range(8)]]
        assert (len(set(keys)), len(keys[0])) == (1, 64)
        assert len(list(settings.instance.iterdir())) == 1
