"""What a maker does with inquiries: answer, close, take up again."""

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from database import db, utcnow
from showcase.models import Inquiry
from showcase.states import INQUIRY_TRANSITIONS, InquiryState
from web.transitions import next_state


def move_inquiry(*, inquiry: Inquiry, action: str, actor: User | None) -> Inquiry:
    """Take one step in the life of an inquiry: "answer", "grant", "close" or "reopen".

    Raises:
        RuleViolation: When the step does not fit the state.
    """
    before = inquiry.state
    refusal = _l("Langkah ini tidak cocok lagi. Muat ulang halaman Pertanyaan.")
    inquiry.state = next_state(INQUIRY_TRANSITIONS, before, action, refusal)
    if inquiry.state is InquiryState.OPEN:
        inquiry.answered_at = None
    elif before is InquiryState.OPEN:
        inquiry.answered_at = utcnow()
    record(
        actor=actor,
        subject=("inquiry", inquiry.id),
        action=action,
        before=before.value,
        after=inquiry.state.value,
    )
    db.session.flush()
    return inquiry
