"""What a maker prints of a result, and the public page that proves a certificate."""

from flask import Response, abort, make_response, render_template, url_for
from flask_login import current_user

from accounts.permissions import is_maker
from curation.entry_models import Decision, Entry
from curation.proofs import ProofStanding, in_groups, proof_of, standing_of
from curation.queries.decisions import newest_released, revision_of
from curation.queries.entries import entry_for_maker_or_404
from curation.results import result_of
from curation.rules import RESULT_SHOWN, state_for_maker
from curation.views.blueprint import blueprint
from web.context import settings
from web.guards import public, requires
from web.qr import qr_code


def _released_or_404(entry_id: int) -> tuple[Entry, Decision]:
    """An entry of the maker with the decision that they may read now."""
    entry = entry_for_maker_or_404(entry_id, current_user)
    decision = newest_released(entry)
    if decision is None or state_for_maker(entry) not in RESULT_SHOWN:
        abort(404)
    return entry, decision


def proof_address(code: str) -> str:
    """The proof page's address, in Indonesian whatever its maker reads."""
    path = url_for("curation.proof", code=in_groups(code)).removeprefix("/en")
    return settings().public_url + path


@blueprint.get("/perajin-saya/ajuan/<int:entry_id>/lembar")
@requires(is_maker)
def result_sheet(entry_id: int) -> str:
    """The whole result on one or two sheets of A4."""
    entry, decision = _released_or_404(entry_id)
    return render_template(
        "curation/result_sheet.html",
        entry=entry,
        round=entry.round,
        decision=decision,
        result=result_of(decision),
    )


@blueprint.get("/perajin-saya/ajuan/<int:entry_id>/sertifikat")
@requires(is_maker)
def certificate(entry_id: int) -> str:
    """The certificate of an accepted entry, with the code that proves it."""
    entry, decision = _released_or_404(entry_id)
    standing, _newer = standing_of(decision, entry)
    if not decision.proof_code or standing is not ProofStanding.STANDS:
        abort(404)
    address = proof_address(decision.proof_code)
    return render_template(
        "curation/certificate.html",
        entry=entry,
        round=entry.round,
        revision=revision_of(decision),
        decision=decision,
        code=in_groups(decision.proof_code),
        address=address,
        qr=qr_code(address),
    )


@blueprint.get("/bukti/<code>")
@public
def proof(code: str) -> Response:
    """Say what a certificate's code proves, to anybody who holds it."""
    found = proof_of(code)
    if found is None:
        abort(404)
    answer = make_response(render_template("curation/proof.html", proof=found))
    # Whoever holds the paper may look; nobody else is to come upon the address.
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
