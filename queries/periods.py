"""Months and quarters of parameters, and what "this month" is: that of the newest paper."""

import re

from paperweft.extract.dates import iso_date
from paperweft.extract.errors import NothingFoundError, UsageError
from paperweft.graph.store import Store, Value

_NEWEST = "newest"
_QUARTER = re.compile(r"((?:19|20)\d\d)-?q([1-4])", re.IGNORECASE)
_MONTH_LENGTH = len("2024-06")

# Not the clock: the same graph gives the same answer on any day.
_NEWEST_MONTH = """
MATCH (p:Paper)
WHERE p.date =~ '[0-9]{4}-[0-9]{2}.*'
RETURN max(left(p.date, 7)) AS month
"""


def month_of(store: Store, name: str, text: str) -> str:
    """Return a month such as `2024-06`; `newest` is that of the newest paper.

    Raises:
        UsageError: It is no month.
        NothingFoundError: The newest is asked for and no paper's date has a month.
    """
    if text.lower() == _NEWEST:
        return _newest_month(store)
    month = _month(text)
    if month is None:
        raise UsageError(f"{name} must be a month such as 2024-06, or newest, not {text!r}")
    return month


def quarter_of(store: Store, name: str, text: str) -> dict[str, Value]:
    """Return a quarter by months: its `first`, that of the `previous` and of the `next` quarter.

    Given is `2024-Q2`, a month of it, or `newest`, that of the newest paper.

    Raises:
        UsageError: It is no quarter.
        NothingFoundError: The newest is asked for and no paper's date has a month.
    """
    if written := _QUARTER.fullmatch(text):
        return _months(int(written[1]) * 4 + int(written[2]) - 1)
    month = _newest_month(store) if text.lower() == _NEWEST else _month(text)
    if month is None:
        raise UsageError(f"{name} must be a quarter such as 2024-Q2, or newest, not {text!r}")
    return _months(int(month[:4]) * 4 + (int(month[5:]) - 1) // 3)


def _months(quarter: int) -> dict[str, Value]:
    """Return the months that bound a quarter, counted from the year 0."""
    previous, first, following = (
        f"{number // 4:04}-{number % 4 * 3 + 1:02}" for number in range(quarter - 1, quarter + 2)
    )
    return {"previous": previous, "first": first, "next": following}


def _month(text: str) -> str | None:
    found = iso_date(text) or ""
    return found[:_MONTH_LENGTH] if len(found) >= _MONTH_LENGTH else None


def _newest_month(store: Store) -> str:
    found = store.query(_NEWEST_MONTH).rows
    if not found or found[0][0] is None:
        raise NothingFoundError("no paper's date has a month; there is no newest one")
    return str(found[0][0])
