"""The Cypher that brings a Neo4j up to date, as text: nothing here needs a server or its driver.

All but the schema's statements take `$rows`, see `statement_rows`; the text is made from the
schema alone.
"""

from collections.abc import Iterator

from paperweft.graph.elements import Kind
from paperweft.graph.properties import node_names
from paperweft.graph.store_schema import ENDS, FINGERPRINT, FULL_TEXT, KEYS, LABELS, key_of

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
    """Return the statement that makes nodes with all their labels, or changes them.

    A node of ours that somebody took a label from gets it back.
    """
    (label, *others), key = LABELS[kind.name], key_of(kind.name)
    labelled = "".join(f"n:{other}, " for other in others)
    return f"UNWIND $rows AS row MERGE (n:{label} {{{key}: row.{key}}}) SET {labelled}n += row"


def delete_nodes(kind: Kind) -> str:
    """Return the statement that removes nodes of ours, but those on which edges hang."""
    return f"{_our_node(kind)} AND NOT EXISTS {{ (n)--() }} DELETE n"


def strip_nodes(kind: Kind) -> str:
    """Return the statement that takes all but their keys from nodes of ours."""
    key = key_of(kind.name)
    gone = ", ".join(f"n.{name}" for name in node_names(kind.name) if name != key)
    return f"{_our_node(kind)} REMOVE {gone}, n:{':'.join(LABELS[kind.name])}"


def write_edges(kind: Kind) -> str:
    """Return the statement that makes edges between nodes that are there, or changes them.

    An edge of others between the same nodes is taken over: for a database of its own.
    """
    return f"{_ends(kind)} MERGE (a)-[r:{kind.name}]->(b) SET r += row.properties"


def create_edges(kind: Kind) -> str:
    """Return the statement that makes edges; run twice, it makes them twice."""
    return f"{_ends(kind)} CREATE (a)-[r:{kind.name}]->(b) SET r += row.properties"


def add_edges(kind: Kind) -> str:
    """Return the statement that makes edges where none is ours yet; one of others stays beside."""
    none = f"NOT EXISTS {{ (a)-[o:{kind.name}]->(b) WHERE o.{FINGERPRINT} IS NOT NULL }}"
    return f"{_ends(kind)} WHERE {none} CREATE (a)-[r:{kind.name}]->(b) SET r += row.properties"


def change_edges(kind: Kind) -> str:
    """Return the statement that changes edges of ours."""
    return f"{_our_edge(kind)} SET r += row.properties"


def delete_edges(kind: Kind) -> str:
    """Return the statement that removes edges of ours."""
    return f"{_our_edge(kind)} DELETE r"


def _our_node(kind: Kind) -> str:
    match = f"MATCH (n:{':'.join(LABELS[kind.name])} {{{key_of(kind.name)}: row.key}})"
    return f"UNWIND $rows AS row {match} WHERE n.{FINGERPRINT} IS NOT NULL"


def _our_edge(kind: Kind) -> str:
    return f"{_ends(kind)} MATCH (a)-[r:{kind.name}]->(b) WHERE r.{FINGERPRINT} IS NOT NULL"


def _ends(kind: Kind) -> str:
    head, tail = ENDS[kind.name]
    return (
        f"UNWIND $rows AS row MATCH (a:{head} {{{KEYS[head]}: row.head}})"
        f" MATCH (b:{tail} {{{KEYS[tail]}: row.tail}})"
    )
