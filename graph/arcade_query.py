"""Run one query in an open ArcadeDB database, and say in plain words what was wrong with it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

from paperweft.extract.errors import QueryError
from paperweft.graph.arcade_jvm import java, java_errors, message_of, wait_for_no_thread
from paperweft.graph.arcade_open import OpenDatabase, give_up
from paperweft.graph.arcade_values import to_java, to_python
from paperweft.graph.deadline import GivenUpError, within
from paperweft.graph.guard import NO_FILES, READ_ONLY, too_long
from paperweft.graph.parameters import checked
from paperweft.graph.store import QueryResult, Value

Row = dict[str, Value]


def run_query(
    database: OpenDatabase,
    cypher: str,
    parameters: Mapping[str, Value],
    *,
    limit: int | None,
    timeout: float | None,
) -> QueryResult:
    """Run a query; see `Store.query`.

    Raises:
        QueryError: The query has a mistake, lacks a parameter, writes, or takes too long.
    """
    given = checked(parameters)

    def answer() -> QueryResult:
        try:
            return _answer(database, cypher, given, limit, timeout)
        finally:
            java("java.lang.Thread").detach()

    try:
        return within(timeout, answer)
    except (GivenUpError, KeyboardInterrupt) as error:
        # One long expression is heeded by no limit of ArcadeDB's.
        give_up(database)
        wait_for_no_thread()
        if isinstance(error, KeyboardInterrupt):
            raise
        raise too_long(timeout) from None


def _answer(
    database: OpenDatabase,
    cypher: str,
    parameters: dict[str, Value],
    limit: int | None,
    timeout: float | None,
) -> QueryResult:
    with database.lock, _query_errors(timeout):
        _limit_time(database, timeout)
        answer = database.java.query("opencypher", cypher, to_java(parameters))
        try:
            found = _until(_rows(answer), timeout)
            rows = list(found if limit is None else islice(found, limit + 1))
        finally:
            answer.close()
        columns = tuple(dict.fromkeys(name for row in rows for name in row))
        return _result(rows, columns or _columns(database, cypher), limit)


def _columns(database: OpenDatabase, cypher: str) -> tuple[str, ...]:
    """Return the columns of a query, which an answer without rows does not tell."""
    parser = java("com.arcadedb.query.opencypher.parser.Cypher25AntlrParser")(database.java)
    clause = parser.parse(cypher).getReturnClause()
    if clause is None or clause.isReturnAll():
        return ()
    return tuple(str(item.getOutputName()) for item in clause.getReturnItems())


def _result(rows: list[Row], columns: tuple[str, ...], limit: int | None) -> QueryResult:
    kept = rows[:limit]
    values = tuple(tuple(row.get(name) for name in columns) for row in kept)
    return QueryResult(columns, values, truncated=len(rows) > len(kept))


def _rows(answer: Any) -> Iterator[Row]:
    while answer.hasNext():
        row = answer.next()
        # Of `RETURN *` ArcadeDB gives its own notes, too, under names that Cypher cannot say.
        names = [str(name) for name in row.getPropertyNames() if not str(name).startswith("@")]
        yield {name: to_python(row.getProperty(name)) for name in names}


def _until(rows: Iterator[Row], timeout: float | None) -> Iterator[Row]:
    deadline = None if timeout is None else time.monotonic() + timeout
    for row in rows:
        if deadline is not None and time.monotonic() > deadline:
            raise too_long(timeout)
        yield row


def _limit_time(database: OpenDatabase, timeout: float | None) -> None:
    setting = java("com.arcadedb.GlobalConfiguration").COMMAND_TIMEOUT
    milliseconds = 0 if timeout is None else max(1, round(timeout * 1000))
    database.java.getConfiguration().setValue(setting, java("java.lang.Long")(milliseconds))


@contextmanager
def _query_errors(timeout: float | None) -> Iterator[None]:
    try:
        yield
    except java_errors() as error:
        kinds = _kinds()
        if isinstance(error, kinds["late"]):
            raise too_long(timeout) from None
        if isinstance(error, kinds["writes"]):
            raise QueryError(READ_ONLY) from None
        if "loadCsv" in (message := message_of(error)):
            raise QueryError(NO_FILES) from None
        raise QueryError(f"the store refuses this query: {message}") from None


@cache
def _kinds() -> dict[str, tuple[Any, ...]]:
    package = "com.arcadedb.exception."
    return {
        "late": (java(package + "TimeoutException"),),
        "writes": (
            java(package + "QueryNotIdempotentException"),
            java(package + "DatabaseIsReadOnlyException"),
        ),
    }
