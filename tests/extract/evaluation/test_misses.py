from paper_rows import concept, paper
from papers import english

from paperweft.extract.evaluation.evaluation import evaluate_rows
from paperweft.extract.evaluation.misses import MissedConcept, PaperMistakes, worst
from paperweft.extract.evaluation.paper_rows import ConceptRow, EvidenceRow

KNOWN = ConceptRow("Method", ("knitting",), "uses", 0.9, (), EvidenceRow("We knit."))
GOLD = [
    paper(
        concept("weft"), concept("warp", kind="Model"), concept("speed", kind="Metric"), name="a"
    ),
    paper(concept("Speed", kind="Metric"), concept("yarn"), name="b"),
    paper(concept("loom"), name="c"),
]
PREDICTED = [
    paper(concept("weft", confidence=0.5), concept("warp", confidence=0.4), KNOWN, name="a"),
    paper(concept("wool", confidence=0.95), concept("silk"), name="b"),
    paper(concept("loom"), name="c"),
]
MATCHES = evaluate_rows(GOLD, PREDICTED).matches


def test_papers_with_most_mistakes_come_first_and_those_without_never() -> None:
    assert worst(MATCHES, 5, {}).papers == (PaperMistakes("a", 2, 2), PaperMistakes("b", 2, 2))


def test_false_concepts_come_with_most_confidence_first_and_their_sentence() -> None:
    false = worst(MATCHES, 5, {}).false
    assert [(miss.paper, miss.concept.names[0]) for miss in false] == [
        ("b", "wool"), ("a", "knitting"), ("b", "silk"),
    ]  # fmt: skip
    assert [miss.sentence for miss in false] == ["", "We knit.", ""]


def test_a_wrong_type_is_told_with_the_right_one() -> None:
    (miss,) = worst(MATCHES, 5, {}).mistyped
    assert (miss.concept.type, miss.gold and miss.gold.type) == ("Method", "Model")


def test_what_most_papers_lack_is_missed_first_with_a_sentence_that_names_it() -> None:
    papers = {"a": english("We weave. The ＳＰＥＥＤ is high. Speed counts.")}
    missed = worst(MATCHES, 5, papers).missed
    speed = MissedConcept(GOLD[0].concepts[2], ("a", "b"), "The ＳＰＥＥＤ is high.")
    assert missed == (speed, MissedConcept(GOLD[1].concepts[1], ("b",), ""))


def test_no_more_are_listed_than_were_asked_for() -> None:
    few = worst(MATCHES, 1, {})
    assert [len(part) for part in (few.papers, few.false, few.mistyped, few.missed)] == [1] * 4


def test_the_one_of_two_types_that_was_not_predicted_is_missed() -> None:
    gold = paper(concept("weft"), concept("weft", kind="Topic"))
    found = worst(evaluate_rows([gold], [paper(concept("weft", kind="Topic"))]).matches, 5, {})
    assert (found.false, found.mistyped) == ((), ())
    assert [miss.concept.type for miss in found.missed] == ["Method"]
