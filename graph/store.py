"""What a store is: a graph database that answers Cypher about the graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
"""A value of a query: parameter or result; all are what JSON can say."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query.

    A node is a dictionary of its properties and `_labels`; an edge one of its properties,
    `_type`, `_from` and `_to` (ids of its ends); a path one of `nodes` and `edges`.

    Attributes:
        columns: Names of the columns; empty if a store gives none without rows.
        rows: One tuple a row, as long as `columns`.
        truncated: There are more rows than the limit.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    truncated: bool = False


class Store(Protocol):
    """A graph database that holds one graph."""

    def write(self, graph: "KnowledgeGraph") -> None:
        """Make the store hold this graph and nothing else; the same graph again does nothing.

        Raises:
            StoreError: The store cannot be reached or written.
        """

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Value] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> QueryResult:
        """Answer a query, read-only.

        Args:
            cypher: The text; values belong into parameters.
            parameters: Values by the names that the text gives as `$name`.
            limit: How many rows at most; None is all.
            timeout: Seconds; None is no limit.

        Raises:
            QueryError: The query has a mistake, lacks a parameter, writes, or takes too long.
            StoreError: The store cannot be reached or opened.
        """

    def explain(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> str:
        """Return the store's plan of a query, which is not run.

        Raises:
            QueryError: The query has a mistake.
            StoreError: The store cannot be reached or opened.
        """

    def close(self) -> None:
        """Let go of the store; the next call opens it again."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
