import pytest
from papers import english, paper, read

from paperweft.extract.candidates import assemble
from paperweft.extract.decide import Decision, candidate_columns, choose_role, decide
from paperweft.extract.records import Paper
from paperweft.extract.schema import DATASET, METRIC, MODEL, TOPIC, ConceptType, Role, role_fits

TOLD = paper(
    1,
    "WeftNet: question answering with GPT-4",
    abstract="We propose WeftNet. On CIFAR-10 it outperforms GPT-4 in accuracy.",
)


def decisions(told: Paper) -> dict[str, Decision]:
    doc = read(told)
    return {d.candidate.folds[0]: d for d in decide(doc, assemble(doc))}


@pytest.mark.parametrize(
    ("fold", "kind"),
    [("gpt4", MODEL), ("cifar10", DATASET), ("accuracy", METRIC), ("questionanswering", TOPIC)],
)
def test_well_known_names_get_their_type(fold: str, kind: ConceptType) -> None:
    assert decisions(TOLD)[fold].type == kind


def test_the_name_that_the_paper_proposes_is_proposed() -> None:
    assert decisions(TOLD)["weftnet"].role == Role.PROPOSES


def test_common_words_are_no_concepts() -> None:
    assert not {"propose", "outperforms", "on", "we"} & set(decisions(TOLD))


def test_nothing_in_nothing_out() -> None:
    doc = read(english(""))
    assert decide(doc, []) == []
    assert candidate_columns(doc, []) == []


@pytest.mark.parametrize("kind", list(ConceptType))
def test_a_role_always_fits_the_type(kind: ConceptType) -> None:
    doc = read(TOLD)
    for row in candidate_columns(doc, assemble(doc)):
        assert role_fits(choose_role(kind, row), kind)


def test_a_topic_is_always_addressed() -> None:
    assert choose_role(TOPIC, [1]) == Role.ADDRESSES
