"""The public page behind a certificate's QR code."""

import re
from collections.abc import Callable

import pytest
from curation_rounds import Town, all_scored, person_of, release_all, small_town
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import User
from curation.entry_models import Decision, Entry
from curation.operations import propose_outcome
from curation.operations.steps import take_step
from curation.proofs import ALPHABET, in_groups, new_proof_code, read_code
from curation.queries.decisions import newest_released
from curation.states import EntryState, Outcome
from database import db

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def accepted(town: Town) -> tuple[Entry, Decision, str]:
    entry = all_scored(town, 5)
    release_all(town)
    decision = newest_released(entry)
    assert decision is not None
    assert decision.proof_code is not None
    return entry, decision, decision.proof_code


def reopen(town: Town, entry: Entry) -> None:
    take_step(entry=entry, action="reopen", actor=town.office, reason="Label tertukar.")
    db.session.commit()


@pytest.mark.parametrize(
    ("lang", "said"),
    [("", "Sertifikat ini asli dan berlaku"), ("/en", "This certificate is genuine and valid")],
)
def test_proof_says_what_was_accepted_by_whom_and_when(
    town: Town, client: FlaskClient, lang: str, said: str
) -> None:
    entry, decision, code = accepted(town)
    answer = client.get(f"{lang}/bukti/{in_groups(code)}")
    page = words(main_part(answer))
    english = bool(lang)
    told = [
        said,
        entry.revision.name_en if english else entry.revision.name_id,
        entry.product.maker.name,
        town.round.name_en if english else town.round.name_id,
        town.partner.name,
        str(decision.released_at.year if decision.released_at else ""),
    ]
    assert [one for one in told if one not in page] == []
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex, nofollow"' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_proof_tells_nothing_private(town: Town, client: FlaskClient) -> None:
    entry, _decision, code = accepted(town)
    maker = entry.product.maker
    maker.owner_name, maker.address = "Bu Pemilik", "Jalan Rahasia 7"
    db.session.commit()
    page = client.get(f"/bukti/{code}").text
    private = ["Bu Pemilik", "Jalan Rahasia 7", maker.whatsapp, entry.code, "100,0", "Nilai"]
    private += [one.name for one in [*town.curators, town.chair]]
    assert [one for one in private if one and one in page] == []


def test_proof_is_read_however_the_code_is_written(town: Town, client: FlaskClient) -> None:
    _entry, _decision, code = accepted(town)
    ways = [code, code.upper(), in_groups(code), in_groups(code).upper()]
    assert [client.get(f"/bukti/{one}").status_code for one in ways] == [200] * 4


def test_proof_of_anything_else_is_not_found(town: Town, client: FlaskClient) -> None:
    entry, decision, code = accepted(town)
    wrong = [str(entry.id), str(decision.id), str(entry.code), code[:-1], code + "a", "%27%20or"]
    wrong += [new_proof_code(), "i" * 20, "\u0660" * 20, "-" * 20]
    assert [client.get(f"/bukti/{one}").status_code for one in wrong] == [404] * len(wrong)


def test_proof_of_a_decision_that_was_only_proposed_is_not_found(
    town: Town, client: FlaskClient
) -> None:
    entry = all_scored(town, 5)
    decision = propose_outcome(entry=entry, outcome=Outcome.ACCEPT, actor=town.chair)
    decision.proof_code = new_proof_code()
    db.session.commit()
    assert client.get(f"/bukti/{decision.proof_code}").status_code == 404


def test_proof_of_a_reopened_decision_says_so(town: Town, client: FlaskClient) -> None:
    entry, _decision, code = accepted(town)
    reopen(town, entry)
    assert "Keputusan ini sedang ditinjau lagi" in client.get(f"/bukti/{code}").text


def test_proof_of_a_superseded_decision_says_so_and_not_what_took_its_place(
    town: Town, client: FlaskClient
) -> None:
    entry, _old, code = accepted(town)
    reopen(town, entry)
    propose_outcome(entry=entry, outcome=Outcome.DECLINE, actor=town.chair, reason="Palsu.")
    release_all(town)
    assert entry.state == EntryState.DECLINED
    page = client.get(f"/bukti/{code}").text
    assert "Sertifikat ini tidak berlaku lagi" in page
    assert "Keputusan ini diganti keputusan baru pada" in page
    assert [one for one in ("Palsu.", "Belum lolos") if one in page] == []


def test_certificate_leads_to_the_proof(
    town: Town, client_for: Browsers, client: FlaskClient
) -> None:
    entry, _decision, code = accepted(town)
    maker = client_for(person_of(town, entry.product.maker))
    page = maker.get(f"/en/perajin-saya/ajuan/{entry.id}/sertifikat").text
    [address] = set(re.findall(r"https?://[^\s<\"]+/bukti/[\w-]+", page))
    assert "/en/" not in address
    assert address.endswith(in_groups(code))
    assert page.count("<svg") >= 2
    assert client.get("/bukti/" + address.rpartition("/")[2]).status_code == 200


def test_proof_code_is_long_and_never_the_same() -> None:
    codes = {new_proof_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(one) for one in codes} == {20}
    assert set("".join(codes)) <= set(ALPHABET)
    # 31 signs in 20 places are 99 bits.
    assert len(set(ALPHABET)) ** 20 > 2**99
    assert read_code("abcde-fghjk-mnpqr-stuv2") == "abcdefghjkmnpqrstuv2"
