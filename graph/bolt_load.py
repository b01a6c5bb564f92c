"""Bring a Neo4j up to date: by difference, in batches that a kill at any moment leaves whole.

Every node and edge of ours carries its fingerprint. So the server itself says what it holds, and
a load that was stopped goes on where it was; what has no fingerprint is not ours and not touched.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neo4j import ManagedTransaction, Session, SummaryCounters
from neo4j.exceptions import IncompleteCommit

from paperweft.extract.errors import QueryError, StoreError
from paperweft.graph import bolt_statements as statements
from paperweft.graph.bolt_ledger import read_ledger, refuse_strangers
from paperweft.graph.bolt_schema import make_schema
from paperweft.graph.columns import with_columns
from paperweft.graph.difference import Change, Difference, difference
from paperweft.graph.elements import Kind
from paperweft.graph.progress import Progress, Silence
from paperweft.graph.statement_rows import (
    Row,
    added_rows,
    batches,
    changed_rows,
    fresh_rows,
    gone_rows,
)
from paperweft.graph.store_schema import LABELS

if TYPE_CHECKING:
    from paperweft.graph.bolt import Neo4jStore
    from paperweft.graph.model import KnowledgeGraph


@dataclass(slots=True)
class Loaded:
    """What a load did, by the server's own counters.

    Attributes:
        nodes_made: Nodes that are new.
        nodes_removed: Nodes that are gone.
        edges_made: Edges that are new.
        edges_removed: Edges that are gone.
        properties_set: Properties written or taken away.
        stripped: Nodes that are gone but had to stay, with their key alone: edges of others hang
            on them.
        rows: Nodes and edges that differed; 0: there was nothing to do.
        total: Nodes and edges of the graph.
    """

    nodes_made: int = 0
    nodes_removed: int = 0
    edges_made: int = 0
    edges_removed: int = 0
    properties_set: int = 0
    stripped: int = 0
    rows: int = 0
    total: int = 0

    def add(self, counters: SummaryCounters) -> None:
        """Add what one transaction did."""
        self.nodes_made += counters.nodes_created
        self.nodes_removed += counters.nodes_deleted
        self.edges_made += counters.relationships_created
        self.edges_removed += counters.relationships_deleted
        self.properties_set += counters.properties_set


def load(store: "Neo4jStore", graph: "KnowledgeGraph", progress: Progress | None = None) -> Loaded:
    """Make a Neo4j hold a graph; what is in the database and not paperweft's stays as it is.

    Raises:
        StoreError: The server cannot be reached or written, or has other nodes under our keys.
    """
    try:
        return _load(store, graph, progress or Silence())
    except QueryError as error:  # nobody asked anything
        raise StoreError(f"the server refuses to be loaded: {error}") from error


def _load(store: "Neo4jStore", graph: "KnowledgeGraph", progress: Progress) -> Loaded:
    with store.session() as session:
        progress.start("compare", None)
        session.run("RETURN 1").consume()  # a server that is not there is told at once
        changes = difference(graph, read_ledger(session))
        loaded = Loaded(rows=changes.rows, total=sum(t.num_rows for t in changes.ledger.values()))
        refuse_strangers(session, changes)
        make_schema(session)
        _Loader(session, loaded, progress).run(changes)
        session.execute_read(lambda tx: tx.run("CALL db.awaitIndexes(600)").consume())
    return loaded


class _Loader:
    """Runs statements, one batch a transaction, and counts what they did."""

    def __init__(self, session: Session, loaded: Loaded, progress: Progress) -> None:
        self._session = session
        self._loaded = loaded
        self._progress = progress

    def run(self, changes: Difference) -> None:
        """Remove edges, then nodes; then write nodes, then edges."""
        self._step("edges to remove", changes.edges, _gone, statements.delete_edges, gone_rows)
        self._step("nodes to remove", changes.nodes, _gone, statements.delete_nodes, gone_rows)
        self._strip(changes.nodes)
        self._step("nodes", changes.nodes, _fresh, statements.write_nodes, fresh_rows)
        self._step("new edges", changes.edges, _added, statements.create_edges, added_rows)
        self._step("changed edges", changes.edges, _changed, statements.change_edges, changed_rows)

    def _step(
        self,
        name: str,
        changes: Iterable[Change],
        count: Callable[[Change], int],
        statement: Callable[[Kind], str],
        rows: Callable[[Change], Iterator[Row]],
    ) -> None:
        todo = [change for change in changes if count(change)]
        if todo:
            self._progress.start(name, sum(map(count, todo)))
        for change in todo:
            for batch in _ahead(batches(rows(change))):
                self._loaded.add(self._do(statement, change.kind, batch))
                self._progress.advance(len(batch))

    def _strip(self, changes: Iterable[Change]) -> None:
        """Take the labels from nodes that are gone and could not be deleted."""
        for change in changes:
            labels = len(LABELS[change.kind.name])
            for batch in batches(gone_rows(change)):
                counters = self._do(statements.strip_nodes, change.kind, batch)
                self._loaded.stripped += counters.labels_removed // labels

    def _do(self, statement: Callable[[Kind], str], kind: Kind, rows: list[Row]) -> SummaryCounters:
        """Run a statement; the driver waits for a server that restarts, and tries again."""
        try:
            return self._session.execute_write(_run, statement(kind), rows)
        except IncompleteCommit:
            # Lost in the middle of a commit: perhaps done, perhaps not. All statements but one
            # may be run again, which the driver cannot know.
            again = statements.add_edges if statement is statements.create_edges else statement
            return self._session.execute_write(_run, again(kind), rows)


def _ahead(batches: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """Yield the batches, each made while the server is busy with the one before."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, batches, None)
        while batch := coming.result():
            coming = maker.submit(next, batches, None)
            yield batch


def _run(transaction: ManagedTransaction, statement: str, rows: list[Row]) -> SummaryCounters:
    return transaction.run(*with_columns(statement, rows)).consume().counters


def _gone(change: Change) -> int:
    return change.gone.num_rows


def _fresh(change: Change) -> int:
    return change.fresh.num_rows


def _added(change: Change) -> int:
    return change.added.num_rows


def _changed(change: Change) -> int:
    return change.changed.num_rows
