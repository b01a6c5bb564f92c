"""Dates as sources write them, in Chinese and English, to ISO 8601."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}\s?[-/.年]\s?(?P<month>\d{{1,2}})\s?(?:[-/.月]\s?(?P<day>\d{{1,2}}))?(?!\d)",
        rf"\b{_DAY}\s?(?:of\s)?[\s-]?{_NAME},?[\s-]{{1,3}}{_YEAR}\b",
        rf"\b{_NAME}\s?{_DAY},?\s{{1,3}}{_YEAR}\b",
        rf"\b{_NAME},?[\s-]{{0,3}}{_YEAR}\b",
        rf"(?<!\d){_YEAR}(?!\d)",
    )
)
_LONGEST = 80


def iso_date(text: str) -> str | None:
    """Read a date as exactly as it is written: `2024-06-28`, `2024-06` or `2024`.

    Knows ISO 8601, `2024年6月28日`, `28th June 2024`, `June 28, 2024`, `Fri, 28 Jun 2024 …`.
    """
    text = text.strip()[:_LONGEST]
    for pattern in _PATTERNS:
        if match := pattern.search(text):
            return _iso(match.groupdict())
    return None


def _iso(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    name, number, day = parts.get("name"), parts.get("month"), parts.get("day")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(number or 0)
    if not 1 <= month <= 12:
        return str(year)
    if not day:
        return f"{year}-{month:02}"
    try:
        return date(year, month, int(day)).isoformat()
    except ValueError:
        return f"{year}-{month:02}"
