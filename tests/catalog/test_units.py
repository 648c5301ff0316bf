from catalog.units import NAMES, Unit, unit_choice_label, unit_label, units_first


def test_units_have_a_name_each() -> None:
    assert set(NAMES) == set(Unit)


def test_kodi_holds_twenty() -> None:
    assert NAMES[Unit.KODI].pieces == 20


def test_unit_label_speaks_both_languages() -> None:
    assert unit_label("pasang", "id") == "pasang"
    assert unit_label("pasang", "en") == "pair"


def test_unit_choice_label_tells_english_twins_apart() -> None:
    assert unit_choice_label(Unit.LEMBAR, "en") == "piece (lembar)"
    assert unit_choice_label(Unit.BUAH, "en") == "piece (buah)"
    assert unit_choice_label(Unit.SET, "en") == "set"
    assert unit_choice_label(Unit.KODI, "id") == "kodi (20)"


def test_units_first_puts_the_preferred_ones_on_top() -> None:
    ordered = units_first(("pasang", "kodi"))
    assert ordered[:3] == [Unit.PASANG, Unit.KODI, Unit.LEMBAR]
    assert len(ordered) == len(Unit)
