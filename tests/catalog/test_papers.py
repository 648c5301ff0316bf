"""The maker's papers: claimed, changed, renewed, taken back; and who may look."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from factories import (
    MakerFactory,
    PaperFactory,
    RevisionFactory,
    maker_user,
    office_user,
)
from flask.testing import FlaskClient
from html_pages import errors, heading, main_part, notices, words

from accounts.models import User
from accounts.queries import log_of
from catalog.models import Maker, Paper
from catalog.paper_decisions import confirm_paper, refuse_paper
from catalog.papers import PaperDetails, claim_paper, today_here
from catalog.states import PAPER_TRANSITIONS, PaperKind, PaperState, Region
from database import db
from showcase.queries import confirmed_papers
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]
HOME = "/perajin-saya/dokumen"


def only_paper() -> Paper:
    db.session.expire_all()
    return db.session.query(Paper).one()


def steps(paper_id: int) -> list[tuple[str, str, str]]:
    return [(row.action, row.before, row.after) for row in log_of("paper", paper_id)]


def test_papers_page_says_what_each_is_for(browser: FlaskClient) -> None:
    page = words(main_part(browser.get(HOME)))
    assert "Belum ada dokumen" in page
    assert "Dinas membantu sertifikasi halal." in page
    assert "PLUT Maja Citra Kinarya, Jl. Kebon Agung No. 1, Kel. Blooto." in page


def test_paper_is_written_down_with_what_its_number_says(
    browser: FlaskClient, maker: Maker
) -> None:
    data = {"state": "claimed", "document_number": "P-IRT No. 2063576010072-29", "product": "0"}
    answer = browser.post(f"{HOME}/baru/pirt", data=data)
    paper = only_paper()
    assert (answer.status_code, answer.location) == (303, f"{HOME}/{paper.id}")
    assert (paper.kind, paper.state) == (PaperKind.PIRT, PaperState.CLAIMED)
    assert (paper.document_number, str(paper.expires_on)) == ("2063576010072-29", "2029-12-31")
    page = words(main_part(browser.get(answer.location)))
    assert "Tempat produksi Kota Mojokerto" in page
    assert steps(paper.id) == [("claim", "", "claimed")]


def test_refused_number_keeps_what_was_typed(browser: FlaskClient) -> None:
    data = {"state": "claimed", "document_number": "KH 12", "product": "0"}
    answer = browser.post(f"{HOME}/baru/halal", data=data)
    assert answer.status_code == 422
    assert len(errors(answer)) == 1
    assert "Ini nomor ketetapan (KH)" in errors(answer)[0]
    assert 'value="KH 12"' in answer.text
    assert db.session.query(Paper).count() == 0


def test_every_error_is_told_at_once(browser: FlaskClient) -> None:
    data = {"state": "claimed", "document_number": "12", "kbli": "13133", "kbli_year": "0"}
    answer = browser.post(f"{HOME}/baru/nib", data=data)
    assert answer.status_code == 422
    assert errors(answer) == [
        "NIB berisi 13 angka; ini 2.",
        "Pilih tahun KBLI-nya: angka yang sama bisa berarti lain di 2020 dan 2025.",
    ]


def test_nib_keeps_its_kbli_with_the_year(browser: FlaskClient) -> None:
    data = {"state": "claimed", "document_number": "9120001234567", "kbli": "13133"}
    browser.post(f"{HOME}/baru/nib", data={**data, "kbli_year": "2025"})
    paper = only_paper()
    assert (paper.kbli, paper.kbli_year) == ("13133", 2025)
    page = words(main_part(browser.get(f"{HOME}/{paper.id}")))
    assert "13133: batik dengan malam: tulis, cap, atau kombinasi" in page
    assert "Awas: di KBLI 2020, 13133 berarti kain cetak, termasuk kain bermotif batik." in page


def test_form_asks_only_what_its_kind_needs(browser: FlaskClient) -> None:
    asked = {
        kind.value: {
            name
            for name in ("kbli", "product", "registered_on", "expires_on")
            if f'name="{name}"' in browser.get(f"{HOME}/baru/{kind.value}").text
        }
        for kind in PaperKind
    }
    assert asked == {
        "nib": {"kbli"},
        "pirt": {"product", "expires_on"},
        "halal": {"product"},
        "bpom": {"product", "expires_on"},
        "merek": {"registered_on"},
        "sni": {"product", "expires_on"},
        "batikmark": {"product", "expires_on"},
        "hak_cipta": {"product"},
        "npwp": set(),
    }


def test_unknown_kind_is_not_found(browser: FlaskClient) -> None:
    assert browser.get(f"{HOME}/baru/sim").status_code == 404


def test_check_while_typing_says_the_same_and_stores_nothing(browser: FlaskClient) -> None:
    data = {"state": "claimed", "document_number": "2063516010072-29", "product": "0"}
    answer = browser.post(f"{HOME}/periksa/pirt", data=data)
    said = answer.get_json()
    assert (said["accepted"], said["number"]) == (True, "2063516010072-29")
    assert said["ends"] == "31 Desember 2029"
    (hint,) = said["hints"]
    assert hint.startswith("Nomor ini untuk tempat produksi di Kabupaten Mojokerto, sedangkan")
    assert {"label": "Kemasan", "words": "plastik"} in said["facts"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert db.session.query(Paper).count() == 0


def test_check_while_typing_speaks_english(browser: FlaskClient) -> None:
    said = browser.post(f"/en{HOME}/periksa/nib", data={"document_number": "12"}).get_json()
    assert said["refusals"] == ["A NIB has 13 digits; this has 2."]


def test_sni_is_compared_with_the_technique_of_its_product(
    browser: FlaskClient, maker: Maker
) -> None:
    product = RevisionFactory(
        product__maker=maker, category="batik", attributes={"technique": "printing"}
    ).product
    db.session.commit()
    data = {"document_number": "SNI 8302:2016", "product": str(product.id)}
    said = browser.post(f"{HOME}/periksa/sni", data=data).get_json()
    assert said["hints"] == ["SNI 8302 untuk batik tulis; teknik produk ini lain."]


def confirmed(maker: Maker, office: User, **values: object) -> Paper:
    paper: Paper = PaperFactory(maker=maker, **values)
    confirm_paper(paper=paper, actor=office)
    db.session.commit()
    return paper


def test_maker_changes_a_paper_until_it_is_confirmed(browser: FlaskClient, maker: Maker) -> None:
    paper = PaperFactory(maker=maker)
    db.session.commit()
    path = f"{HOME}/{paper.id}"
    changed = {"state": "in_process", "document_number": "", "version": str(paper.version)}
    assert browser.post(path, data=changed).status_code == 303
    assert (only_paper().state, only_paper().document_number) == (PaperState.IN_PROCESS, "")
    confirm_paper(paper=only_paper(), actor=office_user())
    db.session.commit()
    browser.post(path, data={"state": "claimed", "document_number": "9120001234568"})
    assert (only_paper().state, only_paper().document_number) == (PaperState.CONFIRMED, "")


def test_stale_change_answers_409(browser: FlaskClient, maker: Maker) -> None:
    paper = PaperFactory(maker=maker)
    db.session.commit()
    data = {"state": "claimed", "document_number": "9120001234568", "version": "0"}
    answer = browser.post(f"{HOME}/{paper.id}", data=data)
    assert answer.status_code == 409
    assert only_paper().document_number == "9120001234567"


def test_refused_paper_shows_why_and_goes_back_by_a_change(
    browser: FlaskClient, maker: Maker
) -> None:
    paper = PaperFactory(maker=maker)
    refuse_paper(paper=paper, actor=office_user(), reason="Nomor di scan berbeda.")
    db.session.commit()
    page = words(main_part(browser.get(f"{HOME}/{paper.id}")))
    assert "Nomor di scan berbeda." in page
    data = {"state": "claimed", "document_number": "9120001234568"}
    browser.post(f"{HOME}/{paper.id}", data=data)
    assert (only_paper().state, only_paper().reason) == (PaperState.CLAIMED, "")
    assert steps(paper.id) == [("refuse", "claimed", "refused"), ("present", "refused", "claimed")]


def test_removal_takes_back_a_claim_only(browser: FlaskClient, maker: Maker) -> None:
    claim, seal = PaperFactory(maker=maker), confirmed(maker, office_user(), kind=PaperKind.HALAL)
    kept, gone = seal.id, claim.id
    assert browser.post(f"{HOME}/{gone}/hapus").location == HOME
    answer = browser.post(f"{HOME}/{kept}/hapus")
    assert "Dokumen yang sudah dikonfirmasi dinas tidak bisa dihapus." in notices(
        browser.get(answer.location)
    )
    assert only_paper().id == kept
    assert steps(gone) == [("remove", "claimed", "")]


def test_renewal_supersedes_the_old_paper_once_confirmed(
    browser: FlaskClient, maker: Maker
) -> None:
    office = office_user()
    old = confirmed(
        maker,
        office,
        kind=PaperKind.PIRT,
        document_number="2063576010072-26",
        expires_on=today_here() + timedelta(days=20),
    )
    assert "Berakhir 20 hari lagi" in words(main_part(browser.get(HOME)))
    data = {"state": "claimed", "document_number": "2063576010072-31", "product": "0"}
    answer = browser.post(f"{HOME}/{old.id}/perbarui", data=data)
    new_id = int(answer.location.rpartition("/")[2])
    db.session.expire_all()
    assert [paper.id for paper in confirmed_papers(maker)] == [old.id]
    again = browser.get(f"{HOME}/{old.id}/perbarui")
    assert again.location == f"{HOME}/{old.id}"
    confirm_paper(paper=db.session.get_one(Paper, new_id), actor=office)
    db.session.commit()
    assert [paper.id for paper in confirmed_papers(maker)] == [new_id]
    assert steps(old.id)[-1] == ("supersede", "confirmed", "superseded")
    assert "2063576010072-26" not in words(main_part(browser.get(HOME)))


def test_renewal_of_another_kind_is_refused(maker: Maker) -> None:
    old = PaperFactory(maker=maker, kind=PaperKind.HALAL)
    with pytest.raises(RuleViolation):
        claim_paper(maker=maker, kind=PaperKind.NIB, details=PaperDetails(), actor=None, renews=old)


def test_application_number_is_not_confirmed(maker: Maker) -> None:
    paper = PaperFactory(
        maker=maker,
        kind=PaperKind.HALAL,
        document_number="SH2026-1",
        state=PaperState.IN_PROCESS,
    )
    with pytest.raises(RuleViolation) as refused:
        confirm_paper(paper=paper, actor=office_user())
    assert str(refused.value.message).startswith("Nomor ini masih nomor pengajuan.")


def test_ended_paper_shows_as_ended_and_is_no_badge(browser: FlaskClient, maker: Maker) -> None:
    confirmed(
        maker,
        office_user(),
        kind=PaperKind.BPOM,
        document_number="MD 123456789012",
        expires_on=today_here() - timedelta(days=1),
    )
    assert "Sudah berakhir" in words(main_part(browser.get(HOME)))
    assert confirmed_papers(maker) == []


@pytest.mark.parametrize("state", PaperState)
@pytest.mark.parametrize("action", ["present", "apply", "confirm", "refuse", "supersede"])
def test_only_the_table_moves_papers(app: object, state: PaperState, action: str) -> None:
    office_only = {"confirm", "refuse", "supersede"}
    if (state, action) not in PAPER_TRANSITIONS:
        assert state in {PaperState.CONFIRMED, PaperState.REFUSED, PaperState.SUPERSEDED} or (
            action == "supersede"
        )
        return
    rule = PAPER_TRANSITIONS[state, action][1]
    maker, office = maker_user(MakerFactory()), office_user()
    assert (rule(office), rule(maker)) == (True, action not in office_only)


def test_regency_maker_is_compared_with_the_regency(client_for: Browsers) -> None:
    person = maker_user(MakerFactory(region=Region.REGENCY, kelurahan=None))
    db.session.commit()
    data = {"document_number": "2063516010072-29", "product": "0"}
    said = client_for(person).post(f"{HOME}/periksa/pirt", data=data).get_json()
    assert said["hints"] == []


def test_too_large_a_key_is_not_found(browser: FlaskClient) -> None:
    answer = browser.get(f"{HOME}/99999999999")
    assert (answer.status_code, heading(answer)) == (404, heading(browser.get("/tidak-ada")))
