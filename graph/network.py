"""The graph as a networkx multigraph, for analysis in Python and for the exports made of it."""

from collections.abc import Iterable
from typing import Any

import networkx as nx

from paperweft.extract.records import Paper
from paperweft.extract.schema import (
    AUTHORED_BY,
    BY,
    HAS_RESULT,
    IN_CATEGORY,
    OF,
    ON,
    RELATED_TO,
    NodeLabel,
)
from paperweft.graph.model import Concept, ConceptEdge, Evidence, KnowledgeGraph, PaperEdge, Result

Attributes = dict[str, Any]

_DIGITS = 6  # a 32-bit float has no more: 0.9, not 0.8999999761581421


def to_networkx(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """Return the graph as a networkx multigraph whose edges are keyed by their relation.

    Every node has `kind` (Paper, Concept, Author, Category or Result), `type` (the concept's type,
    else the kind) and `label`. Every edge has `relation`; edges to concepts have `confidence`,
    `support` (how many papers say so) and `evidence` (the best sentence). Values are strings,
    numbers, booleans and lists of strings; what is not known is left out.

    Nodes and edges stand in the order of the graph's tables, so equal graphs give equal ones.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for paper in graph.papers:
        network.add_node(paper.id, **_paper(paper))
    for concept in graph.concepts:
        network.add_node(concept.id, **_concept(concept))
    _add_people(network, graph.papers)
    for edge in graph.paper_edges:
        network.add_edge(edge.paper_id, edge.concept_id, edge.relation, **_paper_edge(edge))
    for link in graph.concept_edges:
        network.add_edge(link.head, link.tail, link.relation, **_concept_edge(link))
    for result in graph.results:
        _add_result(network, result)
    for row in graph.related_table.to_pylist():
        network.add_edge(
            row["paper_id"],
            row["other_id"],
            RELATED_TO,
            relation=RELATED_TO,
            score=row["score"],
            shared=row["shared"],
        )
    return network


def _add_people(network: "nx.MultiDiGraph[str]", papers: Iterable[Paper]) -> None:
    for paper in papers:
        for name in paper.authors:
            _add_named(network, paper.id, NodeLabel.AUTHOR, name, AUTHORED_BY)
        for name in paper.categories:
            _add_named(network, paper.id, NodeLabel.CATEGORY, name, IN_CATEGORY)


def _add_named(
    network: "nx.MultiDiGraph[str]", paper_id: str, kind: NodeLabel, name: str, relation: str
) -> None:
    node = f"{kind.value.lower()}:{name}"
    network.add_node(node, kind=kind.value, type=kind.value, label=name)
    network.add_edge(paper_id, node, relation, relation=relation)


def _add_result(network: "nx.MultiDiGraph[str]", result: Result) -> None:
    network.add_node(result.id, **_result(result))
    network.add_edge(result.paper_id, result.id, HAS_RESULT, relation=HAS_RESULT)
    ends = {OF: result.metric_id, ON: result.dataset_id, BY: result.method_id}
    for relation, concept_id in ends.items():
        if concept_id is not None:
            network.add_edge(result.id, concept_id, relation, relation=relation)


def _result(result: Result) -> Attributes:
    kind = NodeLabel.RESULT.value
    return _known(
        kind=kind,
        type=kind,
        label=result.text,
        value=result.value,
        unit=result.unit,
        change=result.change and result.change.value,
        bound=result.bound,
        baseline=result.baseline,
        confidence=round(result.confidence, _DIGITS),
        **_evidence(result.evidence),
    )


def _paper(paper: Paper) -> Attributes:
    kind = NodeLabel.PAPER.value
    return _known(
        kind=kind,
        type=kind,
        label=paper.title,
        titles=[p.text for p in paper.passages if p.field == "title"],
        version=paper.version,
        date=paper.date,
        url=paper.url,
        authors=list(paper.authors),
        categories=list(paper.categories),
        announce_type=paper.announce_type,
    )


def _concept(concept: Concept) -> Attributes:
    return _known(
        kind=NodeLabel.CONCEPT.value,
        type=concept.type.value,
        label=concept.label,
        label_en=concept.label_en,
        label_zh_hans=concept.label_zh_hans,
        label_zh_hant=concept.label_zh_hant,
        names=list(concept.names),
        papers=concept.papers,
    )


def _paper_edge(edge: PaperEdge) -> Attributes:
    return _known(
        relation=edge.relation,
        confidence=round(edge.confidence, _DIGITS),
        support=1,
        mentions=edge.mentions,
        rules=list(edge.rules),
        **_evidence(edge.evidence),
    )


def _concept_edge(edge: ConceptEdge) -> Attributes:
    best = _evidence(edge.evidence[0]) if edge.evidence else {}
    return _known(
        relation=edge.relation,
        confidence=round(edge.confidence, _DIGITS),
        support=edge.support,
        **best,
    )


def _evidence(evidence: Evidence) -> Attributes:
    return {
        "evidence": evidence.sentence,
        "evidence_paper": evidence.paper_id,
        "evidence_field": evidence.field,
        "evidence_language": evidence.language,
    }


def _known(**attributes: object) -> Attributes:
    return {name: value for name, value in attributes.items() if value is not None and value != []}
