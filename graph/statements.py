"""The Cypher that brings a store up to date: constant text, made from the schema alone.

Every statement takes `$rows`. Rows of nodes to write are properties; of edges `head`, `tail` and
`properties`; of what is to be removed `key`, or `head` and `tail`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import pyarrow as pa

from paperweft.graph.difference import Change
from paperweft.graph.elements import Element, Kind, elements
from paperweft.graph.store_schema import ENDS, FINGERPRINT, KEYS, key_of

T = TypeVar("T")

BATCH = 5_000
"""Rows a statement, and so a transaction: what a kill or an error costs at most."""


def write_nodes(labels: str, key: str) -> str:
    """Return the statement that makes nodes or changes them; labels are joined with colons."""
    return f"UNWIND $rows AS row MERGE (n:{labels} {{{key}: row.{key}}}) SET n += row"


def write_edges(kind: Kind) -> str:
    """Return the statement that makes edges between nodes that are there, or changes them.

    An edge of others between the same nodes is taken over: for a database of its own.
    """
    return (
        f"UNWIND $rows AS row {_match_ends(kind)}"
        f" MERGE (a)-[r:{kind.name}]->(b) SET r += row.properties"
    )


def add_edges(kind: Kind) -> str:
    """Return the statement that makes edges where none is ours yet; one of others stays beside."""
    return (
        f"UNWIND $rows AS row {_match_ends(kind)}"
        f" WHERE NOT EXISTS {{ (a)-[o:{kind.name}]->(b) WHERE o.{FINGERPRINT} IS NOT NULL }}"
        f" CREATE (a)-[r:{kind.name}]->(b) SET r += row.properties"
    )


def create_edges(kind: Kind) -> str:
    """Return the statement that makes edges; run twice, it makes them twice."""
    return (
        f"UNWIND $rows AS row {_match_ends(kind)}"
        f" CREATE (a)-[r:{kind.name}]->(b) SET r += row.properties"
    )


def change_edges(kind: Kind) -> str:
    """Return the statement that changes edges of ours."""
    return (
        f"UNWIND $rows AS row {_match_ends(kind)} MATCH (a)-[r:{kind.name}]->(b)"
        f" WHERE r.{FINGERPRINT} IS NOT NULL SET r += row.properties"
    )


def remove_edges(kind: Kind) -> str:
    """Return the statement that removes edges which are ours."""
    return (
        f"UNWIND $rows AS row {_match_ends(kind)} MATCH (a)-[r:{kind.name}]->(b)"
        f" WHERE r.{FINGERPRINT} IS NOT NULL DELETE r"
    )


def remove_nodes(kind: Kind) -> str:
    """Return the statement that removes nodes, whose edges are removed already."""
    return f"UNWIND $rows AS row MATCH (n:{kind.name} {{{key_of(kind.name)}: row.key}}) DELETE n"


def _match_ends(kind: Kind) -> str:
    head, tail = ENDS[kind.name]
    return (
        f"MATCH (a:{head} {{{KEYS[head]}: row.head}}) MATCH (b:{tail} {{{KEYS[tail]}: row.tail}})"
    )


def fresh_rows(change: Change) -> Iterator[dict[str, Any]]:
    """Yield the rows of what is new or changed."""
    return rows_of(change.kind, change.fresh)


def rows_of(kind: Kind, table: pa.Table) -> Iterator[dict[str, Any]]:
    """Yield the rows that statements take from those of a kind's table."""
    return map(_edge_row if kind.is_edge else _node_row, elements(kind, table))


def gone_rows(change: Change) -> Iterator[dict[str, Any]]:
    """Yield the rows of what is gone."""
    names = ("head", "tail") if change.kind.is_edge else ("key",)
    return (dict(zip(names, key, strict=True)) for key in change.gone_keys)


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield the rows in lists of this size, the last one shorter."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


def _node_row(element: Element) -> dict[str, Any]:
    return element.properties


def _edge_row(element: Element) -> dict[str, Any]:
    head, tail = element.key
    return {"head": head, "tail": tail, "properties": element.properties}
