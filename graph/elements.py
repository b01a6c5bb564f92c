"""The graph as nodes and edges with flat properties, as stores hold it; see `docs/schema.md`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from paperweft.extract.schema import (
    AUTHORED_BY,
    BY,
    EDGE_TYPES,
    HAS_RESULT,
    IN_CATEGORY,
    OF,
    ON,
    RELATED_TO,
    ConceptType,
    Relation,
    Role,
)
from paperweft.graph import properties
from paperweft.graph.properties import Properties
from paperweft.graph.store_schema import AUTHOR, CATEGORY, ENDS, FINGERPRINT, PAPER, RESULT

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

_CHUNK = 10_000  # rows made into Python's objects at once
_COLUMNS: dict[str, pa.DataType] = {
    "paper_id": pa.string(),
    "name": pa.string(),
    "position": pa.int32(),  # from 1
}
_MEMBERSHIPS = pa.schema(_COLUMNS)


@dataclass(frozen=True, slots=True)
class Kind:
    """The nodes of one label, or the edges of one type.

    Attributes:
        name: The label, of concepts their type; or the type of the edges.
        keys: The columns that tell its rows apart: the key of a node, those of both ends.
        table: Returns its rows of a graph.
        properties: Makes the properties from a row.
    """

    name: str
    keys: tuple[str, ...]
    table: "Callable[[KnowledgeGraph], pa.Table]"
    properties: Callable[[Properties], Properties]

    @property
    def is_edge(self) -> bool:
        """Whether these are edges."""
        return self.name in ENDS


@dataclass(frozen=True, slots=True)
class Element:
    """A node or an edge.

    Attributes:
        key: The key of the node, or those of both ends.
        properties: None where one is not known.
    """

    key: tuple[str, ...]
    properties: Properties


def elements(kind: Kind, table: pa.Table) -> Iterator[Element]:
    """Yield the elements of rows of a kind's table; a fingerprint among the columns stays."""
    for batch in table.to_batches(max_chunksize=_CHUNK):
        for row in batch.to_pylist():
            found = kind.properties(row)
            if FINGERPRINT in row:
                found[FINGERPRINT] = row[FINGERPRINT]
            yield Element(tuple(row[column] for column in kind.keys), found)


def _whole(name: str, graph: "KnowledgeGraph") -> pa.Table:
    return graph.tables[name]


def _of(name: str, column: str, value: str, graph: "KnowledgeGraph") -> pa.Table:
    table = graph.tables[name]
    return table.filter(pc.equal(table.column(column), pa.scalar(value)))


def _names(column: str, graph: "KnowledgeGraph") -> pa.Table:
    """Return the different names in a list of the papers' table."""
    names: Any = pc.unique(_memberships(column, graph).column("name"))
    return pa.table({"name": names.take(pc.array_sort_indices(names))})


def _memberships(column: str, graph: "KnowledgeGraph") -> pa.Table:
    """Return a row a paper and name in its list, with its place there."""
    rows = [
        {"paper_id": paper["id"], "name": name, "position": place}
        for paper in graph.paper_table.select(["id", column]).to_pylist()
        for place, name in enumerate(dict.fromkeys(paper[column] or ()), start=1)
    ]
    return pa.Table.from_pylist(rows, schema=_MEMBERSHIPS)


def _result_ends(columns: tuple[str, str], graph: "KnowledgeGraph") -> pa.Table:
    table = graph.result_table.select(list(columns))
    return table.filter(pc.is_valid(table.column(columns[1])))


NODES: tuple[Kind, ...] = (
    Kind(PAPER, ("id",), partial(_whole, "papers"), properties.paper),
    *(
        Kind(kind, ("id",), partial(_of, "concepts", "type", kind), properties.concept)
        for kind in ConceptType
    ),
    Kind(AUTHOR, ("name",), partial(_names, "authors"), properties.name),
    Kind(CATEGORY, ("name",), partial(_names, "categories"), properties.name),
    Kind(RESULT, ("id",), partial(_whole, "results"), properties.result),
)
"""All nodes, each once."""


def _role_edges(name: str) -> Kind:
    table = partial(_of, "paper_edges", "relation", name)
    return Kind(name, ("paper_id", "concept_id"), table, properties.paper_edge)


def _relation_edges(name: str) -> Kind:
    table = partial(_of, "concept_edges", "relation", name)
    return Kind(name, ("head", "tail"), table, properties.concept_edge)


def _membership_edges(name: str, column: str) -> Kind:
    table = partial(_memberships, column)
    return Kind(name, ("paper_id", "name"), table, properties.membership)


def _result_edges(name: str, *columns: str) -> Kind:
    head, tail = columns
    return Kind(name, (head, tail), partial(_result_ends, (head, tail)), properties.nothing)


EDGES: tuple[Kind, ...] = (
    *(_role_edges(EDGE_TYPES[role]) for role in Role),
    *(_relation_edges(EDGE_TYPES[relation]) for relation in Relation),
    Kind(RELATED_TO, ("paper_id", "other_id"), partial(_whole, "related"), properties.related),
    _membership_edges(AUTHORED_BY, "authors"),
    _membership_edges(IN_CATEGORY, "categories"),
    _result_edges(HAS_RESULT, "paper_id", "id"),
    _result_edges(OF, "id", "metric_id"),
    _result_edges(ON, "id", "dataset_id"),
    _result_edges(BY, "id", "method_id"),
)
"""All edges, each once: there is at most one of a type from one node to another."""
