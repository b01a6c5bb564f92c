"""Constraints and indexes of a Neo4j, the same as the embedded store's."""

from typing import TYPE_CHECKING

from neo4j.exceptions import Neo4jError

from paperweft.extract.errors import StoreError
from paperweft.graph.bolt_errors import first_line
from paperweft.graph.bolt_statements import schema_statements
from paperweft.graph.store_schema import FULL_TEXT

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session


def make_schema(session: "Session") -> None:
    """Make constraints and indexes where they are not there yet.

    Raises:
        StoreError: Something of others is in the way.
    """
    before = _constraints(session)
    try:
        for statement in schema_statements():
            _make(session, statement)
        _check_full_text(session)
    except StoreError:
        for name in _constraints(session) - before:  # leave the database as it was
            session.execute_write(_run, f"DROP CONSTRAINT `{name}`")
        raise


def _make(session: "Session", statement: str) -> None:
    try:
        session.execute_write(_run, statement)
    except Neo4jError as error:
        if "Schema" not in (error.code or ""):
            raise
        raise StoreError(
            f"other data of this database is in the way of `{statement}`:"
            f" {first_line(error.message or '')} use a database of its own (--database)"
        ) from None


def _run(transaction: "ManagedTransaction", statement: str) -> None:
    transaction.run(statement).consume()


def _constraints(session: "Session") -> set[str]:
    return {row["name"] for row in session.run("SHOW CONSTRAINTS YIELD name")}


def _check_full_text(session: "Session") -> None:
    found = {
        row["name"]: (row["type"], row["labelsOrTypes"], row["properties"])
        for row in session.run("SHOW INDEXES YIELD name, type, labelsOrTypes, properties")
    }
    for name, (label, properties) in FULL_TEXT.items():
        if found.get(name) != ("FULLTEXT", [label], [*properties]):
            raise StoreError(
                f"the full-text index {name} cannot be made: the name, or an index on the same"
                f" properties, is taken; drop that index or use a database of its own (--database)"
            )
