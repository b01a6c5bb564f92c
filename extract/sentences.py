"""Sentences of mixed Chinese and English text."""

import re
from collections.abc import Iterator
from functools import lru_cache

_END = re.compile(r"[。！？；!?]+[”’」』）)]*|\.(?=[\s”\"')]|$)|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|etc|vs|cf|resp|approx|Fig|Eq|Sec|Tab|Dr|Prof|Mr|Ms|St|No|w\.r\.t)"
    r"|\b[A-Z])\.$",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def sentence_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Return the bounds of the text's sentences, blanks around them left out.

    Returns:
        Half-open code point ranges in order; together they hold every non-blank character.
    """
    return tuple(_bounds(text))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _is_abbreviation(text, match.end()):
            continue
        yield from _stripped(text, start, match.end())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _is_abbreviation(text: str, end: int) -> bool:
    return end < len(text) and bool(_ABBREVIATION.search(text[max(0, end - 8) : end]))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a position; the whole text where there is none."""
    for start, end in sentence_bounds(text):
        if start <= position < end:
            return start, end
    return 0, len(text)
