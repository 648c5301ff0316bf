"""Terms as columns, options, and what is never sent, through the operations and the page."""

import re

import pytest
from catalog_goods import Browser, basket, draft, fresh, path
from factories import MakerFactory, RevisionFactory

from catalog.models import Product
from catalog.operations import copy_product, create_product, freeze_revision, save_draft
from catalog.options import option_problems, read_options, split_values
from catalog.products import stamp
from catalog.readiness import readiness
from catalog.revision_changes import RevisionChanges
from catalog.terms import term_cells, term_changes, term_columns
from web.errors import RuleViolation

pytestmark = pytest.mark.usefixtures("app")

TIERS = [{"from": 12, "rupiah": 60_000}, {"from": 100, "rupiah": 55_000}]
OPTIONS = [{"name": "Warna", "values": ["alami", "cokelat"]}]


def terms(product: Product, **values: str) -> dict[str, str]:
    return {"version": stamp(product.newest), "price_rupiah": "78.000", "unit": "buah"} | values


def test_term_columns_hold_every_term_and_name_its_field() -> None:
    keys = [column.key for column in term_columns()]
    assert len(keys) == len(set(keys)) == 8 + 10 + 6
    assert list(term_cells(RevisionFactory())) == keys


def test_term_cells_go_round_unchanged() -> None:
    product = basket()
    changes: RevisionChanges = {
        "price_rupiah": 78_000,
        "unit": "lembar",
        "minimum_order": 12,
        "lead_time_days": 0,
        "capacity_per_month": 40,
        "made_to_order": True,
        "shippable": False,
        "wholesale_per_kodi": False,
        "wholesale_tiers": TIERS,
        "options": OPTIONS,
    }
    save_draft(product=product, changes=changes)
    cells = term_cells(product.newest)
    assert (cells["tier_2_from"], cells["tier_2_rupiah"], cells["tier_3_from"]) == (
        100,
        55_000,
        None,
    )
    assert (cells["option_1_name"], cells["option_1_values"]) == ("Warna", "alami, cokelat")
    assert term_changes(cells) == changes


def test_term_changes_leave_alone_what_has_no_column() -> None:
    assert term_changes({"price_rupiah": 5}) == {"price_rupiah": 5}
    assert term_changes({"tier_1_from": None}) == {"wholesale_tiers": []}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"tier_1_from": 12}, "tier_1_rupiah"),
        ({"tier_3_rupiah": 12, "tier_3_from": ""}, "tier_3_from"),
        ({"option_2_values": "merah"}, "option_2_name"),
    ],
)
def test_term_changes_refuse_half_a_row(cells: dict[str, object], field: str) -> None:
    with pytest.raises(RuleViolation) as broken:
        term_changes(cells)
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"price_rupiah": 50_000, "wholesale_tiers": TIERS}, "tier_1_rupiah"),
        ({"wholesale_tiers": TIERS[::-1]}, "tier_2_from"),
        ({"wholesale_tiers": [{"from": "banyak", "rupiah": 1}]}, "tier_1_from"),
        ({"options": [{"name": "", "values": ["a"]}]}, "option_1_name"),
        ({"options": [{"name": "Warna", "values": []}]}, "option_1_values"),
        ({"options": [{"name": "Warna", "values": "merah"}]}, "option_1_name"),
        ({"options": OPTIONS * 4}, "option_1_name"),
    ],
)
def test_save_draft_refuses_terms_that_cannot_be(changes: RevisionChanges, field: str) -> None:
    with pytest.raises(RuleViolation) as broken:
        save_draft(product=basket(), changes=changes)
    assert broken.value.field == field


def test_options_part_words_and_drop_repeats() -> None:
    assert split_values(" hitam,, Cokelat  tua;hitam\nHITAM, krem") == (
        "hitam",
        "Cokelat tua",
        "krem",
    )


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (OPTIONS, []),
        ([*OPTIONS, {"name": "warna", "values": ["biru"]}], [(1, "name")]),
        ([{"name": "W" * 41, "values": ["v" * 41]}], [(0, "name"), (0, "values")]),
        ([{"name": "W", "values": [str(n) for n in range(31)]}], [(0, "values")]),
    ],
)
def test_options_have_short_names_and_lists(
    options: list[dict[str, object]], wrong: list[tuple[int, str]]
) -> None:
    found = option_problems(read_options(options))
    assert [(one.index, one.part) for one in found] == wrong


