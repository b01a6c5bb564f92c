"""Fill a new ArcadeDB database with a graph, or change one that lies in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from paperweft.extract.schema import ConceptType, NodeLabel
from paperweft.graph.arcade_jvm import factory, java
from paperweft.graph.difference import Change, Difference
from paperweft.graph.properties import Properties, known
from paperweft.graph.statement_rows import batches
from paperweft.graph.store_schema import (
    CONCEPT,
    EDGE_LISTS,
    EDGE_NUMBERS,
    ENDS,
    FULL_TEXT,
    KEYS,
    LABELS,
    LISTS,
    NUMBERS,
    key_of,
)

_CHUNK = 10_000

# Overlapping pairs of characters: 语言模型 finds 大型语言模型 in either script.
_CJK = 'METADATA {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"}'

Places = dict[str, dict[str, str]]
"""The record ids of nodes by label (Concept for all types) and key."""


def load(folder: Path, whole: Difference) -> None:
    """Make the database in a folder that does not exist yet, and fill it."""
    database = factory(folder).create()
    try:
        for statement in _schema():
            database.command("sql", statement)
        batch = database.batch().build()
        try:
            _load_edges(batch, whole, _load_nodes(batch, whole))
        finally:
            batch.close()
        for statement in _indexes():
            database.command("sql", statement)
    finally:
        database.close()


def _schema() -> Iterator[str]:
    for label in NodeLabel:
        yield from _node_schema(label)
    for concept_type in ConceptType:
        yield f"CREATE VERTEX TYPE {concept_type} EXTENDS {CONCEPT}"
    for edge in ENDS:
        yield from _edge_schema(edge)


def _node_schema(label: str) -> Iterator[str]:
    lists, numbers = LISTS.get(label, ()), NUMBERS.get(label, ())
    searched = [name for of, names in FULL_TEXT.values() if of == label for name in names]
    yield f"CREATE VERTEX TYPE {label}"
    for name in (KEYS[label], *(name for name in searched if name not in lists)):
        yield f"CREATE PROPERTY {label}.{name} STRING"
    for name in lists:
        yield f"CREATE PROPERTY {label}.{name} LIST OF STRING"
    for name in numbers:
        yield f"CREATE PROPERTY {label}.{name} DOUBLE"


def _edge_schema(edge: str) -> Iterator[str]:
    yield f"CREATE EDGE TYPE `{edge}`"  # quoted: ON is a word of SQL
    for name in EDGE_LISTS:
        yield f"CREATE PROPERTY `{edge}`.{name} LIST OF STRING"
    for name in EDGE_NUMBERS:
        yield f"CREATE PROPERTY `{edge}`.{name} DOUBLE"


def _indexes() -> Iterator[str]:
    for label, key in KEYS.items():
        yield f"CREATE INDEX ON {label} ({key}) UNIQUE"
    for index, (label, names) in FULL_TEXT.items():
        items = ", ".join(f"{n} BY ITEM" if n in LISTS.get(label, ()) else n for n in names)
        yield f"CREATE INDEX {index} ON {label} ({items}) FULL_TEXT {_CJK}"


def _load_nodes(batch: Any, whole: Difference) -> Places:
    places: Places = {label: {} for label in NodeLabel}
    create = java("com.arcadedb.python.VertexBatcher").createVerticesJson
    for change in whole.nodes:
        label = change.kind.name
        for rows in batches((known(node.properties) for node in change.elements), _CHUNK):
            records = str(create(batch, label, _json(rows))).split(";")
            keys = (row[key_of(label)] for row in rows)
            places[LABELS[label][0]].update(zip(keys, records, strict=True))
    return places


def _load_edges(batch: Any, whole: Difference, places: Places) -> None:
    create = java("com.arcadedb.python.EdgeBatcher").newEdgesJson
    for change in whole.edges:
        for rows in batches(_placed(change, places), _CHUNK):
            create(batch, change.kind.name, _json(rows))


def _placed(change: Change, places: Places) -> Iterator[Properties]:
    head_label, tail_label = ENDS[change.kind.name]
    heads, tails = places[head_label], places[tail_label]
    for edge in change.elements:
        head, tail = edge.key
        yield {**known(edge.properties), "_src": heads[head], "_dst": tails[tail]}


def _json(rows: list[Properties]) -> str:
    return msgspec.json.encode(rows).decode()
