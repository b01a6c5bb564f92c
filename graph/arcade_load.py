"""Fill a new ArcadeDB database with a graph."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from paperweft.extract.schema import (
    AUTHORED_BY,
    BY,
    EDGE_TYPES,
    HAS_RESULT,
    IN_CATEGORY,
    OF,
    ON,
    RELATED_TO,
    ConceptType,
    NodeLabel,
)
from paperweft.graph.arcade_jvm import factory, java
from paperweft.graph.elements import EDGE_LISTS, KEYS, LISTS, Edges, Properties, edges, nodes

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

_EDGES = (
    *EDGE_TYPES.values(),
    RELATED_TO,
    AUTHORED_BY,
    IN_CATEGORY,
    HAS_RESULT,
    BY,
    ON,
    OF,
)
_TITLES = ("title_en", "title_zh_hans", "title_zh_hant")
_CHUNK = 10_000

# Overlapping pairs of characters: 语言模型 finds 大型语言模型 in either script.
_CJK = 'METADATA {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"}'


def load(folder: Path, graph: "KnowledgeGraph") -> None:
    """Make the database in a folder that does not exist yet, and fill it."""
    database = factory(folder).create()
    try:
        for statement in _schema():
            database.command("sql", statement)
        batch = database.batch().build()
        try:
            _load_edges(batch, graph, _load_nodes(batch, graph))
        finally:
            batch.close()
        for statement in _indexes():
            database.command("sql", statement)
    finally:
        database.close()


def _schema() -> Iterator[str]:
    for label in NodeLabel:
        yield f"CREATE VERTEX TYPE {label}"
        yield f"CREATE PROPERTY {label}.{KEYS[label]} STRING"
        for name in LISTS.get(label, ()):
            yield f"CREATE PROPERTY {label}.{name} LIST OF STRING"
    for title in _TITLES:
        yield f"CREATE PROPERTY {NodeLabel.PAPER}.{title} STRING"
    for concept_type in ConceptType:
        yield f"CREATE VERTEX TYPE {concept_type} EXTENDS {NodeLabel.CONCEPT}"
    for name in ("value", "baseline", "confidence"):
        yield f"CREATE PROPERTY {NodeLabel.RESULT}.{name} DOUBLE"
    for edge in _EDGES:
        yield from _edge_schema(edge)


def _edge_schema(edge: str) -> Iterator[str]:
    yield f"CREATE EDGE TYPE `{edge}`"  # quoted: ON is a word of SQL
    for name in EDGE_LISTS:
        yield f"CREATE PROPERTY `{edge}`.{name} LIST OF STRING"
    for name in ("confidence", "score"):
        yield f"CREATE PROPERTY `{edge}`.{name} DOUBLE"


def _indexes() -> Iterator[str]:
    for label, key in KEYS.items():
        yield f"CREATE INDEX ON {label} ({key}) UNIQUE"
    yield f"CREATE INDEX ON {NodeLabel.CONCEPT} (names BY ITEM) FULL_TEXT {_CJK}"
    yield f"CREATE INDEX ON {NodeLabel.PAPER} ({', '.join(_TITLES)}) FULL_TEXT {_CJK}"


def _load_nodes(batch: Any, graph: "KnowledgeGraph") -> dict[str, dict[str, str]]:
    """Return the record ids of the nodes by label (Concept for all types) and key."""
    places: dict[str, dict[str, str]] = {label: {} for label in NodeLabel}
    create = java("com.arcadedb.python.VertexBatcher").createVerticesJson
    for found in nodes(graph):
        label = found.label if found.label in places else NodeLabel.CONCEPT
        for rows in _chunks(found.rows):
            records = str(create(batch, found.label, _json(rows))).split(";")
            keys = (row[KEYS[label]] for row in rows)
            places[label].update(zip(keys, records, strict=True))
    return places


def _load_edges(batch: Any, graph: "KnowledgeGraph", places: dict[str, dict[str, str]]) -> None:
    create = java("com.arcadedb.python.EdgeBatcher").newEdgesJson
    for found in edges(graph):
        for rows in _chunks(_placed(found, places)):
            create(batch, found.type, _json(rows))


def _placed(found: Edges, places: dict[str, dict[str, str]]) -> Iterator[Properties]:
    heads, tails = places[found.head], places[found.tail]
    for head, tail, properties in found.rows:
        yield {**properties, "_src": heads[head], "_dst": tails[tail]}


def _chunks(rows: Iterable[Properties]) -> Iterator[list[Properties]]:
    chunk: list[Properties] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _json(rows: list[Properties]) -> str:
    return msgspec.json.encode(rows).decode()
