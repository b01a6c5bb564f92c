"""Figures counted by hand on two small papers."""

import pytest
from paper_rows import compared, concept, paper

from paperweft.extract.evaluation.evaluation import evaluate_rows
from paperweft.extract.evaluation.tallies import Share, Tally

GOLD = [
    paper(
        concept("Weft Attention", "纬线注意力", role="proposes"),
        concept("LoRA", role="compares"),
        concept("WarpBERT", kind="Model"),
        concept("LoomQA", kind="Dataset", role="evaluates_on"),
        concept("问答", kind="Topic", role="addresses"),
        name="one",
        relations=(
            ("Weft Attention", "outperforms", "LoRA"),
            ("Weft Attention", "evaluated_on", "LoomQA"),
            ("Weft Attention", "used_for", "问答"),
        ),
    ),
    paper(concept("speech", "语音", kind="Topic", role="addresses"), name="two"),
    paper(concept("accuracy", kind="Metric", role="reports"), name="three"),
]
PREDICTED = [
    paper(
        concept(
            "weft attention",
            "纬线注意力",
            role="proposes",
            confidence=0.95,
            rules=("lexicon", "titles"),
        ),
        concept("LoRA", confidence=0.9, rules=("lexicon",)),
        concept("WarpBERT", role="uses", confidence=0.55, rules=("shapes",)),
        concept(
            "问答",
            "question answering",
            kind="Topic",
            role="addresses",
            confidence=0.45,
            rules=("lexicon",),
        ),
        concept("knitting", confidence=0.95, rules=("phrases",)),
        name="one",
        relations=(
            ("weft attention", "outperforms", "LoRA"),
            ("LoRA", "outperforms", "weft attention"),
            ("weft attention", "used_for", "knitting"),
            ("weft attention", "part_of", "问答"),
        ),
    ),
    paper(
        concept("speech", kind="Topic", role="addresses", confidence=0.65, rules=("lexicon",)),
        name="two",
    ),
    paper(concept("LoRA"), name="not asked for"),
]
FOUND = evaluate_rows(GOLD, PREDICTED)


def even(right: int, predicted: int, gold: int) -> Tally:
    return Tally(right, predicted, right, gold)


def test_overall() -> None:
    assert FOUND.overall == {
        "names": even(5, 6, 7),
        "concepts": even(4, 6, 7),  # WarpBERT is a Model
        "edges": even(3, 6, 7),  # LoRA is compared
        "relations": even(1, 4, 3),
    }
    assert (len(FOUND.matches), FOUND.predicted) == (3, 2)
    concepts = FOUND.overall["concepts"]
    assert (concepts.precision, concepts.recall) == (pytest.approx(4 / 6), pytest.approx(4 / 7))
    assert concepts.f1 == pytest.approx(8 / 13)


def test_by_type_in_the_order_of_the_schema() -> None:
    assert list(FOUND.by_type.items()) == [
        ("Method", even(2, 4, 2)),
        ("Model", even(0, 0, 1)),
        ("Dataset", even(0, 0, 1)),
        ("Topic", even(2, 2, 2)),
        ("Metric", even(0, 0, 1)),
    ]


def test_by_role_and_by_relation() -> None:
    assert FOUND.by_role == {
        "proposes": even(1, 1, 1),
        "uses": even(0, 3, 1),
        "compares": even(0, 0, 1),
        "evaluates_on": even(0, 0, 1),
        "addresses": even(2, 2, 2),
        "reports": even(0, 0, 1),
    }
    assert FOUND.by_relation == {
        "outperforms": even(1, 2, 1),
        "part_of": even(0, 1, 0),
        "used_for": even(0, 1, 1),
        "evaluated_on": even(0, 0, 1),
    }


def test_by_language_precision_is_of_predicted_names_and_recall_of_gold_names() -> None:
    assert FOUND.by_language == {
        "only English": Tally(right=2, predicted=4, found=1, gold=4),  # right: LoRA, speech
        "only Chinese": Tally(right=0, predicted=0, found=1, gold=1),  # found: 问答
        "both": Tally(right=2, predicted=2, found=2, gold=2),
    }


def test_by_rule_with_others_and_alone() -> None:
    assert FOUND.by_rule == {
        "lexicon": even(4, 4, 7),
        "phrases": even(0, 1, 7),
        "shapes": even(0, 1, 7),
        "titles": even(1, 1, 7),
    }
    assert FOUND.by_only_rule == {
        "lexicon": even(3, 3, 7),
        "phrases": even(0, 1, 7),
        "shapes": even(0, 1, 7),
    }


def test_predictions_without_rules_and_confidences_have_no_such_figures() -> None:
    plain = compared(paper(concept("weft")), paper(concept("weft")))
    assert (plain.by_rule, plain.by_only_rule, plain.calibration) == ({}, {}, None)


def test_chinese_and_english_names_are_one_if_one_predicted_concept_has_both() -> None:
    assert FOUND.bilingual == Share(1, 2)  # not speech: its Chinese name is not there
    gold = paper(concept("speech", "voice", "语音", kind="Topic"))
    for concepts, found in (
        ([concept("VOICE", "語音")], 1),  # of another type, in other characters
        ([concept("speech"), concept("语音")], 0),
        ([concept("speech", "voice", "听觉")], 0),
    ):
        assert compared(gold, paper(*concepts)).bilingual == Share(found, 1)


def test_a_concept_found_by_one_name_is_found_but_not_joined() -> None:
    gold = paper(concept("speech", "语音"), concept("weft", "纬"), concept("warp", "经"))
    found = compared(gold, paper(concept("speech", "语音"), concept("weft"), concept("loom")))
    assert found.joined == Share(1, 2)


def test_words_beyond_the_schema_count_and_come_last() -> None:
    told = paper(concept("weft", kind="Cloth", role=None), concept("warp"), concept(kind="Yarn"))
    found = compared(told, told)
    assert list(found.by_type) == ["Method", "Cloth", "Yarn"]
    assert found.by_role["no role"] == even(1, 1, 1)
    assert found.by_language["no name"] == even(0, 1, 1)


def test_nothing_at_all_is_no_division_by_zero() -> None:
    nothing = evaluate_rows([], [])
    assert nothing.overall["concepts"].f1 == nothing.bilingual.value == 0
