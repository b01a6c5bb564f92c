"""Put a question to a store: the name of a query of the library, or Cypher."""

import re
from collections.abc import Mapping

from paperweft.graph.store import QueryResult, Store, Value
from paperweft.queries.binding import bind
from paperweft.queries.library import get

_NAME = re.compile(r"[\w-]+")


def ask(
    store: Store,
    question: str,
    parameters: Mapping[str, Value] | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> QueryResult:
    """Answer a question, read-only.

    Args:
        store: The store to ask.
        question: The name of a query of the library, or Cypher.
        parameters: Of a named query, as a user writes them; of Cypher, the values as they are.
        limit: How many rows at most.
        timeout: Seconds; None is no limit.

    Raises:
        NothingFoundError: There is no query of that name, or nothing by a given name.
        UsageError: A parameter is unknown, missing or of the wrong type.
        QueryError: The store refuses the query.
        StoreError: The store cannot be opened.
    """
    text, values = _text_of(store, question, parameters)
    return store.query(text, values, limit=limit, timeout=timeout)


def explain(store: Store, question: str, parameters: Mapping[str, Value] | None = None) -> str:
    """Return how the store would answer a question, which is not asked.

    Raises:
        NothingFoundError: There is no query of that name, or nothing by a given name.
        UsageError: A parameter is unknown, missing or of the wrong type.
        QueryError: The store refuses the query.
        StoreError: The store cannot be opened.
    """
    return store.explain(*_text_of(store, question, parameters))


def _text_of(
    store: Store, question: str, parameters: Mapping[str, Value] | None
) -> tuple[str, dict[str, Value]]:
    """Return Cypher and its values."""
    given = dict(parameters or {})
    if not _NAME.fullmatch(question.strip()):
        return question, given
    query = get(question.strip())
    return query.text, bind(query, given, store)
