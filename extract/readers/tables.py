"""Markdown tables of papers, any columns in any order; failing that, lists of links to papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paperweft.extract.arxiv import arxiv_link
from paperweft.extract.drafts import finish
from paperweft.extract.readers.columns import columns, is_paper_table, row_draft
from paperweft.extract.readers.lists import is_paper_url, is_title, papers_in_links
from paperweft.extract.readers.markup import bare_url, cells, is_delimiter, links, plain
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "Markdown table or list"

_LONG = ("abstract", "summary", "abstract_zh", "summary_zh")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Table:
    keys: list[str]
    rows: list[_Row]


def matches(head: str) -> bool:
    """Say whether a table of papers, or a link to a paper, is at the beginning."""
    rows = [_Row(n, line) for n, line in enumerate(head.split("\n"), 1)]
    return bool(_tables(rows)) or any(is_paper_url(link.url) for link in links(head))


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each row of each table, or, without one, for each link to a paper."""
    lines = [_Row(number, line) for number, line in source.lines()]
    tables = _tables(lines)
    for table in tables:
        for row in table.rows:
            yield from _read_row(row, table.keys, source.path)
    if not any(table.rows for table in tables):
        yield from papers_in_links(((row.line, row.text) for row in lines), source.path)


def _tables(lines: Sequence[_Row]) -> list[_Table]:
    """Find the tables of papers: a row of headings above a row of dashes, and rows.

    Blank lines and other text may stand between the rows; a row after them begins with `|` and has
    as many cells as the table has columns.
    """
    tables: list[tuple[str, list[_Row]]] = []
    adjacent = False
    for row, after in zip(lines, [*lines[1:], _Row(0, "")], strict=True):
        if "|" not in row.text:
            adjacent = False
        elif is_delimiter(after.text) and not _paper_url(row.text):
            tables.append((row.text, []))
            adjacent = True
        elif tables and not is_delimiter(row.text):
            adjacent = adjacent or _is_row(row.text, tables[-1][0])
            if adjacent:
                tables[-1][1].append(row)
    found = [_Table(_paper_keys(head, rows), rows) for head, rows in tables]
    return [table for table in found if table.keys]


def _is_row(text: str, head: str) -> bool:
    width = len(cells(head))
    return text.lstrip().startswith("|") and len(cells(text, width)) == width


def _paper_keys(head: str, rows: list[_Row]) -> list[str]:
    """Name the columns of a table of papers; empty for another table.

    Without a title's heading, the title is in the first column whose cells link to papers.
    """
    keys = columns([plain(cell) for cell in cells(head)])
    linked = next((row for row in rows if _paper_url(row.text)), None)
    if linked is None or "title" in keys or "title_zh" in keys:
        return keys if is_paper_table(keys) or (linked and "title" in keys) else []
    split = cells(linked.text, len(keys))[: len(keys)]
    at = next((i for i, cell in enumerate(split) if _paper_url(cell)), 0)
    return [*keys[:at], "title", *keys[at + 1 :]]


def _read_row(row: _Row, keys: list[str], path: str) -> Iterator[Paper | Problem]:
    split = cells(row.text, len(keys))
    if not any(split) or is_delimiter(row.text):
        return
    if len(split) != len(keys):
        message = f"the row has {len(split)} cells, its table {len(keys)} columns"
        yield Problem(path, row.line, message, r"write a | inside a text as \|")
        split = _fitted(split, keys)
    fields = _fields(split, keys, row.text)
    if fields.get("title") or fields.get("title_zh") or fields["url"]:
        yield from finish(row_draft(fields, path=path, line=row.line))


def _fields(split: list[str], keys: list[str], row: str) -> dict[str, str]:
    """Name the cells of a row by the keys of a paper record, and free them from Markdown."""
    raw = {key: cell for key, cell in zip(keys, split, strict=False) if key and cell}
    fields = {key: cell if key == "labels" else plain(cell) for key, cell in raw.items()}
    linked = raw.get("title", "")
    fields["title"] = _title(linked)
    if not is_title(fields["title"]):
        others = (plain(c) for key, c in zip(keys, split, strict=False) if not key)
        fields["title"] = next((text for text in others if is_title(text)), "")
    fields["url"] = _url(linked or raw.get("title_zh", ""), raw.get("url", ""), row)
    return fields


def _fitted(split: list[str], keys: list[str]) -> list[str]:
    """Join the surplus cells to the one that most likely had the `|`: the title or the text."""
    surplus = len(split) - len(keys)
    if surplus < 0:
        return split
    title = keys.index("title") if "title" in keys else 0
    text = next((keys.index(key) for key in _LONG if key in keys), title)
    at = text if links(split[title]) or not any(map(links, split)) else title
    return [*split[:at], " | ".join(split[at : at + surplus + 1]), *split[at + surplus + 1 :]]


def _title(cell: str) -> str:
    """The text of the links to the paper, if there are any; else of the whole cell."""
    found = links(cell)
    url = _paper_url(cell)
    paper = arxiv_link(url)
    texts = [k.text for k in found if k.url == url or (paper and arxiv_link(k.url) == paper)]
    return " ".join(texts) if url else plain(cell)


def _paper_url(cell: str) -> str:
    return next((link.url for link in links(cell) if is_paper_url(link.url)), "")


def _url(title: str, cell: str, row: str) -> str:
    """The paper's link: that of its title, of the column of links, or any to a paper."""
    first = [link.url for text in (title, cell) for link in links(text)]
    return (
        _paper_url(title)
        or _paper_url(cell)
        or _paper_url(row)
        or (first[0] if first else bare_url(cell) or bare_url(title))
    )
