"""Values of Neo4j's driver as what JSON can say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship

from paperweft.graph.store import Value
from paperweft.graph.store_schema import HIDDEN, LABELS

_ORDER = list(dict.fromkeys(label for labels in LABELS.values() for label in labels))

Keys = Mapping[str, str]
"""The keys of nodes by their element ids."""


def to_python(value: Any, keys: Keys) -> Value:
    """Return a value of a result; edges name their ends by `keys`."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for kind, convert in _CONVERTERS:
        if isinstance(value, kind):
            return convert(value, keys)
    return _text(value)


def edges_of(value: Any) -> Iterator[Relationship]:
    """Yield all edges in a value."""
    if isinstance(value, Relationship):
        yield value
    elif isinstance(value, Path):
        yield from value.relationships
    elif isinstance(value, list | tuple):
        for item in value:
            yield from edges_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from edges_of(item)


def ends_of(edge: Relationship) -> list[str]:
    """Return the element ids of both ends."""
    return [str(node.element_id) for node in edge.nodes if node is not None]


def _node(node: Node, keys: Keys) -> Value:
    return {"_labels": _labels(node), **_properties(node, keys)}


def _path(path: Path, keys: Keys) -> Value:
    nodes = [_node(node, keys) for node in path.nodes]
    return {"nodes": nodes, "edges": [_edge(edge, keys) for edge in path.relationships]}


def _list(values: Any, keys: Keys) -> Value:
    return [to_python(value, keys) for value in values]


def _map(entries: Any, keys: Keys) -> Value:
    return {str(name): to_python(value, keys) for name, value in entries.items()}


def _edge(edge: Relationship, keys: Keys) -> Value:
    head, tail = (keys.get(end) for end in ends_of(edge))
    return {"_type": edge.type, "_from": head, "_to": tail, **_properties(edge, keys)}


def _labels(node: Node) -> Value:
    known = [label for label in _ORDER if label in node.labels]
    return [*known, *sorted(node.labels - set(known))]


def _properties(entity: Node | Relationship, keys: Keys) -> dict[str, Value]:
    items = sorted(entity.items())
    return {name: to_python(value, keys) for name, value in items if name not in HIDDEN}


def _text(value: Any) -> str:
    iso: Callable[[], str] | None = getattr(value, "iso_format", None)
    return iso() if iso else str(value)


_CONVERTERS: tuple[tuple[Any, Callable[[Any, Keys], Value]], ...] = (
    (Node, _node),
    (Relationship, _edge),
    (Path, _path),
    (list | tuple, _list),
    (dict, _map),
)
