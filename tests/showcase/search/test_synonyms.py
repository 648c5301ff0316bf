import pytest

from showcase.search.settings import index_settings, settings_hash
from showcase.search.synonyms import SynonymsFileError, expand, synonyms


def test_equals_find_each_other() -> None:
    found = expand({"equal": [["sandal", "sendal", "Sandel "]], "leads": []})
    assert found == {
        "sandal": ["sendal", "sandel"],
        "sendal": ["sandal", "sandel"],
        "sandel": ["sandal", "sendal"],
    }


def test_a_lead_goes_one_way_and_reaches_the_equals_of_its_target() -> None:
    rules = {
        "equal": [["oleh-oleh", "buah tangan"]],
        "leads": [{"from": ["gift"], "to": ["oleh-oleh"]}],
    }
    found = expand(rules)
    assert found["gift"] == ["oleh-oleh", "buah tangan"]
    assert found["oleh-oleh"] == ["buah tangan"]


def test_a_word_in_two_lists_of_equals_is_refused() -> None:
    with pytest.raises(SynonymsFileError, match="'tas'"):
        expand({"equal": [["tas", "bag"], ["tas", "sack"]], "leads": []})


def reach(word: str) -> str:
    return " | ".join(synonyms()[word])


@pytest.mark.parametrize("word", ["batik tulis", "batik canting", "hand-drawn batik"])
def test_hand_drawn_batik_leads_to_nothing_else(word: str) -> None:
    found = reach(word)
    assert [other for other in ("print", "cetak", "cap", "stamp") if other in found] == []


@pytest.mark.parametrize("word", ["batik printing", "batik print", "batik cetak"])
def test_printed_cloth_never_leads_to_batik_made_with_wax(word: str) -> None:
    found = reach(word)
    assert [other for other in ("tulis", "canting", " cap", "hand") if other in found] == []


@pytest.mark.parametrize("word", ["kulit", "leather", "kulit asli", "genuine leather"])
def test_leather_never_leads_to_synthetic(word: str) -> None:
    found = reach(word)
    fakes = ("sintetis", "imitasi", "oscar", "vinyl", "faux", "pu leather")
    assert [fake for fake in fakes if fake in found] == []


def test_the_settings_hash_is_stable() -> None:
    assert settings_hash() == settings_hash()
    assert len(index_settings()["synonyms"]) > 300
