import pytest

from scripts.shots import HEIGHTS, chosen, looks
from scripts.shots_pages import PAGES, PERSONAS


def test_pages_have_names_of_their_own_and_known_personas() -> None:
    names = [page.name for page in PAGES]

    assert sorted(set(names)) == sorted(names)
    assert {page.persona for page in PAGES} <= set(PERSONAS)


def test_variables_choose_and_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIZES", "390, 820")
    assert chosen("SIZES", list(HEIGHTS)) == ["390", "820"]

    monkeypatch.setenv("SIZES", "400")
    with pytest.raises(SystemExit, match=r"^SIZES: 400\? One of 390, 820, 1440$"):
        chosen("SIZES", list(HEIGHTS))


def test_looks_cover_every_screen_language_and_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("SIZES", "LANGS", "SCHEMES"):
        monkeypatch.delenv(variable, raising=False)

    assert len({look.suffix for look in looks()}) == 3 * 2 * 2
    assert len(looks()) == 3 * 2 * 2 * len(PERSONAS)
