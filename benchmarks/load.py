"""How fast a Neo4j is loaded, against a bare `UNWIND` loop with the same rows and constraints.

    NEO4J_PASSWORD=… python benchmarks/load.py WORKSPACE bolt://localhost:7687 [--runs 3]

The database must be empty, and is empty afterwards: nothing else of it may be lost. The bare loop
makes its rows and sends them, or sends rows that were made beforehand; `load` reads what the
server holds, finds the difference, makes the rows and sends them. Runs alternate, after one that
warms the server up (not with `--runs 1`, for a large graph); the ratios are of medians.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from neo4j import Driver, GraphDatabase
from timing import seconds_of, show

from paperweft.graph.bolt import Neo4jStore
from paperweft.graph.bolt_load import load
from paperweft.graph.bolt_statements import schema_statements, write_edges, write_nodes
from paperweft.graph.difference import Difference, difference
from paperweft.graph.statement_rows import batches, fresh_rows
from paperweft.graph.workspace import Workspace
from paperweft.server import address_of

Batches = Iterable[tuple[str, list[dict[str, object]]]]


def batches_of(whole: Difference) -> Batches:
    """Yield every statement with its rows, as the bare loop sends them."""
    for change in (*whole.nodes, *whole.edges):
        kind = change.kind
        text = write_edges(kind) if kind.is_edge else write_nodes(kind)
        for rows in batches(fresh_rows(change)):
            yield text, rows


def bare(driver: Driver, batches: Batches) -> None:
    """Send all rows, a transaction a batch."""
    with driver.session() as session:
        for statement in schema_statements():
            session.run(statement).consume()
        for text, rows in batches:
            session.execute_write(lambda tx, t=text, r=rows: tx.run(t, rows=r).consume())
        session.run("CALL db.awaitIndexes(600)").consume()


def clear(driver: Driver) -> None:
    """Remove all that the runs made."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("uri")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    graph = Workspace.open(given.workspace).read_graph()
    address = address_of(given.uri)
    driver = GraphDatabase.driver(address.uri, auth=(address.user, address.password))
    if driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]:
        sys.exit("the database is not empty; this benchmark would empty it, so give it another")
    whole = difference(graph, {})
    ready = list(batches_of(whole))
    show("papers", float(graph.paper_table.num_rows))
    show("nodes and edges", float(whole.rows))
    ours, theirs, prepared, again = [], [], [], []
    with driver, Neo4jStore(address) as store:
        for run in range(given.runs + (given.runs > 1)):
            times = [seconds_of(lambda: bare(driver, batches_of(whole)))]
            clear(driver)
            times.append(seconds_of(lambda: bare(driver, ready)))
            clear(driver)
            times.append(seconds_of(lambda: load(store, graph)))
            times.append(seconds_of(lambda: load(store, graph)))
            clear(driver)
            if run or given.runs == 1:  # the first warms the server up
                for kept, seconds in zip((theirs, prepared, ours, again), times, strict=True):
                    kept.append(seconds)
    show("bare loop", median(theirs), "s")
    show("bare loop, rows made beforehand", median(prepared), "s")
    show("load", median(ours), "s")
    show("load", whole.rows / median(ours), "rows/s")
    show("load / bare loop, rates", median(theirs) / median(ours), "", "at least 0.9")
    show("load / rows made beforehand", median(prepared) / median(ours))
    show("load again, nothing to do", median(again), "s")


if __name__ == "__main__":
    main()
