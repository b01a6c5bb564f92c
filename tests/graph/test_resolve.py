import logging

import pytest
from papers import found, named

from paperweft.extract.records import Extraction
from paperweft.extract.schema import DATASET, METHOD, MODEL, TOPIC, Relation, Role
from paperweft.graph.resolve import Resolution, resolve


def ids(resolution: Resolution) -> list[str]:
    return [concept.id for concept in resolution.concepts]


def test_a_concept_of_two_papers_is_one_and_knows_its_places() -> None:
    found_ = resolve([found(1, named("WeftNet")), found(2, named("Weft-Nets"))])
    (concept,) = found_.concepts
    assert [(place.paper, place.concept) for place in concept.places] == [(0, 0), (1, 0)]


def test_the_type_that_confidence_speaks_most_for_wins() -> None:
    papers = [
        found(1, named("WeftNet", kind=MODEL, confidence=0.9)),
        found(2, named("WeftNet", kind=METHOD, confidence=0.5)),
        found(3, named("WeftNet", kind=METHOD, confidence=0.3)),
    ]
    assert ids(resolve(papers)) == ["model:weftnet"]


def test_a_role_that_the_joint_type_does_not_allow_becomes_its_usual_one() -> None:
    papers = [
        found(1, named("weft theory", kind=TOPIC, confidence=0.9)),
        found(2, named("weft theory", kind=METHOD, role=Role.PROPOSES, confidence=0.4)),
    ]
    assert {link.role for link in resolve(papers).links} == {Role.ADDRESSES}


def test_of_several_roles_in_one_paper_the_strongest_holds() -> None:
    one = found(
        1,
        named("weft attention network", role=Role.USES),
        named("纬线注意力网络", role=Role.PROPOSES),
    )
    other = found(2, named("weft attention network", "纬线注意力网络"))
    (link, _) = resolve([one, other]).links
    assert link.role == Role.PROPOSES
    assert len(link.parts) == 2


def stated(relation: Relation, head: str, tail: str) -> Extraction:
    return found(1, named(head), named(tail), relations=[(0, relation, 1)])


def test_a_relation_joins_the_concepts_of_the_graph() -> None:
    (statement,) = resolve([stated(Relation.BASED_ON, "WeftNet", "LoomNet")]).statements
    assert (statement.head, statement.tail) == ("method:weftnet", "method:loomnet")


def test_a_concept_is_not_related_to_itself() -> None:
    other = found(2, named("weft attention network", "WEAN"))
    said = stated(Relation.BASED_ON, "weft attention network", "WEAN")
    assert resolve([said, other]).statements == ()


def test_a_relation_that_the_schema_forbids_is_no_edge_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = stated(Relation.EVALUATED_ON, "WeftNet", "yarn set")
    other = found(2, named("yarn set", kind=DATASET, confidence=0.9))
    with caplog.at_level(logging.INFO):
        assert resolve([said, other]).statements == ()
    assert "the schema allows none" in caplog.text


def test_papers_stand_by_id_whatever_their_order() -> None:
    papers = [found(2, named("WeftNet")), found(1, named("LoomNet"))]
    assert resolve(papers).extractions == tuple(reversed(papers))
    assert resolve(papers).concepts == resolve(reversed(papers)).concepts


def test_nothing_resolves_to_nothing() -> None:
    assert resolve([]).concepts == ()
    assert resolve([found(1)]).links == ()
