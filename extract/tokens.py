"""The tokens of a paper as the tagger reads them: numbers, no text.

Each token is told by its word, its first and its last letters (a Han character: by itself and its
two neighbours), its shape and the field it stands in: the hashed embeddings of spaCy's
`MultiHashEmbed`, with pairs of Han characters in place of affixes.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from spacy.tokens import Doc

from paperweft.extract.candidates import Candidate
from paperweft.extract.document import Layout, layout
from paperweft.extract.features import TOKEN
from paperweft.extract.languages import has_han
from paperweft.extract.measures import place_number
from paperweft.extract.tagger import Spans, Tokens

BUCKETS = 8192  # rows of the table of affixes
LONGEST = 1400  # tokens; what a paper says after them is left to the linear model
_AFFIX = 4  # letters
_ATTACHED = "paperweft_tokens"
_MOST_PLACES = 8  # of a candidate; the first say what it is
_HAN = 1
MARK = 0  # the key of the mark before a passage


class Token(NamedTuple):
    """A token, as numbers: key of the word, buckets of its beginning and end, shape."""

    word: int
    opening: int
    ending: int
    shape: int


_MARK = Token(MARK, 0, 0, 0)


def attach_tokens(doc: Doc) -> None:
    """Read the tokens of a document and keep them with it."""
    doc.user_data[_ATTACHED] = read_tokens(layout(doc))


def tokens_of(doc: Doc) -> Tokens | None:
    """Return the tokens kept with a document; None if it has none."""
    found: Tokens | None = doc.user_data.get(_ATTACHED)
    return found


def read_tokens(plan: Layout) -> Tokens:
    """Return the tokens of a document, a mark before each passage, at most `LONGEST`."""
    rows: list[tuple[int, ...]] = []
    starts, ends = [], []
    for index, start in enumerate(plan.starts):
        field = place_number(plan.paper.passages[index])
        rows.append((*_MARK, field))
        starts.append(start)
        ends.append(start)
        for match in TOKEN.finditer(plan.folded, *plan.bounds(index)):
            begin, end = match.span()
            rows.append((*_token(plan, match[0], begin, end), field))
            starts.append(begin)
            ends.append(end)
        if len(rows) > LONGEST:
            break
    columns = np.array(rows[:LONGEST], np.int64).reshape(-1, 5).T
    return Tokens(columns, starts[:LONGEST], ends[:LONGEST])


def _token(plan: Layout, folded: str, begin: int, end: int) -> Token:
    if len(folded) == 1 and has_han(folded):
        return _han(plan.folded[begin : begin + 2], plan.folded[max(0, begin - 1) : end])
    return _word(folded, plan.text[begin:end])


@lru_cache(maxsize=1 << 15)
def _han(with_next: str, with_last: str) -> Token:
    return Token(_key(with_next[0]), _bucket(with_next), _bucket(with_last), _HAN)


@lru_cache(maxsize=1 << 15)
def _word(folded: str, written: str) -> Token:
    opening, ending = f"<{folded[:_AFFIX]}", f"{folded[-_AFFIX:]}>"
    return Token(_key(folded), _bucket(opening), _bucket(ending), _shape(written))


def _key(word: str) -> int:
    return crc32(word.encode())


def _bucket(affix: str) -> int:
    return crc32(affix.encode()) % BUCKETS


def _shape(word: str) -> int:
    """Return what kind of word it is by its letters: 2 for digits to 10 for any other."""
    tests = (
        word.isdigit(),
        not word[0].isalnum(),
        word.islower(),
        word.isupper() and len(word) > 1,
        word.isupper(),
        any(letter.isdigit() for letter in word),
        word[0].isupper() and word[1:].islower(),
        any(letter.isupper() for letter in word[1:]),
        True,
    )
    return _HAN + 1 + tests.index(True)


def read_spans(tokens: Tokens, candidates: Sequence[Candidate]) -> Spans:
    """Return the first places of each candidate, as tokens."""
    rows = [
        (owner, *found)
        for owner, candidate in enumerate(candidates)
        for place in candidate.occurrences[:_MOST_PLACES]
        if (found := tokens.range_of(place.start, place.end))
    ]
    owners, firsts, lasts = np.array(rows, np.int64).reshape(-1, 3).T
    return Spans(owners, firsts, lasts)
