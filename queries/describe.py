"""What a store holds, for who does not know the schema: names, numbers, one example each."""

from collections.abc import Iterable
from dataclasses import dataclass

from paperweft.graph.properties import edge_names, node_names
from paperweft.graph.store import Store, Value
from paperweft.graph.store_schema import ENDS, HIDDEN, KEYS, LABELS, key_of

_LONG = 60  # characters of a text in an example


@dataclass(frozen=True, slots=True)
class Described:
    """The nodes of one label, or the edges of one type.

    Attributes:
        name: The label or type.
        pattern: How Cypher matches them.
        count: How many there are.
        properties: The names that they may have, sorted.
        example: One of them, by its key or those of its ends; empty if there is none.
    """

    name: str
    pattern: str
    count: int
    properties: tuple[str, ...]
    example: dict[str, Value]


def describe(store: Store) -> tuple[Described, ...]:
    """Return what a store holds, nodes first.

    Raises:
        StoreError: The store cannot be reached or opened.
    """
    nodes = tuple(_describe_nodes(store, label) for label in LABELS)
    return nodes + tuple(_describe_edges(store, edge) for edge in ENDS)


def _describe_nodes(store: Store, label: str) -> Described:
    match = f"MATCH (n:{label})"
    first = store.query(f"{match} RETURN n ORDER BY n.{key_of(label)} LIMIT 1").rows
    example = _shortened(first[0][0]) if first else {}
    pattern = f"(n:{label})"
    return Described(label, pattern, _count(store, match), _shown(node_names(label)), example)


def _describe_edges(store: Store, edge: str) -> Described:
    head, tail = ENDS[edge]
    pattern = f"(:{head})-[n:{edge}]->(:{tail})"
    match = f"MATCH (a:{head})-[n:{edge}]->(b:{tail})"
    first = store.query(f"{match} RETURN n ORDER BY a.{KEYS[head]}, b.{KEYS[tail]} LIMIT 1").rows
    example = _shortened(first[0][0]) if first else {}
    return Described(edge, pattern, _count(store, match), _shown(edge_names(edge)), example)


def _count(store: Store, match: str) -> int:
    ((count,),) = store.query(f"{match} RETURN count(n) AS count").rows
    assert isinstance(count, int)  # noqa: S101 - what count() returns
    return count


def _shown(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names) - set(HIDDEN)))


def _shortened(element: Value) -> dict[str, Value]:
    assert isinstance(element, dict)  # noqa: S101 - a node or an edge
    return {name: _short(value) for name, value in element.items()}


def _short(value: Value) -> Value:
    if isinstance(value, str) and len(value) > _LONG:
        return value[: _LONG - 1] + "…"
    if isinstance(value, list):
        return [_short(item) for item in value[:3]] + (["…"] if len(value) > 3 else [])
    return value
