"""The graph as nodes and edges with flat properties, as stores hold it; see `docs/schema.md`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paperweft.extract.folding import fold_name
from paperweft.extract.schema import (
    AUTHORED_BY,
    BY,
    HAS_RESULT,
    IN_CATEGORY,
    OF,
    ON,
    RELATED_TO,
    ConceptType,
    NodeLabel,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from paperweft.graph.model import KnowledgeGraph

PAPER, CONCEPT, AUTHOR, CATEGORY, RESULT = NodeLabel

KEYS: dict[str, str] = {
    PAPER: "id",
    CONCEPT: "id",
    AUTHOR: "name",
    CATEGORY: "name",
    RESULT: "id",
}
"""The property that tells nodes of a label apart."""

FOLDS = "folds"
"""The property with the folded names of a concept or titles of a paper, to look them up by."""

LISTS: dict[str, tuple[str, ...]] = {
    PAPER: ("authors", "categories", "labels", FOLDS),
    CONCEPT: ("names", FOLDS),
}
"""The properties of nodes that are lists of strings."""

EDGE_LISTS = ("rules", "shared", "evidence_sentences", "evidence_papers")
"""The properties of edges that are lists of strings."""

_PAPER_COLUMNS = ("id", "title", "version", "date", "url", "authors", "categories", "announce_type",
                  "truncated")  # fmt: skip
_RESULT_COLUMNS = ("id", "value", "unit", "change", "bound", "baseline", "rule")
_RESULT_ENDS = {OF: "metric_id", ON: "dataset_id", BY: "method_id"}
_LABELS = ("label", "label_en", "label_zh_hans", "label_zh_hant")
_CHUNK = 10_000
_DIGITS = 6  # a 32-bit float has no more: 0.9, not 0.8999999761581421

Properties = dict[str, Any]
Row = tuple[str, str, Properties]  # keys of both ends, properties


@dataclass(frozen=True, slots=True)
class Nodes:
    """Some nodes of the same label; a concept's label is its type."""

    label: str
    rows: list[Properties]


@dataclass(frozen=True, slots=True)
class Edges:
    """Some edges of the same type, each with the keys of its ends and its properties."""

    type: str
    head: str
    tail: str
    rows: list[Row]


def nodes(graph: "KnowledgeGraph") -> Iterator[Nodes]:
    """Yield all nodes, each key once a label."""
    for papers in _rows(graph.paper_table):
        yield Nodes(PAPER, [_paper(paper) for paper in papers])
    for concepts in _rows(graph.concept_table):
        for concept_type in ConceptType:
            rows = [_concept(concept) for concept in concepts if concept["type"] == concept_type]
            yield Nodes(concept_type, rows)
    yield Nodes(AUTHOR, _names(graph, "authors"))
    yield Nodes(CATEGORY, _names(graph, "categories"))
    for results in _rows(graph.result_table):
        yield Nodes(RESULT, [_result(result) for result in results])


def edges(graph: "KnowledgeGraph") -> Iterator[Edges]:
    """Yield all edges, in chunks of one type."""
    yield from _by_type(graph.paper_edge_table, PAPER, "paper_id", "concept_id", _paper_edge)
    yield from _by_type(graph.concept_edge_table, CONCEPT, "head", "tail", _concept_edge)
    for chunk in _rows(graph.related_table):
        related = [(r["paper_id"], r["other_id"], _related(r)) for r in chunk]
        yield Edges(RELATED_TO, PAPER, PAPER, related)
    yield from _memberships(graph, AUTHORED_BY, AUTHOR, "authors")
    yield from _memberships(graph, IN_CATEGORY, CATEGORY, "categories")
    for chunk in _rows(graph.result_table):
        stated: list[Row] = [(r["paper_id"], r["id"], {}) for r in chunk]
        yield Edges(HAS_RESULT, PAPER, RESULT, stated)
        for kind, column in _RESULT_ENDS.items():
            ends: list[Row] = [(r["id"], r[column], {}) for r in chunk if r[column]]
            yield Edges(kind, RESULT, CONCEPT, ends)


def _rows(table: "pa.Table") -> Iterator[list[Properties]]:
    for batch in table.to_batches(max_chunksize=_CHUNK):
        yield batch.to_pylist()


def _by_type(
    table: "pa.Table", head_label: str, head: str, tail: str, properties: Any
) -> Iterator[Edges]:
    for chunk in _rows(table):
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in chunk:
            groups[row["relation"]].append((row[head], row[tail], properties(row)))
        for relation, rows in groups.items():
            yield Edges(relation, head_label, CONCEPT, rows)


def _names(graph: "KnowledgeGraph", column: str) -> list[Properties]:
    lists = graph.paper_table.column(column).to_pylist()
    return [{"name": name} for name in sorted({name for names in lists for name in names or ()})]


def _memberships(graph: "KnowledgeGraph", kind: str, label: str, column: str) -> Iterator[Edges]:
    for chunk in _rows(graph.paper_table.select(["id", column])):
        rows = [
            (paper["id"], name, {"position": position})
            for paper in chunk
            for position, name in enumerate(dict.fromkeys(paper[column] or ()), start=1)
        ]
        yield Edges(kind, PAPER, label, rows)


def _paper(row: Properties) -> Properties:
    found = {name: row[name] for name in _PAPER_COLUMNS}
    labels = []
    titles = [row["title"]]
    for passage in row["passages"] or ():
        field, text = passage["field"], passage["text"]
        if field == "label":
            labels.append(text)
        else:
            found[f"{field}_{passage['language'].lower().replace('-', '_')}"] = text
        if field == "title":
            titles.append(text)
    return _known({**found, "labels": labels, FOLDS: _folds(titles)})


def _concept(row: Properties) -> Properties:
    labels = [row[column] for column in _LABELS if row[column]]
    return _known({**row, FOLDS: _folds([*labels, *(row["names"] or ())])})


def _result(row: Properties) -> Properties:
    found = {name: row[name] for name in _RESULT_COLUMNS}
    return _known({**found, **_said(row)})


def _paper_edge(row: Properties) -> Properties:
    return _known({"mentions": row["mentions"], "rules": row["rules"], **_said(row)})


def _said(row: Properties) -> Properties:
    """Return how sure it is and the sentence that says so."""
    evidence = row["evidence"] or {}
    return {
        "confidence": round(row["confidence"], _DIGITS),
        **{name: value for name, value in evidence.items() if name != "paper_id"},
    }


def _concept_edge(row: Properties) -> Properties:
    evidence = row["evidence"] or ()
    return {
        "confidence": round(row["confidence"], _DIGITS),
        "support": row["support"],
        "evidence_sentences": [one["sentence"] for one in evidence],
        "evidence_papers": [one["paper_id"] for one in evidence],
    }


def _related(row: Properties) -> Properties:
    return {"score": row["score"], "shared": row["shared"]}


def _folds(names: list[str]) -> list[str]:
    return sorted({fold for name in names if (fold := fold_name(name))})


def _known(properties: Properties) -> Properties:
    return {name: value for name, value in properties.items() if value is not None}
