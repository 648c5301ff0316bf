"""Every setting of Etalase, read once from the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SAMPLE_SECRET = "sample-town-only"  # noqa: S105 - production refuses to start with it.
MIB = 1024 * 1024
LAST_PORT = 65_535
CODE_DIGITS = 4  # Two of the province and two of the city, as Kemendagri numbers them.


class SettingsError(Exception):
    """A setting is missing or cannot be used; the message names it."""


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit()


def setting(variable: str, default: str, note: str) -> str:
    """Declare a setting: its environment variable, its default and what it is for."""
    metadata = {"variable": variable, "default": default, "note": note}
    value: str = field(default=default, metadata=metadata)
    return value


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, as text; typed readings are the properties below.

    Raises:
        SettingsError: from ``from_env`` when a value cannot be used.
    """

    environment: str = setting(
        "ETALASE_ENV",
        "development",
        "development, test or production; the last refuses sample data",
    )
    secret: str = setting(
        "SECRET_KEY", "", "signs sessions; made and kept in the instance if unset"
    )
    instance_folder: str = setting(
        "ETALASE_INSTANCE",
        str(ROOT / "instance"),
        "folder that holds everything the program writes",
    )
    database: str = setting(
        "DATABASE_URL", "", "SQLAlchemy URL; an SQLite file in the instance if unset"
    )
    meili_url: str = setting(
        "MEILI_URL", "", "a Meilisearch elsewhere; if unset, one is started here"
    )
    meili_key: str = setting("MEILI_KEY", "", "the key for MEILI_URL")
    index_name: str = setting("MEILI_INDEX", "products", "name of the search index")
    photo_store: str = setting("PHOTO_STORE", "", "fsspec URL for photos; the instance if unset")
    paper_store: str = setting(
        "PAPER_STORE", "", "fsspec URL for private scans of papers; the instance if unset"
    )
    redis_url: str = setting("REDIS_URL", "", "Redis for the queue; an SQLite file if unset")
    port_text: str = setting("PORT", "8000", "port of the web process, on 127.0.0.1")
    base_url: str = setting(
        "BASE_URL", "", "address that visitors type; http://127.0.0.1:PORT if unset"
    )
    city_name: str = setting("CITY_NAME", "Kota Mojokerto", "the city that runs this showcase")
    city_code: str = setting(
        "CITY_CODE", "3576", "the city's four digits in P-IRT numbers (province and city)"
    )
    regency_name: str = setting(
        "REGENCY_NAME", "Kabupaten Mojokerto", "the regency around it, told apart from the city"
    )
    regency_code: str = setting("REGENCY_CODE", "3516", "the regency's four digits, as CITY_CODE")
    halal_duty: str = setting(
        "HALAL_DUTY_FROM",
        "2026-10-18",
        "day from which small makers must have a halal certificate, YYYY-MM-DD",
    )
    city_whatsapp: str = setting(
        "CITY_WHATSAPP", "", "WhatsApp of the office, digits with 62 in front"
    )
    help_file: str = setting(
        "HELP_FILE",
        str(ROOT / "demo" / "data" / "help.json"),
        "who in the city helps with photos, papers and criteria, as JSON; `none` names nobody",
    )
    smtp_server: str = setting("SMTP_SERVER", "", "host:port of the mail server; files if unset")
    mail_sender: str = setting("MAIL_SENDER", "etalase@example.invalid", "sender of outgoing mail")
    rate_limits: str = setting("RATE_LIMITS", "on", "on or off; off only for tests and benchmarks")
    proxies: str = setting("TRUSTED_PROXIES", "0", "how many proxies in front set X-Forwarded-For")
    password_cost: str = setting(
        "PASSWORD_COST", "3", "argon2 passes over 64 MiB; 1 MiB when it is 0"
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings from ``environ`` (``os.environ`` by default) and check them.

        Raises:
            SettingsError: for an unusable value, named in the message.
        """
        source = os.environ if environ is None else environ
        given = {
            name: source[spec.metadata["variable"]].strip()
            for name, spec in cls.__dataclass_fields__.items()
            if source.get(spec.metadata["variable"], "").strip()
        }
        settings = cls(**given)
        settings.check()
        return settings

    def check(self) -> None:
        """Refuse values that would fail later, and sample secrets in production.

        Raises:
            SettingsError: with the variable's name and what it takes.
        """
        if self.environment not in {"development", "test", "production"}:
            raise SettingsError("ETALASE_ENV takes development, test or production")
        self._check_numbers()
        self._check_region()
        if self.rate_limits not in {"on", "off"}:
            raise SettingsError("RATE_LIMITS takes on or off")
        if self.is_production and self.secret in {"", SAMPLE_SECRET}:
            raise SettingsError("SECRET_KEY must be set in production, and not to the sample")

    def _check_numbers(self) -> None:
        for variable, value in (
            ("PORT", self.port_text),
            ("TRUSTED_PROXIES", self.proxies),
            ("PASSWORD_COST", self.password_cost),
        ):
            if not _is_number(value):
                raise SettingsError(f"{variable} takes a whole number")
        if not 0 < self.port <= LAST_PORT:
            raise SettingsError(f"PORT takes a number from 1 to {LAST_PORT}")
        _, colon, mail_port = self.smtp_server.partition(":")
        if colon and not _is_number(mail_port):
            raise SettingsError("SMTP_SERVER takes host or host:port")

    def _check_region(self) -> None:
        for variable, value in (("CITY_CODE", self.city_code), ("REGENCY_CODE", self.regency_code)):
            if not (_is_number(value) and len(value) == CODE_DIGITS):
                raise SettingsError(f"{variable} takes {CODE_DIGITS} digits")
        try:
            date.fromisoformat(self.halal_duty)
        except ValueError as wrong:
            raise SettingsError("HALAL_DUTY_FROM takes a date such as 2026-10-18") from wrong

    @property
    def halal_duty_from(self) -> date:
        """The day from which small makers must have a halal certificate."""
        return date.fromisoformat(self.halal_duty)

    @property
    def is_production(self) -> bool:
        """Whether real people use this copy."""
        return self.environment == "production"

    @property
    def instance(self) -> Path:
        """The folder for everything that the program writes, made when missing."""
        folder = Path(self.instance_folder).expanduser().resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def port(self) -> int:
        """The web process's port."""
        return int(self.port_text)

    @property
    def database_url(self) -> str:
        """SQLAlchemy's URL, with the psycopg driver for PostgreSQL."""
        url = self.database or f"sqlite:///{self.instance / 'etalase.db'}"
        for short in ("postgres://", "postgresql://"):
            if url.startswith(short):
                return "postgresql+psycopg://" + url.removeprefix(short)
        return url

    @property
    def public_url(self) -> str:
        """The site's address without a slash at its end."""
        return (self.base_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def is_https(self) -> bool:
        """Whether visitors reach the site encrypted, so that its cookies may insist on it."""
        return self.public_url.startswith("https://")

    def secret_key(self) -> str:
        """The key that signs sessions: the given one, or one kept in the instance (mode 0600)."""
        if self.secret:
            return self.secret
        path = self.instance / "secret_key"
        if not path.exists():
            _write_secret(path)
        return path.read_text(encoding="ascii")


def _write_secret(path: Path) -> None:
    """Put a new key at ``path`` at once and whole, unless another process was quicker."""
    own = path.with_name(f"secret_key-{secrets.token_hex(8)}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
    try:
        path.hardlink_to(own)  # Unlike a rename, a link never takes the place of a file.
    except FileExistsError:
        pass
    finally:
        own.unlink()
