"""Passwords: argon2id, with its cost from the settings."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from web.context import settings

SHORTEST = 10  # Characters; length is asked for, not symbols (NIST SP 800-63B).
LONGEST = 200
FULL_MEMORY_KIB = 64 * 1024
TEST_MEMORY_KIB = 1024


@lru_cache(maxsize=4)
def _hasher(cost: int) -> PasswordHasher:
    memory = FULL_MEMORY_KIB if cost else TEST_MEMORY_KIB
    return PasswordHasher(time_cost=max(cost, 1), memory_cost=memory, parallelism=1)


@lru_cache(maxsize=4)
def _nobodys_hash(cost: int) -> str:
    return _hasher(cost).hash("nobody has this password")


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt and parameters."""
    return _hasher(int(settings().password_cost)).hash(password)


def password_fits(stored: str | None, password: str) -> bool:
    """Whether the password fits the stored hash; as slow for somebody who does not exist."""
    cost = int(settings().password_cost)
    try:
        _hasher(cost).verify(stored or _nobodys_hash(cost), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None
