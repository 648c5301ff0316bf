"""The scoring page, by form and by script."""

import re
from collections.abc import Callable

import pytest
from curation_rounds import (
    Town,
    admitted,
    answers,
    give_nib,
    ready_product,
    scored,
    small_town,
)
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from accounts.models import User
from catalog.models import Paper
from catalog.operations import list_revision, save_draft, submit_change
from catalog.states import PaperKind, PaperState
from curation.entry_models import Entry, Scoresheet
from curation.kept_lines import KeptLines
from curation.operations import Answer, save_scoresheet
from curation.operations.scoresheets import criteria_of
from curation.queries.scoresheets import sheet_of
from curation.states import ScoresheetState
from curation.views.table import LINES
from database import db, utcnow

Browser = Callable[[User], FlaskClient]
JSON = {"Accept": "application/json"}


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def typed(entry: Entry, value: str, changes: dict[str, str] | None = None) -> dict[str, str]:
    fields = {f"c{one.id}": value for one in criteria_of(entry)}
    return {**fields, "version": "0", **(changes or {})}


def stored(entry: Entry, curator: User) -> Scoresheet:
    db.session.expire_all()
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    return sheet


def test_score_entry_shows_every_sentence_before_scoring(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    db.session.commit()
    page = client_for(town.curators[0]).get(f"/kurator/ajuan/{entry.id}").text
    sentences = [level.sentence_id for one in criteria_of(entry) for level in one.levels]
    assert [sentence for sentence in sentences if sentence not in page] == []
    assert page.count('type="radio"') == 6 * len(criteria_of(entry))
    assert "checked" not in page


def test_score_entry_reads_in_english(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    db.session.commit()
    page = client_for(town.curators[0]).get(f"/en/kurator/ajuan/{entry.id}").text
    assert criteria_of(entry)[0].levels[0].sentence_en in page
    assert "Bamboo basket" in page


def test_score_entry_shows_confirmed_papers_but_no_tax_number(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town)
    for kind in (PaperKind.HALAL, PaperKind.TRADEMARK, PaperKind.COPYRIGHT, PaperKind.NPWP):
        paper = Paper(maker_id=entry.product.maker_id, kind=kind, state=PaperState.CONFIRMED)
        db.session.add(paper)
    db.session.commit()
    browser = client_for(town.curators[0])
    for lang, names in (
        ("", ["Halal", "Merek terdaftar", "Hak cipta motif"]),
        ("/en", ["Halal", "Registered trade mark", "Motif copyright"]),
    ):
        page = browser.get(f"{lang}/kurator/ajuan/{entry.id}").text
        assert [name for name in names if f"{name}</span>" not in page] == []
        assert "NPWP" not in page


def test_score_entry_of_a_blind_round_does_not_name_the_maker(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town)
    entry.product.maker.name = "Anyaman Bu Ratmi"
    db.session.commit()
    browser = client_for(town.curators[0])
    assert "Bu Ratmi" not in browser.get(f"/kurator/ajuan/{entry.id}").text
    assert "Bu Ratmi" not in browser.get(f"/kurator/kurasi/{entry.round_id}").text
    town.round.is_blind = False
    db.session.commit()
    assert "Bu Ratmi" in browser.get(f"/kurator/ajuan/{entry.id}").text


def test_score_entry_shows_what_was_submitted_while_the_listed_product_is_edited(
    town: Town, client_for: Browser
) -> None:
    product = ready_product(name_id="Keranjang Lama")
    entry = admitted(town, product)
    list_revision(product=product, revision=entry.revision, actor=None)
    save_draft(product=product, changes={"name_id": "Keranjang Baru", "price_rupiah": 99_000})
    submit_change(product=product, actor=None)
    db.session.commit()
    browser = client_for(town.curators[0])
    for path in (f"/kurator/ajuan/{entry.id}", f"/kurator/kurasi/{entry.round_id}"):
        page = browser.get(path).text
        assert ("Keranjang Lama" in page, "Keranjang Baru" in page) == (True, False)


def test_save_sheet_answers_a_script_with_version_and_progress(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town)
    db.session.commit()
    browser = client_for(town.curators[0])
    first = criteria_of(entry)[0].id
    path = f"/kurator/ajuan/{entry.id}/simpan"
    answer = browser.post(path, data={f"c{first}": "4", "version": "0"}, headers=JSON)
    assert answer.json == {"version": 1, "state": "draft", "answered": 1, "of": 8, "left": ""}
    again = browser.post(path, data={f"c{first}": "5", "version": "1"}, headers=JSON)
    assert again.json == {"version": 2, "state": "draft", "answered": 1, "of": 8, "left": ""}
    [score] = stored(entry, town.curators[0]).scores
    assert score.value == 5


def test_save_sheet_from_a_second_tab_answers_409_and_keeps_what_is_stored(
    town: Town, client_for: Browser
) -> None:
    entry, curator = admitted(town), town.curators[0]
    save_scoresheet(entry=entry, curator=curator, answers=answers(entry, 2), version=0)
    db.session.commit()
    browser = client_for(curator)
    path = f"/kurator/ajuan/{entry.id}/simpan"
    answer = browser.post(path, data=typed(entry, "5"), headers=JSON)
    assert answer.status_code == 409
    assert {score.value for score in stored(entry, curator).scores} == {2}
    page = browser.post(path, data=typed(entry, "5", {"private_note": "Versi saya"}))
    assert page.status_code == 409
    assert page.text.count("Tersimpan: <b>2</b>") == 8
    assert page.text.count('value="5" aria-label="5"') == page.text.count("checked")
    assert "Versi saya" in page.text
    # The page now carries the stored version, so that saving again overwrites knowingly.
    assert '<input type="hidden" name="version" value="1">' in page.text


def test_finish_sheet_goes_on_to_the_next_entry_that_waits(town: Town, client_for: Browser) -> None:
    first, second = admitted(town), admitted(town)
    db.session.commit()
    browser = client_for(town.curators[0])
    answer = browser.post(f"/kurator/ajuan/{first.id}/selesai", data=typed(first, "4"))
    assert (answer.status_code, answer.location) == (303, f"/kurator/ajuan/{second.id}")
    assert stored(first, town.curators[0]).state == ScoresheetState.FINAL
    answer = browser.post(f"/kurator/ajuan/{second.id}/selesai", data=typed(second, "na"))
    assert answer.status_code == 422
    answer = browser.post(
        f"/kurator/ajuan/{second.id}/selesai", data=typed(second, "3", {"version": "1"})
    )
    assert (answer.status_code, answer.location) == (303, f"/kurator/kurasi/{town.round.id}")


def test_finish_sheet_keeps_what_was_typed_when_something_is_missing(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town)
    db.session.commit()
    missing = criteria_of(entry)[2].id
    form = typed(entry, "4", {"private_note": "Tanya harga grosir."})
    form.pop(f"c{missing}")
    form[f"note{missing}"] = "Belum sempat."
    page = client_for(town.curators[0]).post(f"/kurator/ajuan/{entry.id}/selesai", data=form)
    assert page.status_code == 422
    assert f'<a href="#c{missing}">Masih ada 1 kriteria yang belum dinilai.</a>' in page.text
    assert f'id="c{missing}-error"' in page.text
    assert page.text.count("checked") == 7
    sheet = stored(entry, town.curators[0])
    assert (sheet.state, sheet.private_note) == (ScoresheetState.DRAFT, "Tanya harga grosir.")


@pytest.mark.parametrize("value", ["0", "6", "4.5", "-1", "1e3", "<b>", "٤", "' OR 1=1"])
def test_save_sheet_refuses_what_is_no_score(town: Town, client_for: Browser, value: str) -> None:
    entry = admitted(town)
    db.session.commit()
    form = typed(entry, "4", {f"c{criteria_of(entry)[0].id}": value})
    answer = client_for(town.curators[0]).post(
        f"/kurator/ajuan/{entry.id}/simpan", data=form, headers=JSON
    )
    assert answer.status_code == 422
    assert answer.json == {
        "error": "Pilih nilai 1 sampai 5.",
        "field": f"c{criteria_of(entry)[0].id}",
    }
    assert db.session.scalar(select(func.count(Scoresheet.id))) == 0


def test_save_sheet_shows_a_note_as_text_and_nothing_else(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    db.session.commit()
    first = criteria_of(entry)[0].id
    note = "<script>alert(1)</script> 🧺 rapi\u202e"
    browser = client_for(town.curators[0])
    browser.post(
        f"/kurator/ajuan/{entry.id}/simpan",
        data=typed(entry, "4", {f"note{first}": note}),
    )
    page = browser.get(f"/kurator/ajuan/{entry.id}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🧺 rapi</textarea>" in page


def test_save_sheet_refuses_a_note_that_is_too_long(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    db.session.commit()
    first = criteria_of(entry)[0].id
    page = client_for(town.curators[0]).post(
        f"/kurator/ajuan/{entry.id}/simpan",
        data=typed(entry, "4", {f"note{first}": "x" * 601}),
    )
    assert page.status_code == 422
    assert "Catatan paling banyak 600 huruf." in page.text
    assert "x" * 601 in page.text


def test_save_sheet_takes_an_absurd_version_for_none(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    db.session.commit()
    form = {**typed(entry, "4"), "version": "9" * 40}
    answer = client_for(town.curators[0]).post(
        f"/kurator/ajuan/{entry.id}/simpan", data=form, headers=JSON
    )
    assert answer.json == {"version": 1, "state": "draft", "answered": 8, "of": 8, "left": ""}


def test_score_entry_is_read_only_when_scoring_is_over(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    scored(entry, town.curators[0], 4)
    town.round.closes_at = town.round.scoring_ends_at = utcnow()
    db.session.commit()
    browser = client_for(town.curators[0])
    page = browser.get(f"/kurator/ajuan/{entry.id}").text
    assert "Penilaian ajuan ini sudah ditutup" in page
    assert len(re.findall(r"<fieldset[^>]* disabled", page)) == 8
    answer = browser.post(
        f"/kurator/ajuan/{entry.id}/simpan", data=typed(entry, "5", {"version": "2"})
    )
    assert answer.status_code == 422


def test_declare_interest_takes_the_curator_off_the_entry(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    db.session.commit()
    browser = client_for(town.curators[0])
    path = f"/kurator/ajuan/{entry.id}/kepentingan"
    assert browser.post(path, data={"reason": "   "}).status_code == 422
    answer = browser.post(path, data={"reason": "Sepupu saya."})
    assert (answer.status_code, answer.location) == (303, f"/kurator/kurasi/{entry.round_id}")
    assert browser.get(f"/kurator/ajuan/{entry.id}").status_code == 404


def test_score_entry_shows_the_facts_that_the_rubric_asks_about(
    town: Town, client_for: Browser
) -> None:
    product = ready_product(
        wholesale_tiers=[{"from": 12, "rupiah": 60_000}, {"from": 1_200, "rupiah": 55_500}],
        options=[{"name": "Warna", "values": ["alami", "cokelat"]}],
        minimum_order=12,
        capacity_per_month=40,
        lead_time_days=14,
    )
    give_nib(product.maker)
    entry = admitted(town, product)
    db.session.commit()
    page = client_for(town.curators[0]).get(f"/kurator/ajuan/{entry.id}").text.replace("\xa0", " ")
    facts = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
    assert facts == {
        "Bahan": "Bambu",
        "Teknik": "Anyam",
        "Ukuran": "30 × 30 × 25 cm",
        "Berat": "400 g",
        "Harga eceran": "Rp 78.000 / buah",
        "Grosir mulai 12 buah": "Rp 60.000 / buah",
        "Grosir mulai 1.200 buah": "Rp 55.500 / buah",
        "Warna": "alami, cokelat",
        "Kapasitas": "40 / bulan",
        "Lama pengerjaan": "14 hari",
    }
    assert "NIB</span>" in page


def queries_of(browser: FlaskClient, path: str) -> int:
    """Count the statements of one page that has worked nothing out before."""
    browser.application.extensions[LINES] = KeptLines()
    seen: list[str] = []

    def note(*args: object) -> None:
        # Transactions begin at different moments; what grows with rows is what is selected.
        seen.extend(["select"] if str(args[2]).startswith("SELECT") else [])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("curator", "/kurator"),
        ("curator", "/kurator/kurasi/{round}"),
        ("curator", "/kurator/ajuan/{entry}"),
        ("chair", "/ketua/kurasi/{round}"),
        ("chair", "/ketua/kurasi/{round}/pengumuman"),
        ("chair", "/ketua/kurasi/{round}/pembagian"),
        ("chair", "/ketua/ajuan/{entry}"),
        ("office", "/dinas/kurasi/{round}/ajuan"),
    ],
)
def test_pages_ask_the_same_number_of_questions_for_more_entries(
    town: Town, client_for: Browser, who: str, path: str
) -> None:
    person = {"curator": town.curators[0], "chair": town.chair, "office": town.office}[who]
    entry = admitted(town)
    for curator in town.curators:
        scored(entry, curator, 3)
    db.session.commit()
    browser = client_for(person)
    address = path.format(round=town.round.id, entry=entry.id)
    queries_of(browser, address)
    one = queries_of(browser, address)
    for value in (2, 4, 5):
        more = admitted(town)
        for curator in town.curators:
            scored(more, curator, value, answers(more, value, brand=Answer(1)))
    db.session.commit()
    assert queries_of(browser, address) == one


def test_save_sheet_finishes_by_itself_when_the_page_asks_and_opens_again(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town)
    db.session.commit()
    browser = client_for(town.curators[0])
    path = f"/kurator/ajuan/{entry.id}/simpan"
    wish = {"wish": "finish"}
    part = {f"c{criteria_of(entry)[0].id}": "4", "version": "0", **wish}
    early = browser.post(path, data=part, headers=JSON).get_json()
    assert (early["state"], early["left"]) == (
        "draft",
        "Masih ada 7 kriteria yang belum dinilai.",
    )
    whole = typed(entry, "4", {"version": str(early["version"]), **wish})
    done = browser.post(path, data=whole, headers=JSON).get_json()
    assert (done["state"], done["left"]) == ("final", "")
    back = {**whole, "version": str(done["version"]), "wish": "reopen"}
    assert browser.post(path, data=back, headers=JSON).get_json()["state"] == "draft"


@pytest.mark.parametrize("path", ["simpan", "selesai", "buka-lagi"])
def test_sheet_that_another_account_opened_is_saved_for_nobody(
    town: Town, client_for: Browser, path: str
) -> None:
    entry = admitted(town)
    db.session.commit()
    first, second = town.curators[:2]
    form = typed(entry, "4", {"person": str(first.id)})
    browser = client_for(second)
    address = f"/kurator/ajuan/{entry.id}/{path}"
    assert browser.post(address, data=form).location == f"/kurator/ajuan/{entry.id}"
    assert browser.post(address, data=form, headers=JSON).status_code == 401
    assert db.session.scalar(select(func.count(Scoresheet.id))) == 0


def test_stale_save_by_script_is_answered_with_what_is_stored(
    town: Town, client_for: Browser
) -> None:
    entry, curator = admitted(town), town.curators[0]
    save_scoresheet(entry=entry, curator=curator, answers=answers(entry, 2), version=0)
    db.session.commit()
    answer = client_for(curator).post(
        f"/kurator/ajuan/{entry.id}/simpan", data=typed(entry, "5"), headers=JSON
    )
    stored_sheet = answer.get_json()["stored"]
    first = criteria_of(entry)[0].id
    assert (stored_sheet["version"], stored_sheet["state"]) == (1, "draft")
    assert stored_sheet["values"][:2] == [[f"c{first}", "2"], [f"note{first}", ""]]


def test_sheet_history_is_the_curators_own(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    db.session.commit()
    first, second = (client_for(curator) for curator in town.curators[:2])
    path = f"/kurator/ajuan/{entry.id}"
    name = criteria_of(entry)[0]
    for version, value in enumerate(("2", "na")):
        first.post(f"{path}/simpan", data={f"c{name.id}": value, "version": str(version)})
    page = first.get(f"{path}/riwayat").text
    changes = re.findall(rf"<li>{re.escape(name.name_id)}: ([^<]*)</li>", page)
    assert changes == ["2 → tidak dinilai", "– → 2"]
    assert name.name_id not in second.get(f"{path}/riwayat").text
