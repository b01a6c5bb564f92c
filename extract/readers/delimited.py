"""CSV and TSV files whose first row names the columns."""

import csv
from collections.abc import Iterator

from paperweft.extract.drafts import finish
from paperweft.extract.readers.columns import columns, is_paper_table, row_draft
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "CSV or TSV"

_DELIMITERS = (",", "\t", ";")


def matches(head: str) -> bool:
    """Say whether the first line names columns of papers."""
    return _delimiter(head) is not None


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each row."""
    rows = csv.reader(
        (line + "\n" for _, line in source.lines()), delimiter=_delimiter(source.head) or ","
    )
    keys: list[str] = []
    line = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"from here a row cannot be read: {error}"
            yield Problem(source.path, line, message, "check for a quote that is never closed")
            continue
        finally:
            start, line = line, rows.line_num + 1
        if keys:
            yield from _read_row(row, keys, source.path, start)
        else:
            keys = columns(row)


def _read_row(row: list[str], keys: list[str], path: str, line: int) -> Iterator[Paper | Problem]:
    if not any(cell.strip() for cell in row):
        return
    if len(row) != len(keys):
        message = f"the row has {len(row)} cells, the file {len(keys)} columns"
        fix = "put quotes around a text that holds the delimiter or a line break"
        yield Problem(path, line, message, fix)
    fields = {key: cell for key, cell in zip(keys, row, strict=False) if key}
    yield from finish(row_draft(fields, path=path, line=line))


def _delimiter(head: str) -> str | None:
    first = head.lstrip("\ufeff\r\n ").split("\n", 1)[0][:10_000]
    for delimiter in _DELIMITERS:
        headings = next(csv.reader([first], delimiter=delimiter), [])
        if len(headings) > 1 and is_paper_table(columns(headings)):
            return delimiter
    return None
