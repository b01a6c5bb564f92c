"""What a page shows of a graph: which nodes, and all that its panel tells about them."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from paperweft.export.text import web_address
from paperweft.extract.records import Paper
from paperweft.graph.model import Concept, ConceptEdge, Evidence, KnowledgeGraph, PaperEdge

_CJK = range(0x3400, 0xA000)


@dataclass(frozen=True, slots=True)
class View:
    """A part of a graph, ready to be written as JSON.

    Attributes:
        nodes: What the panel tells about each node: `id`, `kind`, `type`, `label`, `names` …
        edges: From, to (numbers of nodes), relation, confidence, support, number of the
            sentence or -1, id of the paper that says it.
        sentences: The sentences of evidence, each once.
        related: For a paper's node the papers related to it: node, score, nodes of what is shared.
        variants: Traditional characters and the simplified ones they are searched as.
        totals: How many papers and concepts the whole graph has, and the view.
    """

    nodes: list[dict[str, Any]]
    edges: list[tuple[int, int, str, float, int, int, str]]
    sentences: list[str]
    related: dict[int, list[tuple[int, float, list[int]]]]
    variants: dict[str, str]
    totals: dict[str, int]


@dataclass(slots=True)
class _Sentences:
    """Sentences numbered in the order they come, each once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


def view(graph: KnowledgeGraph, limit: int) -> View:
    """Return the whole graph, or its most connected part if it has more nodes than the limit.

    A third of the limit goes to the papers that share most concepts with others, the rest to the
    concepts of these papers that most of them have.
    """
    papers, concepts = _chosen(graph, limit)
    ids = [paper.id for paper in papers] + [concept.id for concept in concepts]
    number = {node: i for i, node in enumerate(ids)}
    sentences = _Sentences()
    nodes = [_paper(paper) for paper in papers] + [_concept(concept) for concept in concepts]
    return View(
        nodes=nodes,
        edges=_edges(graph, number, sentences),
        sentences=list(sentences.numbers),
        related=_related(graph, number),
        variants=_variants(name for node in nodes for name in node["names"]),
        totals={
            "papers": graph.paper_table.num_rows,
            "concepts": graph.concept_table.num_rows,
            "shownPapers": len(papers),
            "shownConcepts": len(concepts),
        },
    )


def _chosen(graph: KnowledgeGraph, limit: int) -> tuple[list[Paper], list[Concept]]:
    if len(graph.papers) + len(graph.concepts) <= limit:
        return list(graph.papers), list(graph.concepts)
    pairs = {(edge.paper_id, edge.concept_id) for edge in graph.paper_edges}
    users = Counter(concept for _, concept in pairs)
    shared = Counter(paper for paper, concept in pairs if users[concept] > 1)
    papers = _most(shared, (paper.id for paper in graph.papers), limit // 3)
    used = Counter(concept for paper, concept in pairs if paper in papers)
    concepts = _most(used, sorted(used), limit - len(papers))
    return (
        [paper for paper in graph.papers if paper.id in papers],
        [concept for concept in graph.concepts if concept.id in concepts],
    )


def _most(counts: "Counter[str]", ids: Iterable[str], limit: int) -> set[str]:
    return set(sorted(ids, key=lambda node: (-counts[node], node))[:limit])


def _paper(paper: Paper) -> dict[str, Any]:
    titles = [p.text for p in paper.passages if p.field == "title"]
    labels = [p.text for p in paper.passages if p.field == "label"]
    return {
        "id": paper.id,
        "type": "Paper",
        "label": paper.title,
        "names": list(dict.fromkeys([paper.title, *titles, *labels])),
        "url": web_address(paper.url),
        "date": paper.date,
        "authors": list(paper.authors),
        "categories": list(paper.categories),
    }


def _concept(concept: Concept) -> dict[str, Any]:
    labels = (concept.label, concept.label_en, concept.label_zh_hans, concept.label_zh_hant)
    return {
        "id": concept.id,
        "type": concept.type.value,
        "label": concept.label,
        "names": list(dict.fromkeys([*filter(None, labels), *concept.names])),
        "papers": concept.papers,
    }


def _edges(
    graph: KnowledgeGraph, number: dict[str, int], sentences: _Sentences
) -> list[tuple[int, int, str, float, int, int, str]]:
    edges = []
    for edge in graph.paper_edges:
        if edge.paper_id in number and edge.concept_id in number:
            told = _told(edge, 1, (edge.evidence,), sentences)
            edges.append((number[edge.paper_id], number[edge.concept_id], *told))
    for link in graph.concept_edges:
        if link.head in number and link.tail in number:
            told = _told(link, link.support, link.evidence, sentences)
            edges.append((number[link.head], number[link.tail], *told))
    return edges


def _told(
    edge: PaperEdge | ConceptEdge,
    support: int,
    evidence: tuple[Evidence, ...],
    sentences: _Sentences,
) -> tuple[str, float, int, int, str]:
    sentence = sentences.number(evidence[0].sentence) if evidence else -1
    paper_id = evidence[0].paper_id if evidence else ""
    return edge.relation, round(edge.confidence, 3), support, sentence, paper_id


def _related(
    graph: KnowledgeGraph, number: dict[str, int]
) -> dict[int, list[tuple[int, float, list[int]]]]:
    related: dict[int, list[tuple[int, float, list[int]]]] = {}
    for row in graph.related_table.to_pylist():
        paper, other = number.get(row["paper_id"]), number.get(row["other_id"])
        if paper is not None and other is not None:
            shared = [number[concept] for concept in row["shared"] if concept in number]
            related.setdefault(paper, []).append((other, round(row["score"], 4), shared))
    return related


def _variants(names: Iterable[str]) -> dict[str, str]:
    """Return the traditional characters that a search in these names may need, as simplified."""
    import opencc

    characters = "\n".join(map(chr, _CJK))
    simplified = opencc.OpenCC("t2s").convert(characters)
    pairs = dict(zip(characters.split("\n"), simplified.split("\n"), strict=True))
    used = set(unicodedata.normalize("NFKC", "".join(names)))
    used |= {pairs.get(character, character) for character in used}
    return {old: new for old, new in pairs.items() if old != new and new in used}
