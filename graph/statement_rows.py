"""Rows that statements of Cypher take, in batches.

Rows of nodes to write are their properties; of edges `head`, `tail` and `properties`; of what is
to be removed `key`, or `head` and `tail`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import pyarrow as pa

from paperweft.graph.difference import Change
from paperweft.graph.elements import Element, Kind, elements

T = TypeVar("T")
Row = dict[str, Any]

BATCH = 5_000
"""Rows a statement, and so a transaction: what a kill or an error costs at most."""


def fresh_rows(change: Change) -> Iterator[Row]:
    """Yield the rows of what is new or changed."""
    return rows_of(change.kind, change.fresh)


def added_rows(change: Change) -> Iterator[Row]:
    """Yield the rows of what is new."""
    return rows_of(change.kind, change.added)


def changed_rows(change: Change) -> Iterator[Row]:
    """Yield the rows of what is changed."""
    return rows_of(change.kind, change.changed)


def gone_rows(change: Change) -> Iterator[Row]:
    """Yield the rows of what is gone."""
    names = ("head", "tail") if change.kind.is_edge else ("key",)
    return (dict(zip(names, key, strict=True)) for key in change.gone_keys)


def rows_of(kind: Kind, table: pa.Table) -> Iterator[Row]:
    """Yield the rows that statements take from those of a kind's table."""
    return map(_edge_row if kind.is_edge else _node_row, elements(kind, table))


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield the rows in lists of this size, the last one shorter."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


def _node_row(element: Element) -> Row:
    return element.properties


def _edge_row(element: Element) -> Row:
    head, tail = element.key
    return {"head": head, "tail": tail, "properties": element.properties}
