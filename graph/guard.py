"""Refuse queries by their plan: what writes, reads files or the network, or runs the server.

Never by the text, in which anything can be hidden. Neo4j's read mode alone still lets LOAD CSV
read files, and procedures and functions of plug-ins do what they like.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from paperweft.extract.errors import QueryError

_PROCEDURES = frozenset(
    {
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.index.vector.queryNodes",
        "db.index.vector.queryRelationships",
        "db.labels",
        "db.ping",
        "db.propertyKeys",
        "db.relationshipTypes",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.schema.visualization",
    }
)
_SHOWN = frozenset({"ShowIndexes", "ShowConstraints"})
_COMMAND = re.compile(r"Show|Terminate|Administration")
_FUNCTIONS = frozenset(
    {"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"}
)
_CALL = re.compile(r"\b([A-Za-z_]\w*)(?:\.\w+)+\(")
_QUOTED = re.compile(r"`[^`]*`")

READ_ONLY = (
    "this query writes, or calls a procedure that could; queries are read-only:"
    " use `paperweft build`, `forget` and `load` to change the graph"
)

NO_FILES = (
    "LOAD CSV reads files and the network; queries see the graph alone: give values as parameters"
)


def too_long(seconds: float | None) -> QueryError:
    """Return the error of a query whose time was up."""
    given = "" if seconds is None else f" after {seconds:g} second{'s' if seconds != 1 else ''}"
    fix = "make it narrower, or give it more time (--timeout SECONDS)"
    return QueryError(f"the query was stopped{given}; {fix}")


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Refuse what is more than reading the graph.

    Args:
        query_type: What the server says that the query does: `r` reads.
        plan: What `EXPLAIN` gives, in the form of Neo4j's driver.

    Raises:
        QueryError: The query is refused; the message says why.
    """
    if query_type != "r":
        raise QueryError(READ_ONLY)
    for operator, details in _operators(plan):
        _check_operator(operator, details)


def _check_operator(operator: str, details: str) -> None:
    if operator == "LoadCSV":
        raise QueryError(NO_FILES)
    if _COMMAND.match(operator) and operator not in _SHOWN:
        raise QueryError(f"a query may not look at or change the server ({operator})")
    if operator == "ProcedureCall":
        name = details.partition("(")[0].strip()
        if name not in _PROCEDURES:
            raise QueryError(
                f"the procedure {name} is not allowed; these are: {', '.join(sorted(_PROCEDURES))}"
            )
    for call in _CALL.finditer(_QUOTED.sub("", details)):
        if operator != "ProcedureCall" and call[1] not in _FUNCTIONS:
            raise QueryError(f"the function {call[0][:-1]} is none of Cypher's own; not allowed")


def _operators(plan: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield the name and the details of every operator."""
    waiting = [plan] if plan else []
    while waiting:
        node = waiting.pop()
        name = str(node["operatorType"]).partition("@")[0]
        yield name, str(node.get("args", {}).get("Details", ""))
        waiting += node.get("children", ())
