"""Finds the English names of a corpus that are worth a translation, and who holds them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from zlib import crc32

from paperweft.extract.folding import fold_name
from paperweft.extract.models import load_mined
from paperweft.extract.pairs import pair_key
from paperweft.extract.recognizers.stopwords import english_stopwords
from paperweft.extract.vocabulary import lexicon

_LONGEST = 6  # words
_LEAST = 2  # tenths: how likely the corpus takes a name for a concept
_SHORTEST = 4  # letters
_FREE = 0.1  # share of its places where a name must stand between other words
_RUN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_INSIDE = frozenset(("a", "and", "as", "at", "by", "for", "in", "of", "on", "the", "to", "with"))


@dataclass
class Term:
    """An English name.

    Attributes:
        forms: How it is written, folded, and how often.
        papers: The numbers of the texts that hold it, sorted.
        free: At how many places no content word is before it, and after it.
    """

    forms: Counter[str] = field(default_factory=Counter)
    papers: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=lambda: [0, 0])

    def is_whole(self) -> bool:
        """Say whether it ever stands alone: "convolutional neural" is half a name."""
        return min(self.free) >= _FREE * self.forms.total()

    @property
    def text(self) -> str:
        """How it is written most often."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))


def find_terms(texts: Iterable[str]) -> dict[str, Term]:
    """Return the known names in folded texts, by folded name."""
    terms: dict[str, Term] = defaultdict(Term)
    for number, text in enumerate(texts):
        for fold, form, before, after in _names(text):
            term = terms[fold]
            term.forms[form] += 1
            term.free[0] += before
            term.free[1] += after
            if term.papers[-1:] != [number]:
                term.papers.append(number)
    return {fold: term for fold, term in terms.items() if term.is_whole()}


def _names(text: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Yield each known name: folded, as written, whether free on the left and on the right."""
    known, stopwords = _known(), english_stopwords()
    for run in _RUN.finditer(text):
        words = run[0].split(" ")
        for first in range(len(words)):
            if words[first] in _INSIDE:
                continue
            stem = ""
            for last in range(first, min(len(words), first + _LONGEST)):
                word = words[last]
                fold = stem + _singular(word)
                stem += word
                if word in _INSIDE or len(fold) < _SHORTEST or crc32(fold.encode()) not in known:
                    continue
                form = " ".join(words[first : last + 1])
                if pair_key(form) != pair_key(fold):  # an irregular plural
                    continue
                before = first == 0 or words[first - 1] in stopwords
                after = last == len(words) - 1 or words[last + 1] in stopwords
                yield fold, form, before, after


@cache
def _singular(word: str) -> str:
    return fold_name(f"a {word}")[1:]


@cache
def _known() -> frozenset[int]:
    """Return the hashes of the folded names that the lexicon or the corpus takes for concepts."""
    mined = load_mined()
    names = {fold_name(name) for entry in lexicon().entries for name in entry.names}
    likely = mined.keys[mined.rows[:, 1] >= _LEAST].tolist()
    return frozenset(likely) | {crc32(name.encode()) for name in names if name.isascii()}
