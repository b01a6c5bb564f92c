"""What each named query must answer, worked out from the graph's tables in plain Python.

Nothing here asks a store: it is the second opinion that the answers of stores are held against.
Parameters are bound values, as `bind` returns them.
"""

from typing import Any

from queries import reference_comparisons, reference_papers, reference_tasks
from queries.rows import Rows, Tables

_MODULES = (reference_papers, reference_comparisons, reference_tasks)


def answer(tables: Tables, name: str, bound: dict[str, Any]) -> Rows:
    """Return the rows that a query must give, in order."""
    given = dict(bound)
    limit = given.pop("limit", None)
    function = name.replace("-", "_")
    module = next(module for module in _MODULES if hasattr(module, function))
    rows: Rows = getattr(module, function)(tables, **given)
    return rows[:limit]
