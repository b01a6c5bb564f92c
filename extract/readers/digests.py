"""Bilingual Markdown digests: a table of rows `| [^1] | [Title](link) | Summary |`, then blocks.

A block begins `[^1]: 标题` and holds, between blank lines, the title, the link, the summary and the
abstract in both languages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paperweft.extract.drafts import Draft, finish
from paperweft.extract.fields import fold_title, strip_title
from paperweft.extract.passages import RawText
from paperweft.extract.readers.blocks import Block, Content, block_content
from paperweft.extract.readers.markup import cells, links, plain
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "bilingual Markdown digest"

_ROW = re.compile(r"^\s{0,3}\|\s{0,9}\[\^(\d{1,6})\]\s{0,9}\|", re.MULTILINE)
_BLOCK = re.compile(r"^\[\^(\d{1,6})\]\s?[:：]", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s{0,9}\S", re.MULTILINE)
_ROW_CELLS = 3
_PIPE_FIX = r"write a | inside a text as \|"


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    line: int
    title: str
    url: str
    summary: str


@dataclass(frozen=True, slots=True)
class _Digest:
    rows: list[_Row]
    blocks: list[Block]
    problems: list[Problem]
    numbers: set[int]


def matches(head: str) -> bool:
    """Say whether rows or blocks with `[^1]` are at the beginning."""
    if _ROW.search(head):
        return True
    block = _BLOCK.search(head)
    return block is not None and "arxiv.org/" in head[block.start() :]


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each block, then for each row of the table that has no block."""
    digest = _parse(source)
    yield from digest.problems
    waiting = _by_number(digest.rows)
    seen: set[int] = set()
    for block in digest.blocks:
        if block.number in seen:
            message = f"the number {block.number} is there a second time"
            yield Problem(source.path, block.line, message, "give each block a number of its own")
        seen.add(block.number)
        content = block_content(block)
        rows = waiting.get(block.number, [])
        row = next((row for row in rows if _same(row, content)), None)
        if row:
            rows.remove(row)
        yield from _paper(source.path, block, content, row)
    yield from _end_problems(source.path, digest)
    yield from _without_block(source.path, [row for rows in waiting.values() for row in rows])


def _by_number(rows: list[_Row]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.number, []).append(row)
    return found


def _parse(source: TextSource) -> _Digest:
    digest = _Digest([], [], [], set())
    for number, line in source.lines():
        if line.startswith("[^") and (match := _BLOCK.match(line)):
            digest.blocks.append(Block(int(match[1]), number, [line[match.end() :]]))
        elif digest.blocks and not _HEADING.match(line) and not _ROW.match(line):
            digest.blocks[-1].lines.append(line)
        elif match := _ROW.match(line):
            _add_row(digest, source.path, number, line, int(match[1]))
    return digest


def _add_row(digest: _Digest, path: str, line: int, text: str, number: int) -> None:
    split = cells(text, _ROW_CELLS)
    if len(split) != _ROW_CELLS:
        message = f"row {number} of the table has {len(split)} cells, not {_ROW_CELLS}"
        digest.problems.append(Problem(path, line, message, _PIPE_FIX))
    if number in digest.numbers:
        message = f"the number {number} is in the table a second time"
        digest.problems.append(Problem(path, line, message, "give each row a number of its own"))
    digest.numbers.add(number)
    title = split[1] if len(split) > 1 else ""
    found = links(title)
    digest.rows.append(
        _Row(
            number,
            line,
            found[0].text if found else plain(title),
            found[0].url if found else "",
            plain(" | ".join(split[2:])),
        )
    )


def _same(row: _Row, content: Content) -> bool:
    """Say whether a row and a block of one number are of one paper: by link, else by title."""
    if row.url and content.url:
        return row.url.split("://")[-1] == content.url.split("://")[-1]
    titles = {fold_title(strip_title(raw.text)[0]) for raw in content.titles}
    return not titles or not row.title or fold_title(row.title) in titles


def _paper(
    path: str, block: Block, content: Content, row: _Row | None
) -> Iterator[Paper | Problem]:
    texts = list(content.texts)
    if row and not any(raw.field == "summary" for raw in texts) and row.summary:
        texts.append(RawText("summary", row.summary))
    if row and not content.titles:
        texts.append(RawText("title", row.title))
    url = content.url or (row.url if row else "")
    yield from finish(Draft(path=path, line=block.line, texts=(*content.titles, *texts), url=url))


def _end_problems(path: str, digest: _Digest) -> Iterator[Problem]:
    fix = "get the whole file; what is there was read"
    if digest.rows and not digest.blocks:
        yield Problem(path, digest.rows[-1].line, "the digest ends before its first block", fix)
    elif digest.blocks:
        last = digest.blocks[-1]
        content = block_content(last)
        if not content.url or not content.texts:
            message = f"the digest ends within block {last.number}"
            yield Problem(path, last.line, message, fix)


def _without_block(path: str, rows: list[_Row]) -> Iterator[Paper | Problem]:
    for row in rows:
        message = f"row {row.number} of the table has no block"
        yield Problem(path, row.line, message, "only its title and summary were read")
        texts = (RawText("title", row.title.rstrip()), RawText("summary", row.summary))
        yield from finish(Draft(path=path, line=row.line, texts=texts, url=row.url))
