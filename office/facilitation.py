"""Registering a business for its owner, and handing the account over. Nothing here commits."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from accounts.facilitation import start_facilitation
from accounts.messages import send_to
from accounts.models import OneTimeLink, User
from catalog.makers import MakerProfile, register_maker, submit_maker_for_verification
from catalog.models import Maker
from web.formats import day


def register_for_owner(*, profile: MakerProfile, owner_email: str, actor: User) -> int:
    """Make a business without people, send it to be verified if it can be, and open it.

    Returns:
        The key of the facilitation that is open from now on.

    Raises:
        RuleViolation: When the name or the kelurahan is missing.
    """
    maker = register_maker(user=None, profile=profile, actor=actor)
    maker.owner_email = owner_email
    if maker.whatsapp:  # Without a number the office could not reach them to check.
        submit_maker_for_verification(maker=maker, actor=actor)
    return start_facilitation(maker_id=maker.id, helper=actor).id


def invitation_text(maker: Maker, address: str, until: datetime) -> str:
    """What the owner reads in WhatsApp or in a mail: Indonesian, whatever the office reads."""
    with force_locale("id"):
        text: str = _(
            "Halo %(owner)s, halaman %(maker)s di Etalase sudah disiapkan dinas. Buka tautan ini "
            "di ponsel Anda dan buat kata sandi; sesudah itu hanya Anda yang bisa mengubahnya:\n"
            "%(url)s\n\nBerlaku sekali, sampai %(day)s.",
            owner=maker.owner_name or maker.name,
            maker=maker.name,
            url=address,
            day=day(until),
        )
    return text


def mail_handover(*, maker: Maker, link: OneTimeLink, text: str) -> bool:
    """Write the invitation to the owner's address, where one is known."""
    if not maker.owner_email:
        return False
    with force_locale("id"):
        subject = _("Ambil alih halaman %(maker)s di Etalase", maker=maker.name)
    send_to(key=f"handover:{link.id}", recipient=maker.owner_email, subject=subject, body=text)
    return True
