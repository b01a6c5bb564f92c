"""Proposes Chinese names that a large corpus pairs with an English one, the longest of nested ones.

Counted by `training/pairs.py`. English names need no such help: all runs of words are proposed.
"""

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick
from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import layout, propose
from paperweft.extract.models import load_pairs
from paperweft.extract.vocabulary import cuts_a_word, match_keys

NAME = "terms"
_LATIN = re.compile("[a-z0-9]")

Range = tuple[int, int]


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for every Chinese name of the table."""
    for start, end in _longest(_hits(layout(doc).folded)):
        propose(doc, start, end, NAME)
    return doc


def _hits(folded: str) -> Iterator[Range]:
    for last, length in _automaton().iter(folded):
        start, end = last + 1 - length, last + 1
        if not cuts_a_word(folded, start, end):
            yield start, end


def _longest(hits: Iterator[Range]) -> Iterator[Range]:
    """Yield the ranges that lie in no other one."""
    reach = -1
    for start, end in sorted(set(hits), key=lambda hit: (hit[0], -hit[1])):
        if end > reach:
            yield start, end
            reach = end


@cache
def _automaton() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for name in {other for _, other, _ in load_pairs("pairs").rows}:
        for key in match_keys(name) if _LATIN.search(name) else (name,):
            found.add_word(key, len(key))
    found.make_automaton()
    return found
