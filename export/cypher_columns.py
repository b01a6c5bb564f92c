"""Rows for a statement of Cypher, written as columns.

A map for each row would be plainer, but a server takes 15 times as long to plan it: of columns it
makes parameters, of maps it does not.
"""

from typing import Any

from paperweft.export.literals import literal
from paperweft.graph.columns import row_of
from paperweft.graph.properties import Properties


def with_rows(statement: str, rows: list[Properties]) -> str:
    """Return a statement that has these rows, all with the same names, in place of `$rows`.

    Only the ends of its lines are line breaks.
    """
    columns: list[str] = []
    row = row_of(rows, lambda values: _one(values, columns))
    bound = ",\n".join(f"{text} AS c{number}" for number, text in enumerate(columns))
    every = f"[i IN range(0, {len(rows) - 1}) | {row}]"
    return f"WITH\n{bound}\n{statement.replace('$rows', every)}"


def _one(values: list[Any], columns: list[str]) -> str:
    """Return the expression that gives value number `i`, after adding columns for the values."""
    first = next((value for value in values if value is not None), None)
    if first is None:
        return "null"
    return _slice(values, columns) if isinstance(first, list) else f"{_column(values, columns)}[i]"


def _slice(lists: list[list[Any] | None], columns: list[str]) -> str:
    """Write all lists as one, and where each begins and ends: a list of lists is slow as well."""
    items: list[Any] = []
    starts: list[int | None] = []
    ends: list[int] = []
    for one in lists:
        starts.append(None if one is None else len(items))  # no start gives null, not []
        items += one or ()
        ends.append(len(items))
    whole, start, end = (_column(column, columns) for column in (items, starts, ends))
    return f"{whole}[{start}[i]..{end}[i]]"


def _column(values: list[Any], columns: list[str]) -> str:
    columns.append(literal(values))
    return f"c{len(columns) - 1}"
