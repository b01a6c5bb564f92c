"""BibTeX files."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from paperweft.extract.drafts import Draft, finish
from paperweft.extract.passages import RawText
from paperweft.extract.readers.columns import split_labels
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

if TYPE_CHECKING:
    from bibtexparser.model import Entry

NAME = "BibTeX"

_HEAD = re.compile(r"^\s{0,9}@[A-Za-z]{3,20}\s{0,9}[{(]", re.MULTILINE)
_COMMAND = re.compile(r"\\(?:emph|textit|textbf|texttt|textsc|mathrm|url)\s?")
_AND = re.compile(r" and ", re.IGNORECASE)


def matches(head: str) -> bool:
    """Say whether an entry such as `@article{` begins a line, and no JSON or XML came before."""
    return head.lstrip("\ufeff \t\n")[:1] not in ("{", "[", "<") and bool(_HEAD.search(head))


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each entry with a title; of two with one key both are read."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

    text = "\n".join(line for _, line in source.lines())
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    decode = LatexDecodingMiddleware(keep_math_mode=True)
    try:
        library = parse_string(text, append_middleware=[decode])
    except Exception as error:  # whatever its LaTeX decoder stumbles over
        message = f"the file cannot be read: {error}"
        yield Problem(source.path, None, message, "check its braces and its LaTeX")
        return
    for block in sorted(library.blocks, key=lambda block: block.start_line or 0):
        line = (block.start_line or 0) + 1
        doubled = isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock)
        entry = getattr(block, "ignore_error_block", None) if doubled else block
        if isinstance(entry, Entry):
            yield from finish(_draft(entry, source.path, line))
        elif block in library.failed_blocks:
            message = "this entry is no BibTeX that can be read"
            yield Problem(source.path, line, message, "check its braces, quotes and commas")


def _draft(entry: "Entry", path: str, line: int) -> Draft:
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    date = fields.get("date") or f"{fields.get('month', '')} {fields.get('year', '')}"
    return Draft(
        path=path,
        line=line,
        id=fields.get("eprint", ""),
        url=fields.get("url") or fields.get("link") or fields.get("howpublished", ""),
        doi=fields.get("doi", ""),
        texts=(
            RawText("title", _plain(fields.get("title", ""))),
            RawText("abstract", _plain(fields.get("abstract", ""))),
        ),
        labels=tuple(RawText("label", k) for k in split_labels(_plain(fields.get("keywords", "")))),
        date=date,
        authors=tuple(map(_author, _AND.split(" ".join(fields.get("author", "").split())))),
        categories=tuple(fields.get("primaryclass", "").split()),
    )


def _author(name: str) -> str:
    """`Last, First` is written `First Last`, as in the other sources."""
    last, comma, first = _plain(name).partition(",")
    return f"{first.strip()} {last.strip()}" if comma else last


def _plain(text: str) -> str:
    """Take the braces and commands off that only shape the letters; formulas stay."""
    if "$" in text:
        return text
    return _COMMAND.sub("", text).replace("{", "").replace("}", "")
