"""What is done with makers: register, change, submit, verify, send back, suspend."""

from dataclasses import asdict, dataclass
from typing import Final

from flask_babel import LazyString, force_locale
from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.messages import send
from accounts.models import User
from accounts.operations import grant_role
from accounts.queries import members_of_maker
from accounts.states import Role
from catalog.models import Maker
from catalog.slugs import maker_slug
from catalog.states import MAKER_TRANSITIONS, MakerState, Region
from database import db, utcnow
from web.errors import RuleViolation, StaleVersion
from web.transitions import next_state

# What the office has checked; changing it afterwards is noted in the log.
CHECKED: Final = ("name", "kelurahan_id", "region", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class MakerProfile:
    """What a maker says about the business.

    Attributes:
        name: What the business is called.
        owner_name: Whom the office asks for.
        region: Kota or Kabupaten; only the city's makers are verified.
        kelurahan_id: Where in the city; None outside it.
        place_id: The kampung or sentra that it belongs to, if any.
        address: Street and number, seen by the office only.
        story_id: Who they are, in Indonesian.
        story_en: The same in English.
        whatsapp: Digits with 62 in front.
        shows_whatsapp: Whether visitors see the number.
        instagram: The name without the at sign.
        website: An http or https address.
    """

    name: str
    owner_name: str = ""
    region: Region = Region.CITY
    kelurahan_id: int | None = None
    place_id: int | None = None
    address: str = ""
    story_id: str = ""
    story_en: str = ""
    whatsapp: str | None = None
    shows_whatsapp: bool = False
    instagram: str = ""
    website: str = ""


def _check(profile: MakerProfile) -> None:
    if not profile.name.strip():
        raise RuleViolation(_l("Bagian ini perlu diisi."), "name")
    if profile.region is Region.CITY and profile.kelurahan_id is None:
        raise RuleViolation(_l("Pilih kelurahan usaha Anda."), "kelurahan_id")


def register_maker(
    *, user: User | None, profile: MakerProfile, actor: User | None, is_sample: bool = False
) -> Maker:
    """Make a business profile and let the person work for it.

    Args:
        user: Who works for the business from now on; None where the office fills it for
            somebody who takes it over later.
        profile: What they say about it.
        actor: Who filled it in: the same person, or somebody of the office.
        is_sample: Whether the business is invented.

    Raises:
        RuleViolation: When the name or the kelurahan is missing.
    """
    _check(profile)
    maker = Maker(slug=maker_slug(profile.name), is_sample=is_sample, **asdict(profile))
    db.session.add(maker)
    db.session.flush()
    if user is not None:
        grant_role(user=user, role=Role.MAKER, maker_id=maker.id, actor=actor)
    record(actor=actor, subject=("maker", maker.id), action="register", after=maker.state.value)
    return maker


def update_maker(
    *, maker: Maker, profile: MakerProfile, actor: User | None, version: int | None = None
) -> None:
    """Change the business profile; what visitors see changes at once.

    Args:
        maker: The business.
        profile: All that is said about it from now on.
        actor: Who changes it.
        version: The version that the person looked at; None where nobody looked.

    Raises:
        StaleVersion: When somebody else has saved since.
        RuleViolation: When the name or the kelurahan is missing.
    """
    if version is not None and version != maker.version:
        raise StaleVersion(_l("Profil ini baru saja diubah orang lain."), maker)
    _check(profile)
    before = {name: getattr(maker, name) for name in CHECKED}
    for name, value in asdict(profile).items():
        setattr(maker, name, value)
    changed = {name: before[name] for name in CHECKED if getattr(maker, name) != before[name]}
    if changed:
        record(actor=actor, subject=("maker", maker.id), action="update", data={"was": changed})


def _move(maker: Maker, action: str, actor: User | None, reason: str = "") -> None:
    before = maker.state
    refusal = _l("Langkah ini tidak cocok dengan status usaha sekarang.")
    maker.state = next_state(MAKER_TRANSITIONS, before, action, refusal)
    maker.state_reason = reason
    record(
        actor=actor,
        subject=("maker", maker.id),
        action=action,
        before=before.value,
        after=maker.state.value,
        reason=reason,
    )


def _tell(maker: Maker, step: str, subject: LazyString, body: str | LazyString) -> None:
    """Write to each of the maker's people in their own language, once for each version."""
    for person in members_of_maker(maker.id):
        with force_locale(person.language):
            send(
                key=f"maker:{maker.id}:{step}:{maker.version}:{person.id}",
                to_user=person,
                subject=str(subject),
                body=str(body),
            )


def submit_maker_for_verification(*, maker: Maker, actor: User | None) -> None:
    """Ask the office to check the business.

    Raises:
        RuleViolation: Without a WhatsApp number, or when the state does not fit.
    """
    if not maker.whatsapp:
        raise RuleViolation(_l("Isi nomor WhatsApp agar dinas bisa menghubungi Anda."), "whatsapp")
    _move(maker, "submit", actor)


def verify_maker(*, maker: Maker, actor: User | None) -> None:
    """Confirm that the business exists and is in the city, and tell its people.

    Raises:
        RuleViolation: For a business outside the city, or when the state does not fit.
    """
    if maker.region is not Region.CITY:
        raise RuleViolation(_l("Usaha ini di luar kota, jadi tidak bisa diverifikasi di sini."))
    _move(maker, "verify", actor)
    maker.verified_at = utcnow()
    _tell(
        maker,
        "verify",
        _l("%(name)s sudah diverifikasi", name=maker.name),
        _l("Dinas sudah memeriksa usaha Anda. Produk Anda bisa diajukan ke kurasi."),
    )


def send_back_maker(*, maker: Maker, actor: User | None, reason: str) -> None:
    """Ask the maker to put something right first, and say what.

    Raises:
        RuleViolation: Without a reason, or when the state does not fit.
    """
    _move_back(maker, "send_back", actor, reason)
    _tell(
        maker, "send_back", _l("Profil %(name)s perlu dilengkapi", name=maker.name), reason.strip()
    )


def suspend_maker(*, maker: Maker, actor: User | None, reason: str) -> None:
    """Take a business and its products off the showcase, and tell its people why.

    Raises:
        RuleViolation: Without a reason, or when the state does not fit.
    """
    _move_back(maker, "suspend", actor, reason)
    _tell(
        maker,
        "suspend",
        _l("%(name)s tidak tampil di etalase untuk sementara", name=maker.name),
        _l(
            "Dinas menangguhkan usaha Anda, jadi produknya tidak terlihat pembeli.\n\n"
            "Alasannya: %(reason)s\n\nSudah beres? Hubungi dinas. "
            "Produk Anda tampil lagi begitu usaha diverifikasi ulang.",
            reason=reason.strip(),
        ),
    )


def _move_back(maker: Maker, action: str, actor: User | None, reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(
            _l("Tulis alasannya agar perajin tahu apa yang perlu diperbaiki."), "reason"
        )
    _move(maker, action, actor, reason.strip())


def needs_office(maker: Maker) -> bool:
    """Whether the maker has still to send the profile to the office."""
    return maker.state in {MakerState.DRAFT, MakerState.NEEDS_FIX}
