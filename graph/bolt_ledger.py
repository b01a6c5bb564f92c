"""What a Neo4j holds of ours, and what of others is in the way."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from paperweft.extract.errors import StoreError
from paperweft.graph.difference import HELD, Change, Difference, Ledger
from paperweft.graph.elements import EDGES, NODES, Kind
from paperweft.graph.store_schema import ENDS, FINGERPRINT, KEYS, LABELS, key_of

if TYPE_CHECKING:
    from neo4j import Session


def read_ledger(session: "Session") -> Ledger:
    """Return the keys and fingerprints of all nodes and edges that are ours."""
    return {kind.name: _held(session, kind) for kind in (*NODES, *EDGES)}


def refuse_strangers(session: "Session", changes: Difference) -> None:
    """See that no node which is not ours stands where one of ours has to.

    Raises:
        StoreError: One does.
    """
    for change in changes.nodes:
        if change.fresh.num_rows:
            _refuse(session, change)


def _refuse(session: "Session", change: Change) -> None:
    label, key = LABELS[change.kind.name][0], key_of(change.kind.name)
    query = f"MATCH (n:{label}) WHERE n.{FINGERPRINT} IS NULL RETURN n.{key}"
    theirs = pa.array([value for (value,) in _rows(session, query) if isinstance(value, str)])
    wanted = change.fresh.column(change.kind.keys[0])
    there = wanted.filter(pc.is_in(wanted, value_set=theirs.cast(pa.string())))
    if len(there):
        raise StoreError(
            f"the database has {len(there)} {label} nodes that are not paperweft's under the keys"
            f" of ours, such as {there[0].as_py()!r}; use a database of its own (--database)"
        )


def _held(session: "Session", kind: Kind) -> pa.Table:
    rows = _rows(session, _edges(kind) if kind.is_edge else _nodes(kind))
    columns: list[Any] = [[*column] for column in zip(*rows, strict=True)] or [[], [], []]
    return pa.table(columns, schema=HELD)


def _nodes(kind: Kind) -> str:
    labels, key = ":".join(LABELS[kind.name]), key_of(kind.name)
    return (
        f"MATCH (n:{labels}) WHERE n.{FINGERPRINT} IS NOT NULL AND n.{key} IS NOT NULL"
        f" RETURN n.{key}, '', n.{FINGERPRINT}"
    )


def _edges(kind: Kind) -> str:
    head, tail = ENDS[kind.name]
    return (
        f"MATCH (a:{head})-[r:{kind.name}]->(b:{tail}) WHERE r.{FINGERPRINT} IS NOT NULL"
        f" RETURN a.{KEYS[head]}, b.{KEYS[tail]}, r.{FINGERPRINT}"
    )


def _rows(session: "Session", query: str) -> list[list[Any]]:
    return session.execute_read(lambda tx: tx.run(query).values())
