"""What has to change in a store for it to hold a graph, and nothing else of ours.

A store tells what it holds as a ledger: the key and the fingerprint of every node and edge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from paperweft.graph.elements import EDGES, NODES, Element, Kind, elements
from paperweft.graph.fingerprints import fingerprints
from paperweft.graph.store_schema import FINGERPRINT

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

Ledger: TypeAlias = Mapping[str, pa.Table]
"""By the name of each kind a table of `key`, `tail` (empty for nodes) and the fingerprint."""

_COLUMNS: dict[str, pa.DataType] = {
    "key": pa.string(),
    "tail": pa.string(),
    FINGERPRINT: pa.int64(),
}
HELD = pa.schema(_COLUMNS)
"""The columns of a ledger's tables; for an edge `key` is that of its head."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes among the nodes of one label, or the edges of one type.

    Attributes:
        kind: Which.
        added: New rows of the kind's table, with their fingerprints.
        changed: Rows of other content than before, with their fingerprints.
        gone: The rows of the ledger that the graph has not.
    """

    kind: Kind
    added: pa.Table
    changed: pa.Table
    gone: pa.Table

    @property
    def fresh(self) -> pa.Table:
        """The new and the changed rows."""
        return pa.concat_tables([self.added, self.changed])

    @property
    def elements(self) -> Iterator[Element]:
        """New and changed nodes or edges."""
        return elements(self.kind, self.fresh)

    @property
    def gone_keys(self) -> list[tuple[str, ...]]:
        """The keys of nodes that are gone, or those of both ends of edges."""
        columns = self.gone.column_names[: len(self.kind.keys)]
        return [tuple(row.values()) for row in self.gone.select(columns).to_pylist()]


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, and the ledger once they are made; without any, nothing has to be done."""

    nodes: tuple[Change, ...]
    edges: tuple[Change, ...]
    ledger: Ledger

    @property
    def rows(self) -> int:
        """How many nodes and edges have to be written or removed."""
        changes = (*self.nodes, *self.edges)
        return sum(change.fresh.num_rows + change.gone.num_rows for change in changes)


def difference(graph: "KnowledgeGraph", held: Ledger) -> Difference:
    """Compare a graph with what a store holds."""
    ledger: dict[str, pa.Table] = {}
    nodes = tuple(_change(kind, graph, held, ledger) for kind in NODES)
    edges = tuple(_change(kind, graph, held, ledger) for kind in EDGES)
    return Difference(nodes, edges, ledger)


def _change(
    kind: Kind, graph: "KnowledgeGraph", held: Ledger, ledger: dict[str, pa.Table]
) -> Change:
    table = kind.table(graph)
    stamped = table.append_column(FINGERPRINT, fingerprints(table))
    wanted = ledger[kind.name] = _held(kind, stamped)
    before, twice = _parted(held.get(kind.name, HELD.empty_table()))
    ours, theirs = _whole_keys(wanted), _whole_keys(before)
    place = pc.index_in(ours, value_set=theirs)
    changed: Any = pc.not_equal(
        before.column(FINGERPRINT).take(place), wanted.column(FINGERPRINT)
    )  # null where there was none
    gone = [before.filter(pc.invert(pc.is_in(theirs, value_set=ours))), twice]
    added, other = stamped.filter(changed.is_null()), stamped.filter(changed)
    return Change(kind, added, other, pa.concat_tables(gone))


def _parted(held: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Part what is held once from what is held twice, as two loads at once may leave edges.

    The latter is removed and made anew; a removal takes all that have the key.
    """
    keys = _whole_keys(held)
    counts: Any = pc.value_counts(keys)
    often = counts.field("values").filter(pc.greater(counts.field("counts"), pa.scalar(1)))
    twice: Any = pc.is_in(keys, value_set=often)
    return held.filter(pc.invert(twice)), held.filter(twice)


def _held(kind: Kind, stamped: pa.Table) -> pa.Table:
    keys: list[Any] = [stamped.column(column) for column in kind.keys]
    if not kind.is_edge:
        keys.append(pa.nulls(stamped.num_rows, pa.string()).fill_null(""))
    return pa.table([*keys, stamped.column(FINGERPRINT)], schema=HELD)


def _whole_keys(ledger: pa.Table) -> Any:
    """Return both keys as one text, with the length of the first: no two pairs are alike."""
    keys: Any = ledger.column("key")
    length = pc.utf8_length(keys).cast(pa.string())
    whole: Any = pc.binary_join_element_wise(length, keys, ledger.column("tail"), ":")
    return whole.combine_chunks()
