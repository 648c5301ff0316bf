"""What people do with their accounts. Nothing here commits."""

from flask_babel import lazy_gettext as _l

from accounts.identity import read_identifier
from accounts.log import record
from accounts.models import Membership, User
from accounts.passwords import LONGEST, SHORTEST, hash_password, password_fits
from accounts.queries import user_with
from accounts.sessions import new_session_token
from accounts.states import Role
from database import db
from web.errors import RuleViolation

COMMON_PASSWORDS = frozenset(
    {"1234567890", "12345678910", "password123", "qwertyuiop", "mojokerto123", "0987654321"}
)


def check_password(password: str) -> None:
    """Refuse passwords that are too short or that everybody tries first.

    Raises:
        RuleViolation: on the field ``password``.
    """
    if len(password) < SHORTEST:
        raise RuleViolation(_l("Kata sandi paling sedikit 10 huruf."), "password")
    if len(password) > LONGEST:
        raise RuleViolation(_l("Kata sandi paling banyak 200 huruf."), "password")
    if password.lower() in COMMON_PASSWORDS or len(set(password)) == 1:
        raise RuleViolation(_l("Kata sandi ini mudah ditebak. Pilih yang lain."), "password")


def sign_up(*, name: str, identifier: str, password: str, language: str) -> User:
    """Make an account for a person.

    Raises:
        RuleViolation: for an address or number that is wrong or taken, or a weak password.
    """
    try:
        found = read_identifier(identifier)
    except RuleViolation as broken:
        raise RuleViolation(broken.message, "identifier") from None
    check_password(password)
    if user_with(found) is not None:
        raise RuleViolation(
            _l("Nomor atau email ini sudah terdaftar. Masuk, atau atur ulang kata sandi."),
            "identifier",
        )
    user = User(
        name=name,
        email=found.email,
        phone=found.phone,
        password_hash=hash_password(password),
        session_token=new_session_token(),
        language=language,
    )
    db.session.add(user)
    db.session.flush()
    record(actor=user, subject=("user", user.id), action="sign_up")
    return user


def authenticate(*, identifier: str, password: str) -> User:
    """The person whose password this is.

    Raises:
        RuleViolation: the same sentence for an unknown person and a wrong password.
    """
    try:
        user = user_with(read_identifier(identifier))
    except RuleViolation:
        user = None
    fits = password_fits(user.password_hash if user else None, password[:LONGEST])
    if user is None or not fits or not user.is_active:
        raise RuleViolation(_l("Nomor, email, atau kata sandi tidak cocok. Periksa lagi."))
    return user


def change_password(*, user: User, current: str, password: str) -> None:
    """Give a person a new password and end their other sessions.

    Raises:
        RuleViolation: when the current password is wrong or the new one weak.
    """
    if not password_fits(user.password_hash, current):
        raise RuleViolation(_l("Kata sandi sekarang tidak cocok."), "current")
    set_password(user=user, password=password)


def set_password(*, user: User, password: str) -> None:
    """Store a new password and end every session.

    Raises:
        RuleViolation: when it is weak.
    """
    check_password(password)
    user.password_hash = hash_password(password)
    user.session_token = new_session_token()
    record(actor=user, subject=("user", user.id), action="change_password")


def sign_out_everywhere(*, user: User) -> None:
    """End every session of a person."""
    user.session_token = new_session_token()
    record(actor=user, subject=("user", user.id), action="sign_out_everywhere")


def grant_role(
    *,
    user: User,
    role: Role,
    maker_id: int | None = None,
    partner_id: int | None = None,
    actor: User | None,
) -> Membership:
    """Give a person a role; giving it again changes nothing."""
    for known in user.memberships:
        if (known.role, known.maker_id, known.partner_id) == (role, maker_id, partner_id):
            return known
    membership = Membership(role=role, maker_id=maker_id, partner_id=partner_id)
    user.memberships.append(membership)
    db.session.flush()
    scope = {"role": role.value, "maker_id": maker_id, "partner_id": partner_id}
    record(actor=actor, subject=("user", user.id), action="grant_role", data=scope)
    return membership


def revoke_role(*, membership: Membership, actor: User | None, reason: str) -> None:
    """Take a role away; the person's sessions end at once."""
    user = membership.user
    scope = {
        "role": membership.role.value,
        "maker_id": membership.maker_id,
        "partner_id": membership.partner_id,
    }
    user.memberships.remove(membership)
    user.session_token = new_session_token()
    record(actor=actor, subject=("user", user.id), action="revoke_role", reason=reason, data=scope)
