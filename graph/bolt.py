"""A Neo4j server, 5.26 or later, as a store, through the official driver."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from neo4j import READ_ACCESS, Driver, GraphDatabase, Query, Session, Transaction
from neo4j.exceptions import ConfigurationError, Neo4jError

from paperweft.extract.errors import QueryError, UsageError
from paperweft.extract.version import VERSION
from paperweft.graph.bolt_errors import SCHEMES, bolt_errors, first_line, no_address
from paperweft.graph.bolt_values import edges_of, ends_of, to_python
from paperweft.graph.deadline import GivenUpError, within
from paperweft.graph.guard import check_plan, too_long
from paperweft.graph.parameters import checked
from paperweft.graph.store import QueryResult, Value

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

DEFAULT_USER = "neo4j"

_KEYS = """
MATCH (n) WHERE elementId(n) IN $ids
RETURN elementId(n) AS element, coalesce(n.id, n.name) AS key
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a Neo4j is, and who asks.

    Attributes:
        uri: As Neo4j's drivers take it: `bolt://HOST:7687`, `neo4j+s://HOST` …
        user: Name of the user.
        password: Shown by no message and no `repr`.
        database: Name of the database; None is the user's own.
    """

    uri: str
    user: str = DEFAULT_USER
    password: str = field(repr=False)
    database: str | None = None

    def __post_init__(self) -> None:
        """See that it can be one, and holds no credentials: it is shown in messages.

        Raises:
            UsageError: It cannot, or does.
        """
        if "@" in self.uri:
            raise UsageError(
                "put no user name or password into the address;"
                " set NEO4J_USERNAME and NEO4J_PASSWORD instead"
            )
        scheme, colon, _ = self.uri.partition("://")
        if not colon or scheme not in SCHEMES:
            raise no_address(self.uri, "unknown scheme" if colon else "no scheme")


class Neo4jStore:
    """A graph in a Neo4j; a `Store`. Nothing is connected before the first call."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._driver: Driver | None = None
        self._cleared: set[str] = set()  # queries whose plan may run

    def write(self, graph: "KnowledgeGraph") -> None:
        """Make the store hold this graph; what is not paperweft's stays as it is.

        Raises:
            StoreError: The server cannot be reached, or does not let us write.
        """
        from paperweft.graph.bolt_load import load

        load(self, graph)

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Value] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> QueryResult:
        """Answer a query, read-only by its plan and by the server's access mode.

        The arguments are those of `Store.query`.

        Raises:
            QueryError: The query has a mistake, lacks a parameter, writes, or takes too long.
            StoreError: The server cannot be reached.
        """
        given = checked(parameters)
        try:
            return within(timeout, lambda: self._answer(cypher, given, limit, timeout))
        except (GivenUpError, KeyboardInterrupt) as error:
            # Neither a server nor its driver heeds anything amid one long expression.
            self._driver = None
            if isinstance(error, KeyboardInterrupt):
                raise
            raise too_long(timeout) from None

    def explain(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> str:
        """Return how the server would answer a query, without doing it.

        Raises:
            QueryError: The query has a mistake.
            StoreError: The server cannot be reached.
        """
        with self.session(default_access_mode=READ_ACCESS) as session:
            _, plan = _plan(session, cypher, checked(parameters), None)
        return str(plan.get("args", {}).get("string-representation", "")).strip() if plan else ""

    @contextmanager
    def session(self, **options: Any) -> Iterator[Session]:
        """Open a session of the database.

        Raises:
            StoreError: The server cannot be reached.
        """
        with (
            bolt_errors(self._address.uri, self._address.database),
            self._connected().session(database=self._address.database, **options) as session,
        ):
            yield session

    def close(self) -> None:
        """Close all connections; the next call connects again."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _connected(self) -> Driver:
        if self._driver is None:
            self._driver = self._connect()
        return self._driver

    def _connect(self) -> Driver:
        try:
            return GraphDatabase.driver(
                self._address.uri,
                auth=(self._address.user, self._address.password),
                user_agent=f"paperweft/{VERSION}",
                connection_timeout=10,
                max_transaction_retry_time=120,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
            )
        except (ConfigurationError, ValueError) as error:
            raise no_address(self._address.uri, first_line(str(error))) from None

    def _answer(
        self, cypher: str, parameters: dict[str, Value], limit: int | None, timeout: float | None
    ) -> QueryResult:
        with self.session(default_access_mode=READ_ACCESS) as session:
            with _stopped(timeout):
                self._check(session, cypher, parameters, timeout)
            with _stopped(timeout), session.begin_transaction(timeout=timeout) as transaction:
                return _answer(transaction, cypher, parameters, limit)

    def _check(
        self, session: Session, cypher: str, parameters: dict[str, Value], timeout: float | None
    ) -> None:
        if cypher not in self._cleared:
            check_plan(*_plan(session, cypher, parameters, timeout))
            self._cleared.add(cypher)


def _plan(
    session: Session, cypher: str, parameters: dict[str, Value], timeout: float | None
) -> tuple[str | None, dict[str, Any] | None]:
    if not cypher.strip():
        raise QueryError("the query is empty")
    summary = session.run(Query(f"EXPLAIN {cypher}", timeout=timeout), parameters).consume()
    return summary.query_type, summary.plan


def _answer(
    transaction: Transaction, cypher: str, parameters: dict[str, Value], limit: int | None
) -> QueryResult:
    result = transaction.run(cypher, parameters)
    columns = tuple(result.keys())
    found = [record.values() for record in islice(result, None if limit is None else limit + 1)]
    truncated = limit is not None and len(found) > limit
    kept = found[:limit]
    ends = {end for row in kept for edge in edges_of(row) for end in ends_of(edge)}
    keys = _keys(transaction, sorted(ends)) if ends else {}
    rows = tuple(tuple(to_python(value, keys) for value in row) for row in kept)
    return QueryResult(columns, rows, truncated=truncated)


def _keys(transaction: Transaction, ids: list[str]) -> dict[str, str]:
    records = transaction.run(_KEYS, ids=ids)
    found = {str(record["element"]): record["key"] for record in records}
    return {element: str(key) for element, key in found.items() if key is not None}


@contextmanager
def _stopped(timeout: float | None) -> Iterator[None]:
    try:
        yield
    except Neo4jError as error:
        if "TransactionTimedOut" in (error.code or ""):
            raise too_long(timeout) from None
        raise
