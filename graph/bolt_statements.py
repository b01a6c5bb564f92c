"""The Cypher of a Neo4j as text: nothing here needs a server or its driver."""

from collections.abc import Iterator

from paperweft.graph import statements
from paperweft.graph.elements import Kind
from paperweft.graph.store_schema import FULL_TEXT, KEYS, LABELS, key_of

# Overlapping pairs of characters: 语言模型 finds 大型语言模型 in either script.
_ANALYZER = "cjk"


def schema_statements() -> Iterator[str]:
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


def write_nodes(kind: Kind) -> str:
    """Return the statement that makes nodes with all their labels, or changes them."""
    return statements.write_nodes(":".join(LABELS[kind.name]), key_of(kind.name))
