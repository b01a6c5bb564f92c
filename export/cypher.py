"""Cypher, a script that fills a Neo4j 5.26 or later: constraints, indexes, nodes, then edges.

Every statement is a transaction of its own and ends with a semicolon at the end of a line, where
no other semicolon stands: `cypher-shell` runs the script, a program splits it there. The same
script again changes nothing; it removes nothing either, which `paperweft load` does.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from paperweft.export.cypher_columns import with_rows
from paperweft.graph.bolt_statements import schema_statements, write_edges, write_nodes
from paperweft.graph.difference import Change, difference
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.properties import Properties
from paperweft.graph.statement_rows import fresh_rows

NAME = "cypher"
SUFFIX = ".cypher"

# Of a statement: a server plans each anew, and holds it in memory.
_ROWS = 50
_CHARACTERS = 20_000

_ABOUT = """\
// A graph of paperweft, for a database of its own in Neo4j 5.26 or later:
//     cypher-shell -f FILE
// Every statement is a transaction; run again, the script changes nothing.
"""


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the script in UTF-8, statements in the order in which they have to run."""
    whole = difference(graph, {})
    target.write(_ABOUT.encode())
    for statement in schema_statements():
        target.write(f"{statement};\n".encode())
    for change in whole.nodes:
        _write(write_nodes(change.kind), change, target)
    for change in whole.edges:
        _write(write_edges(change.kind), change, target)


def _write(statement: str, change: Change, target: BinaryIO) -> None:
    """Write a statement with its rows in place of the parameter, as often as it takes."""
    for block in _blocks(fresh_rows(change)):
        target.write(f"{with_rows(statement, block)};\n".encode())


def _blocks(rows: Iterable[Properties]) -> Iterator[list[Properties]]:
    """Yield the rows in lists that are neither long nor large; what is large itself is alone."""
    block: list[Properties] = []
    size = 0
    for row in rows:
        length = _length(row)
        if block and (len(block) == _ROWS or size + length > _CHARACTERS):
            yield block
            block, size = [], 0
        block.append(row)
        size += length
    if block:
        yield block


def _length(value: object) -> int:
    """Return about how many characters a value takes."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_length, value.values()))
    return sum(map(_length, value)) if isinstance(value, list) else 8
