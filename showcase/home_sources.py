"""What buyers' questions add to the maker's home."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from catalog.home_sources import home_inquiries, home_steps
from catalog.models import Maker
from catalog.progress import Step
from showcase.grants import inquiry_moments, questions_by_state
from showcase.states import InquiryState


@home_steps
def unanswered(maker: Maker) -> Sequence[Step]:
    """Ask the maker to answer what buyers asked."""
    waiting = questions_by_state(maker).get(InquiryState.OPEN, 0)
    if not waiting:
        return []
    label = ngettext(
        "Jawab %(num)s pertanyaan pembeli", "Jawab %(num)s pertanyaan pembeli", waiting
    )
    return [
        Step(
            label,
            _l("Pembeli menunggu kabar dari Anda."),
            "todo",
            "showcase.questions",
            _l("Lihat pertanyaan"),
        )
    ]


@home_inquiries
def asked(maker: Maker, since: datetime) -> Sequence[tuple[int, datetime]]:
    """Find the inquiries about a maker's products."""
    return inquiry_moments(maker, since)
