"""Sources to papers: a paper for each block, row or entry of each file."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from paperweft.extract.errors import SourceError
from paperweft.extract.readers.registry import READERS, reader_for
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.paths import STDIN, expand
from paperweft.extract.sources.text_source import TextSource
from paperweft.extract.sources.unpack import unpacked

_FIX = "give a digest, a table or paper records"
_Item = TypeVar("_Item")

OnSource = Callable[[str, int, int], None]
"""Told before each source is read: its name, its number from 1, how many there are."""


def read_papers(
    sources: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    on_source: OnSource | None = None,
) -> Iterator[Paper | Problem]:
    """Yield the papers of all sources, not yet merged, and what could not be read of them.

    Args:
        sources: Files, folders, globs, or `-` for standard input.
        stdin: What `-` reads; the process's own standard input if None.
        on_source: Called before each file.
    """
    names, problems = expand(sources)
    yield from problems
    named = set(map(str, sources))
    found = bool(problems)
    for number, name in enumerate(names, 1):
        if on_source:
            on_source(name, number, len(names))
        read = partial(_read_text, walked=name not in named)
        for item in read_source(name, read, fix=_FIX, stdin=stdin):
            found = found or isinstance(item, Paper) or not item.aside
            yield item
    if names and not found:
        fix = "put a digest in, or name another folder"
        yield Problem(str(sources[0]), None, "no file in the folder holds papers", fix)


def read_source(
    name: str,
    read: Callable[[TextSource], Iterator[_Item]],
    *,
    fix: str,
    stdin: BinaryIO | None = None,
) -> Iterator[_Item | Problem]:
    """Yield what a function reads from one source, and a problem where it cannot be opened.

    Args:
        name: A file, compressed or not, or `-` for standard input.
        read: Reads the text.
        fix: What to give instead of a source that is empty, damaged or no text.
        stdin: What `-` reads; the process's own standard input if None.
    """
    shown = name.encode("utf-8", "backslashreplace").decode()
    try:
        with _opened(name, stdin) as stream:
            yield from read(TextSource.from_bytes(shown, unpacked(stream)))
    except SourceError as error:
        yield Problem(shown, None, str(error), fix)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        yield Problem(shown, None, message, "check the file and its permissions")


def _read_text(source: TextSource, *, walked: bool) -> Iterator[Paper | Problem]:
    reader = reader_for(source.head)
    if reader is None:
        known = ", ".join(reader.NAME for reader in READERS)
        message = "no known format of papers"
        yield Problem(source.path, None, message, f"these can be read: {known}", aside=walked)
    else:
        found = False
        for item in reader.read(source):
            found = True
            yield item
        if not found and not source.problems:
            message = f"no papers were found, though this looks like a {reader.NAME}"
            yield Problem(source.path, None, message, "check that the file is whole")
    yield from source.problems


def _opened(name: str, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    if name == STDIN:
        return nullcontext(stdin or sys.stdin.buffer)
    return Path(name).open("rb")
