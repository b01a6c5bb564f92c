"""The formats that can be read, in the order they are tried."""

from collections.abc import Iterator
from typing import Protocol

from paperweft.extract.readers import (
    atom,
    bibtex,
    delimited,
    digests,
    paper_records,
    ris,
    snapshot,
    tables,
)
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource


class Reader(Protocol):
    """What each module of a format has."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of a module
        """The format's name, for people."""

    def matches(self, head: str) -> bool:
        """Say whether a source that begins like this is of the format."""

    def read(self, source: TextSource) -> Iterator[Paper | Problem]:
        """Yield the papers of a source, and what could not be read."""


READERS: tuple[Reader, ...] = (
    atom, snapshot, paper_records, bibtex, ris, digests, tables, delimited
)  # fmt: skip


def reader_for(head: str) -> Reader | None:
    """Find the format of a source that begins like this."""
    return next((reader for reader in READERS if reader.matches(head)), None)
