"""Rows for a statement of Cypher, sent as columns: names once and not once a row."""

from collections.abc import Callable
from typing import Any

from paperweft.graph.properties import Properties


def row_of(rows: list[Any], column: Callable[[list[Any]], str]) -> str:
    """Return the expression that gives row number `i`.

    Args:
        rows: Maps with the same names, whose values may be such maps again.
        column: Takes the values of one name, in the order of the rows; returns the expression
            that gives the one of row `i`.
    """
    first = next((row for row in rows if row is not None), None)
    if not isinstance(first, dict):
        return column(rows)
    parts = {name: row_of([row[name] for row in rows], column) for name in first}
    return f"{{{', '.join(f'{name}: {part}' for name, part in parts.items())}}}"


def with_columns(statement: str, rows: list[Properties]) -> tuple[str, dict[str, Any]]:
    """Return a statement that takes the columns of these rows instead of `$rows`, and these.

    The text depends on the statement and the names alone, so a server plans it once.
    """
    columns: dict[str, Any] = {}

    def column(values: list[Any]) -> str:
        name = f"c{len(columns)}"
        columns[name] = values
        return f"${name}[i]"

    every = f"[i IN range(0, size($c0) - 1) | {row_of(rows, column)}]"
    return statement.replace("$rows", every), columns
