"""The rows of a graph's tables, by what they are looked up by, in plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from paperweft.graph.model import KnowledgeGraph

Rows = list[tuple[Any, ...]]
Row = dict[str, Any]


class Tables:
    """The rows of a graph's tables, by what they are looked up by."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.papers: dict[str, Row] = {p["id"]: p for p in graph.paper_table.to_pylist()}
        self.concepts: dict[str, Row] = {c["id"]: c for c in graph.concept_table.to_pylist()}
        self.edges: list[Row] = [
            {**e, "confidence": round(e["confidence"], 6), "sentence": sentence_of(e["evidence"])}
            for e in graph.paper_edge_table.to_pylist()
        ]
        self.links: list[Row] = [
            {
                **e,
                "confidence": round(e["confidence"], 6),
                "sentence": sentence_of(next(iter(e["evidence"]), None)),
                "paper": next((one["paper_id"] for one in e["evidence"]), None),
            }
            for e in graph.concept_edge_table.to_pylist()
        ]
        self.results: list[Row] = graph.result_table.to_pylist()
        self.related: list[Row] = graph.related_table.to_pylist()

    @cached_property
    def by_concept(self) -> dict[str, list[Row]]:
        return grouped(self.edges, "concept_id")

    @cached_property
    def by_paper(self) -> dict[str, list[Row]]:
        return grouped(self.edges, "paper_id")

    def about(self, concept: str) -> set[str]:
        """The papers that speak of a concept."""
        return {e["paper_id"] for e in self.by_concept.get(concept, [])}

    def proposing(self, concept: str) -> set[str]:
        """The papers that propose a concept."""
        edges = self.by_concept.get(concept, [])
        return {e["paper_id"] for e in edges if e["relation"] == "PROPOSES"}

    def of(self, papers: Iterable[str], *relations: str) -> Iterator[Row]:
        """The edges of some papers, of some relations or all."""
        for paper in papers:
            for edge in self.by_paper.get(paper, []):
                if not relations or edge["relation"] in relations:
                    yield edge

    def label(self, concept: str | None) -> str | None:
        return self.concepts[concept]["label"] if concept else None

    def type(self, concept: str) -> str:
        return str(self.concepts[concept]["type"])

    def paper(self, paper: str) -> tuple[str, str, str | None]:
        row = self.papers[paper]
        return paper, row["title"], row["date"]

    def date(self, paper: str) -> str:
        return self.papers[paper]["date"] or ""


def sentence_of(evidence: Row | None) -> str | None:
    return evidence["sentence"] if evidence else None


def grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def descending(text: str) -> tuple[int, ...]:
    """A key that sorts texts in falling order."""
    return (*(-ord(letter) for letter in text), 1)


def papers_by_concept(edges: Iterable[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        found[edge["concept_id"]].add(edge["paper_id"])
    return found