def test_a_copy_and_the_next_draft_keep_tiers_and_options() -> None:
    product = basket()
    save_draft(product=product, changes={"wholesale_tiers": TIERS, "options": OPTIONS})
    copy = copy_product(product=product, actor=None)
    assert (copy.newest.wholesale_tiers, copy.newest.options) == (TIERS, OPTIONS)
    frozen = freeze_revision(product=product, actor=None)
    save_draft(product=product, changes={"wholesale_tiers": TIERS[:1]})
    assert (frozen.wholesale_tiers, product.newest.wholesale_tiers) == (TIERS, TIERS[:1])


def test_a_shop_price_that_sinks_below_wholesale_blocks_the_product() -> None:
    product = basket()
    save_draft(product=product, changes={"price_rupiah": 78_000, "wholesale_tiers": TIERS})
    assert next(one for one in readiness(product) if one.key == "price").passed
    save_draft(product=product, changes={"price_rupiah": 60_000})
    assert not next(one for one in readiness(product) if one.key == "price").passed


def food(days: int | None, subcategory: str = "keripik") -> Product:
    product = create_product(
        maker=MakerFactory(),
        category_key="mamin",
        subcategory_key=subcategory,
        name="Keripik",
        actor=None,
    )
    values = {} if days is None else {"shelf_life_days": days}
    save_draft(product=product, changes={"attributes": values})
    return product


@pytest.mark.parametrize(("days", "sent"), [(2, False), (3, True), (None, True)])
def test_what_keeps_two_days_is_never_sent(days: int | None, *, sent: bool) -> None:
    product = food(days)
    save_draft(product=product, changes={"shippable": True})
    assert product.newest.shippable is sent


def test_fresh_sweets_start_as_not_sent() -> None:
    assert (food(None, "jajanan_basah").newest.shippable, food(None).newest.shippable) == (
        False,
        True,
    )


@pytest.mark.parametrize(
    ("days", "words", "boxes"),
    [(2, "hanya tahan 2 hari", 0), (5, "tahan 5 hari. Kirim", 1), (90, "cepat basi", 1)],
)
def test_product_terms_explain_what_is_sent(
    client_for: Browser, days: int, words: str, boxes: int
) -> None:
    user, product = draft(
        category="mamin", subcategory="keripik", attributes={"shelf_life_days": days}
    )
    page = client_for(user).get(path(product, "/harga")).text
    assert words in page
    assert page.count('name="shippable"') == boxes


def test_product_terms_keep_tiers_and_options_as_typed(client_for: Browser) -> None:
    user, product = draft()
    typed = terms(
        product,
        tier_1_from="1 ribu",
        tier_2_from="12",
        tier_2_rupiah="60rb",
        option_2_name="Warna",
        option_2_values="alami, cokelat,, alami",
    )
    answer = client_for(user).post(path(product, "/harga"), data=typed)
    assert answer.status_code == 422
    assert 'value="1 ribu"' in answer.text
    assert 'value="60rb"' in answer.text
    typed |= {"tier_1_from": "", "version": stamp(fresh(product))}
    assert client_for(user).post(path(product, "/harga"), data=typed).status_code == 303
    revision = fresh(product)
    assert revision.wholesale_tiers == TIERS[:1]
    assert revision.options == OPTIONS
    assert revision.minimum_order == 12  # As the first row says.


def test_product_terms_say_each_problem_at_its_row(client_for: Browser) -> None:
    user, product = draft()
    typed = terms(
        product,
        tier_1_from="12",
        tier_1_rupiah="80.000",
        tier_3_from="6",
        tier_3_rupiah="90.000",
        tier_5_rupiah="10.000",
        option_1_values="merah",
    )
    page = client_for(user).post(path(product, "/harga"), data=typed).text
    assert re.findall(r'id="((?:tier|option)_\w+)-error"', page) == ["tier_5_from", "option_1_name"]
    typed |= {"tier_5_from": "1000", "option_1_name": "Warna"}
    page = client_for(user).post(path(product, "/harga"), data=typed).text
    assert re.findall(r'id="((?:tier|option)_\w+)-error"', page) == [
        "tier_1_rupiah",
        "tier_3_from",
        "tier_3_rupiah",
    ]
    assert fresh(product).wholesale_tiers == []


def test_product_autosave_keeps_stored_tiers_while_one_is_wrong(client_for: Browser) -> None:
    user, product = draft(wholesale_tiers=TIERS)
    typed = terms(product, tier_1_from="12", tier_1_rupiah="", price_rupiah="90.000")
    answer = client_for(user).post(path(product, "/harga/simpan"), data=typed)
    assert answer.json is not None
    assert answer.json["errors"] == {"tier_1_rupiah": "Isi harganya."}
    assert (fresh(product).price_rupiah, product.newest.wholesale_tiers) == (90_000, TIERS)
