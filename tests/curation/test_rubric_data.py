"""The default rubric is complete, in both languages, with the weights of the domain notes."""

import pytest

from curation.rubric_data import CriterionData, default_rubric

CATEGORIES = ("batik", "alas_kaki", "kriya", "mamin")
WEIGHTS = {
    "quality": (25, 25, 25, 25),
    "design": (20, 10, 20, 10),
    "durability": (10, 20, 10, 15),
    "packaging": (15, 10, 15, 20),
    "price": (10, 15, 10, 10),
    "capacity": (10, 15, 10, 15),
    "sustainability": (5, 0, 5, 0),
    "brand": (5, 5, 5, 5),
}
CRITERIA = [
    pytest.param(criterion, id=f"{category}-{criterion.key}")
    for category, criteria in default_rubric().categories.items()
    for criterion in criteria
]


@pytest.mark.parametrize("category", CATEGORIES)
def test_default_rubric_has_the_weights_of_the_domain_notes(category: str) -> None:
    column = CATEGORIES.index(category)
    expected = {key: row[column] for key, row in WEIGHTS.items() if row[column]}
    criteria = default_rubric().categories[category]
    assert {criterion.key: criterion.weight for criterion in criteria} == expected
    assert sum(criterion.weight for criterion in criteria) == 100


def test_default_rubric_covers_the_four_categories() -> None:
    assert tuple(default_rubric().categories) == CATEGORIES


@pytest.mark.parametrize("criterion", CRITERIA)
def test_default_rubric_anchors_every_value_in_both_languages(criterion: CriterionData) -> None:
    assert [level.value for level in criterion.levels] == [1, 2, 3, 4, 5]
    texts = [criterion.name_id, criterion.name_en, criterion.hint_id, criterion.hint_en]
    texts += [level.sentence_id for level in criterion.levels]
    texts += [level.sentence_en for level in criterion.levels]
    assert [text for text in texts if not text.strip()] == []


@pytest.mark.parametrize("criterion", CRITERIA)
def test_default_rubric_tells_each_level_from_the_others(criterion: CriterionData) -> None:
    assert len({level.sentence_id for level in criterion.levels}) == 5
    assert len({level.sentence_en for level in criterion.levels}) == 5


@pytest.mark.parametrize("criterion", CRITERIA)
def test_default_rubric_sentences_can_be_read_at_a_glance(criterion: CriterionData) -> None:
    # Five of them stand beside each other on a tablet; longer ones would not be read.
    assert max(len(level.sentence_id) for level in criterion.levels) <= 170
    assert [level for level in criterion.levels if not level.sentence_id.endswith(".")] == []
    assert [level for level in criterion.levels if not level.sentence_en.endswith(".")] == []
