"""CSV and TSV files whose first row names the columns."""

import csv
from collections.abc import Iterator

from paperweft.extract.drafts import finish
from paperweft.extract.readers.columns import columns, is_paper_table, row_draft
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "CSV or TSV"

_DELIMITERS = (",", "\t", ";")
_MAX_BROKEN = 100
"""After so many rows with an open quote, each of the others is read as one line."""

_FIX = "put a text that holds the delimiter, a quote or a line break in a pair of quotes"


def matches(head: str) -> bool:
    """Say whether the first line names columns of papers."""
    return _delimiter(head) is not None


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each row."""
    lines = [line + "\n" for _, line in source.lines()]
    keys: list[str] = []
    for line, row, whole in _rows(lines, _delimiter(source.head) or ","):
        if not any(cell.strip() for cell in row):
            continue
        if not keys:
            keys = columns(row)
            continue
        if not whole or len(row) != len(keys):
            reason = f"has {len(row)} cells, the file {len(keys)} columns"
            message = f"the row {reason if whole else 'has a quote that is not closed'}"
            yield Problem(source.path, line, message, _FIX)
        fields = {key: cell for key, cell in zip(keys, row, strict=False) if key}
        yield from finish(row_draft(fields, path=source.path, line=line))


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """Yield the line and the cells of each row, and whether its quotes are in order.

    A quote that is never closed would swallow the rest of the file: of such a row only the first
    line is read, and reading goes on below.
    """
    at, broken = 0, 0
    while at < len(lines):
        found = _next_row(lines, at, delimiter) if broken < _MAX_BROKEN else None
        row, end = found or (_one_line(lines[at], delimiter), at + 1)
        broken += found is None
        yield at + 1, row, found is not None
        at = end


def _one_line(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _next_row(lines: list[str], at: int, delimiter: str) -> tuple[list[str], int] | None:
    """Read one row; gives its cells and where the next begins, or None where a quote is amiss."""
    below = (lines[i] for i in range(at, len(lines)))
    reader = csv.reader(below, delimiter=delimiter, strict=True)
    try:
        row = next(reader, [])
        return row, at + reader.line_num
    except csv.Error:
        return None


def _delimiter(head: str) -> str | None:
    first = head.lstrip("\ufeff\r\n ").split("\n", 1)[0][:10_000]
    for delimiter in _DELIMITERS:
        headings = next(csv.reader([first], delimiter=delimiter), [])
        if len(headings) > 1 and is_paper_table(columns(headings)):
            return delimiter
    return None
