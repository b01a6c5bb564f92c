"""Constraints and indexes of a Neo4j, the same as the embedded store's."""

from typing import TYPE_CHECKING

from neo4j.exceptions import ClientError

from paperweft.extract.errors import StoreError
from paperweft.graph.bolt_errors import first_line
from paperweft.graph.store_schema import FULL_TEXT, KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import Session

# Overlapping pairs of characters: 语言模型 finds 大型语言模型 in either script.
_ANALYZER = "cjk"


def schema_statements() -> "Iterator[str]":
    """Yield the statements that make constraints and indexes, where they are not there yet.

    Constraints get no name: one may be taken by a constraint on something else, and then
    `IF NOT EXISTS` would silently make none.
    """
    for label, key in KEYS.items():
        yield f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
    for name, (label, properties) in FULL_TEXT.items():
        fields = ", ".join(f"n.{field}" for field in properties)
        yield (
            f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [{fields}]"
            f" OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{_ANALYZER}'}}}}"
        )


def make_schema(session: "Session") -> None:
    """Make constraints and indexes where they are not there yet.

    Raises:
        StoreError: Something of others is in the way.
    """
    for statement in schema_statements():
        try:
            session.run(statement).consume()
        except ClientError as error:
            if "Schema" not in (error.code or ""):
                raise
            raise StoreError(
                f"other data of this database is in the way: {first_line(error.message or '')};"
                " use a database of its own (--database), or drop what is named"
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
