"""Constraints and indexes of a Neo4j, the same as the embedded store's."""

from typing import TYPE_CHECKING

from neo4j.exceptions import Neo4jError

from paperweft.extract.errors import StoreError
from paperweft.graph.bolt_errors import first_line
from paperweft.graph.bolt_statements import schema_statements
from paperweft.graph.store_schema import FULL_TEXT

if TYPE_CHECKING:
    from neo4j import Session


def make_schema(session: "Session") -> None:
    """Make constraints and indexes where they are not there yet.

    Raises:
        StoreError: Something of others is in the way.
    """
    for statement in schema_statements():
        try:
            session.run(statement).consume()
        except Neo4jError as error:
            if "Schema" not in (error.code or ""):
                raise
            raise StoreError(
                f"other data of this database is in the way of `{statement}`:"
                f" {first_line(error.message or '')} use a database of its own (--database)"
            ) from None
    _check_full_text(session)


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
