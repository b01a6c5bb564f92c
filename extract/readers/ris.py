"""RIS files, as reference managers export them."""

import re
from collections.abc import Iterator
from typing import Any

from paperweft.extract.drafts import Draft, finish
from paperweft.extract.passages import RawText
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "RIS"

_HEAD = re.compile(r"^TY {1,3}- ", re.MULTILINE)
_START = re.compile(r"TY {1,3}-")
_END = re.compile(r"ER {1,3}-")


def matches(head: str) -> bool:
    """Say whether a line with a record's type, `TY  - `, is near the beginning."""
    return _HEAD.search(head[:4096]) is not None


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each record."""
    for line, text, ended in _records(source):
        if not ended:
            message = "the record does not end with `ER  - `"
            yield Problem(source.path, line, message, "get the whole file; what is there was read")
        yield from _read(text, source.path, line)


def _records(source: TextSource) -> Iterator[tuple[int, str, bool]]:
    """Cut into records, so that a broken one costs no other: first line, text, whether it ends."""
    start, lines = 0, list[str]()
    for number, line in source.lines():
        if _START.match(line):
            if lines:
                yield start, "\n".join(lines), False
            start, lines = number, [line]
        elif _END.match(line):
            if lines:
                yield start, "\n".join(lines), True
            lines = []
        elif lines:
            lines.append(line)
    if lines:
        yield start, "\n".join(lines), False


def _read(text: str, path: str, line: int) -> Iterator[Paper | Problem]:
    import rispy

    try:
        entries = rispy.loads(f"{text}\nER  - \n")
    except Exception as error:  # rispy names no errors of its own
        yield Problem(path, line, f"this is no RIS record: {error}", "check its two-letter tags")
        return
    for entry in entries:
        yield from finish(_draft(entry, path, line))


def _draft(entry: dict[str, Any], path: str, line: int) -> Draft:
    def first(*keys: str) -> str:
        return next((str(entry[key]) for key in keys if entry.get(key)), "")

    urls = entry.get("urls") or []
    return Draft(
        path=path,
        line=line,
        id=first("number") if "arxiv" in first("number").lower() else "",
        url=" ".join(map(str, urls)) or first("url"),
        doi=first("doi"),
        texts=(
            RawText("title", first("primary_title", "title", "short_title", "translated_title")),
            RawText("abstract", first("abstract", "notes_abstract")),
        ),
        labels=tuple(RawText("label", str(word)) for word in entry.get("keywords") or ()),
        date=first("date", "publication_year", "year").rstrip("/"),
        authors=tuple(map(_author, entry.get("authors") or entry.get("first_authors") or ())),
    )


def _author(name: str) -> str:
    """`Last, First` is written `First Last`, as in the other sources."""
    last, comma, first = str(name).partition(",")
    return f"{first.strip()} {last.strip()}" if comma else last
