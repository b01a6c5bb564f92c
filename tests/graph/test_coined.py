import pytest
from papers import Named, found, named

from paperweft.extract.schema import DATASET, METHOD, METRIC, TOPIC, Role
from paperweft.graph.resolve import resolve


def ids(*concepts: Named) -> list[str]:
    papers = [found(number, concept) for number, concept in enumerate(concepts, 1)]
    assert resolve(papers).concepts == resolve(papers[::-1]).concepts
    return [concept.id for concept in resolve(papers).concepts]


def test_a_coined_name_is_what_the_paper_that_proposes_it_says() -> None:
    told = ids(
        named("WeftRAG", kind=METHOD, role=Role.PROPOSES, confidence=0.6),
        named("WeftRAG", kind=DATASET, confidence=0.9),
        named("WeftRAG", kind=METRIC, role=Role.REPORTS, confidence=0.6),
    )
    assert told == ["method:weftrag"]


def test_a_role_that_does_not_fit_what_it_is_becomes_the_usual_one() -> None:
    papers = [
        found(1, named("WeftRAG", kind=METHOD, role=Role.PROPOSES)),
        found(2, named("WeftRAG", kind=METRIC, role=Role.REPORTS)),
    ]
    assert [link.role for link in resolve(papers).links] == [Role.PROPOSES, Role.USES]


@pytest.mark.parametrize("name", ["WRAG", "weftrag", "weft RAG", "Weft", "GraphRAG"])
def test_other_names_may_be_several_things(name: str) -> None:
    told = ids(named(name, kind=METHOD, role=Role.PROPOSES), named(name, kind=DATASET))
    assert len(told) == 2


def test_method_and_topic_waver_as_before() -> None:
    assert len(ids(named("WeftRAG", kind=METHOD), named("WeftRAG", kind=TOPIC))) == 1
