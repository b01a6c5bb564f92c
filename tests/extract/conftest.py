"""Small sources, written by the tests, and what is read of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from paperweft.extract.reading import read_papers
from paperweft.extract.records import Field, Language, Paper, Problem

Read = Callable[..., tuple[list[Paper], list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a source and read it: its papers and its problems."""

    def _read(content: str | bytes, name: str = "source.md") -> tuple[list[Paper], list[Problem]]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        items = list(read_papers([path]))
        papers = [item for item in items if isinstance(item, Paper)]
        return papers, [item for item in items if isinstance(item, Problem)]

    return _read


def text_of(paper: Paper, field: Field, language: Language = "en") -> str | None:
    """The text of a paper's field in a language."""
    found = (p.text for p in paper.passages if p.field == field and p.language == language)
    return next(found, None)


@pytest.fixture
def text() -> Callable[..., str | None]:
    """Give `text_of`, so that tests need no import path of their own."""
    return text_of
