"""Change an ArcadeDB database that lies in a folder of its own, by the database's own interface.

Cypher would be plainer, but Java takes a second to load what reads it: half of what the store of
a few papers more costs.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from paperweft.graph.arcade_jvm import factory, java
from paperweft.graph.arcade_values import to_java
from paperweft.graph.difference import Change, Difference
from paperweft.graph.elements import Element, Kind, elements
from paperweft.graph.properties import known
from paperweft.graph.statement_rows import batches
from paperweft.graph.store_schema import ENDS, KEYS, LABELS, key_of


def apply(folder: Path, changes: Difference) -> None:
    """Make changes in the database of a folder; it must not be open anywhere."""
    database = factory(folder).open()
    try:
        database.begin()
        for change in changes.edges:
            _remove_edges(database, change)
        for change in changes.nodes:
            for (key,) in change.gone_keys:
                _node(database, change.kind.name, key).delete()
        for change in changes.nodes:
            _write_nodes(database, change)
        for change in changes.edges:
            _write_edges(database, change)
        database.commit()
    finally:
        database.close()


def _remove_edges(database: Any, change: Change) -> None:
    for head, keys in groupby(sorted(change.gone_keys), key=itemgetter(0)):
        edges = _edges(database, change.kind, head)
        for _, tail in keys:
            edges[tail].delete()


def _write_nodes(database: Any, change: Change) -> None:
    kind = change.kind
    for _, properties in _rows(elements(kind, change.added)):
        database.newVertex(kind.name).fromMap(properties).save()
    for (key,), properties in _rows(elements(kind, change.changed)):
        _node(database, kind.name, key).modify().fromMap(properties).save()


def _write_edges(database: Any, change: Change) -> None:
    kind = change.kind
    head_label, tail_label = ENDS[kind.name]
    for (head, tail), properties in _rows(elements(kind, change.added)):
        begin, end = _node(database, head_label, head), _node(database, tail_label, tail)
        begin.newEdge(kind.name, end).fromMap(properties).save()
    changed = sorted(_rows(elements(kind, change.changed)), key=itemgetter(0))
    for head, rows in groupby(changed, key=lambda row: row[0][0]):
        edges = _edges(database, kind, head)
        for (_, tail), properties in rows:
            edges[tail].modify().fromMap(properties).save()


def _rows(found: Iterable[Element]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield keys and properties, the latter as Java's maps."""
    for batch in batches(found):
        maps = to_java({"rows": [known(element.properties) for element in batch]}).get("rows")
        yield from zip((element.key for element in batch), maps, strict=True)


def _node(database: Any, label: str, key: str) -> Any:
    of = LABELS[label][0] if label in LABELS else label
    return database.lookupByKey(of, key_of(label), key).next().asVertex()


def _edges(database: Any, kind: Kind, head: str) -> dict[str, Any]:
    """Return the edges of a type from a node, by the key of their tail."""
    head_label, tail_label = ENDS[kind.name]
    out = java("com.arcadedb.graph.Vertex$DIRECTION").OUT
    edges = list(_node(database, head_label, head).getEdges(out, kind.name))
    return {str(edge.getInVertex().get(KEYS[tail_label])): edge for edge in edges}
