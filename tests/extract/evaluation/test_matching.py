import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_rows import compared, concept, paper

from paperweft.extract.evaluation.evaluation import evaluate_rows
from paperweft.extract.evaluation.matching import Level, match_key, match_paper
from paperweft.extract.evaluation.paper_rows import ConceptRow, PaperRow

SAME = [
    ("LoRA", "lora"),
    ("LoRA", "ＬｏＲＡ"),
    ("Weft-Net", "weft net"),
    ("Weft_Net", "WeftNet"),
    ("GPT-3.5", "GPT35"),
    ("LLM", "LLMs"),
    ("Straße", "STRASSE"),
    ("知識圖譜", "知识图谱"),
    ("頭髮", "头发"),
    ("“思维链”", "思维链"),
    ("\ud800LoRA", "LoRA"),
]
DIFFERENT = [
    ("LoRA", "QLoRA"),
    ("C", "C++"),
    ("C", "C#"),
    ("F1", "F1*"),
    ("class", "clas"),
    ("bus", "bu"),
    ("GPT-3", "GPT-4"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_match(one: str, other: str) -> None:
    assert match_key(one) == match_key(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_do_not_match(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_each_concept_is_matched_once() -> None:
    gold = paper(concept("weft", "纬线"))
    twice = paper(concept("weft"), concept("纬线"))
    assert match_paper(gold, twice).pairs[Level.NAMES] == {0: 0}
    assert match_paper(twice, gold).pairs[Level.NAMES] == {0: 0}


def test_a_match_in_type_and_role_is_looked_for_beyond_the_first_name() -> None:
    gold = paper(concept("weft", kind="Model", role="compares"))
    predicted = paper(
        concept("weft"),
        concept("Weft", kind="Model"),
        concept("wefts", kind="Model", role="compares"),
    )
    pairs = match_paper(gold, predicted).pairs
    assert [pairs[level] for level in (Level.NAMES, Level.CONCEPTS, Level.EDGES)] == [
        {0: 0}, {0: 1}, {0: 2},
    ]  # fmt: skip


def test_names_without_a_letter_and_concepts_without_a_name_match_nothing() -> None:
    nothing = paper(concept("", "?!"), concept())
    tally = compared(nothing, nothing).overall["names"]
    assert (tally.right, tally.predicted, tally.gold) == (0, 2, 2)


def test_ends_of_relations_are_told_by_any_name_of_the_matched_concepts() -> None:
    gold = paper(
        concept("Weft Attention", "WA"),
        concept("speech", kind="Topic"),
        relations=(
            ("Weft Attention", "used_for", "speech"),
            ("speech", "part_of", "Weft Attention"),
        ),
    )
    predicted = paper(
        concept("WA"),
        concept("speech", kind="Method"),
        relations=(
            ("WA", "used_for", "Speech"),  # right, though the type of speech is wrong
            ("wa", "used_for", "speech"),  # the same once more
            ("WA", "used_for", "hearing"),  # no concept
            ("WA", "part_of", "speech"),  # the wrong way round
        ),
    )
    tally = compared(gold, predicted).overall["relations"]
    assert (tally.right, tally.predicted, tally.found, tally.gold) == (1, 3, 1, 2)


def test_an_end_that_is_no_matched_concept_is_not_right_by_its_spelling() -> None:
    relations = (("weft", "used_for", "speech"),)
    gold = paper(concept("weft"), concept("speech"), relations=relations)
    assert (
        compared(gold, paper(concept("weft"), relations=relations)).overall["relations"].right == 0
    )


NAMES = st.sampled_from(["weft", "Weft", "wefts", "纬线", "緯線", "LoRA", "C++", "C", "", "GPT-4"])
CONCEPTS = st.builds(
    ConceptRow,
    st.sampled_from(["Method", "Model"]),
    st.lists(NAMES, max_size=3).map(tuple),
    st.sampled_from(["uses", "proposes", None]),
)
PAPERS = st.lists(
    st.builds(PaperRow, st.sampled_from("abcd"), st.lists(CONCEPTS, max_size=5).map(tuple)),
    max_size=4,
    unique_by=lambda row: row.id,
)


@given(PAPERS, PAPERS, st.randoms())
def test_the_order_of_papers_does_not_matter(gold, predicted, random) -> None:
    once = evaluate_rows(gold, predicted)
    random.shuffle(gold)
    random.shuffle(predicted)
    assert evaluate_rows(gold, predicted) == once


@given(PAPERS, PAPERS)
def test_counts_hold_together(gold, predicted) -> None:
    found = evaluate_rows(gold, predicted)
    names, concepts, edges = (found.overall[level] for level in ("names", "concepts", "edges"))
    for whole, parts in (
        (concepts, found.by_type),
        (concepts, found.by_language),
        (edges, found.by_role),
    ):
        for count in ("right", "predicted", "found", "gold"):
            assert sum(getattr(part, count) for part in parts.values()) == getattr(whole, count)
    for tally in (names, concepts, edges):
        assert tally.right == tally.found <= min(tally.predicted, tally.gold)
        assert 0 <= tally.f1 <= 1


@given(PAPERS)
def test_gold_that_is_its_own_prediction_is_right_where_its_names_say_something(gold) -> None:
    told = [
        PaperRow(row.id, tuple(c for c in row.concepts if any(map(match_key, c.names))))
        for row in gold
    ]
    for level in ("names", "concepts", "edges"):
        tally = evaluate_rows(told, told).overall[level]
        assert tally.right == tally.gold
        assert tally.f1 == (1 if tally.gold else 0)
