"""Judges pairs of an English name and a Chinese n-gram by the words that the two are made of."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from associate import Pair
from grams import EDGES, joined
from heads import same_head

from paperweft.extract.folding import HAN
from paperweft.extract.models import load_translation
from paperweft.extract.translation import code, english_words, stem

Tokens = tuple[str, ...]

_TRANSLATED = 0.1  # a character counts as translated from this score on
_SURE = 0.3  # a score that keeps even a function word at the end of a name
_SAME = 0.8  # of two n-grams, one in the other, that stand together so often only the longer counts
_EDGES = (EDGES - {"者"}) | frozenset("上下里")
_NEVER_LAST = frozenset("中和与在对及于将被把下里")
_PHRASE = re.compile("(?:用于|通过|使用|利用|采用|针对|关于|根据|一种|一个|对于|由于).")
_HAN = re.compile(f"[{HAN}]")
_DIMENSIONS = {"1d": "一维", "2d": "二维", "3d": "三维", "4d": "四维"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, its Chinese name spelled out, and how well the words of the two agree."""

    pair: Pair
    text: str
    words: float  # the least score of an English word
    covered: float  # share of Chinese characters that translate something

    @property
    def agrees(self) -> bool:
        """Say whether every word translates a character, every character a word."""
        return self.words >= _TRANSLATED and self.covered == 1


def judge(pair: Pair, english: str, tokens: Tokens) -> Judged:
    """Compare the words of the two names."""
    words = list(dict.fromkeys(english_words(english)))
    by_word = dict.fromkeys(words, 0.0)
    by_token = [0.0] * len(tokens)
    for place, score, word in _translations(words, tokens):
        by_token[place] = max(by_token[place], score)
        by_word[word] = max(by_word[word], score)
    covered = sum(score >= _TRANSLATED for score in by_token) / len(tokens)
    least = min(by_word.values(), default=0.0)
    loose = tokens[0] in EDGES and by_token[0] < _TRANSLATED
    loose |= tokens[-1] in _NEVER_LAST and by_token[-1] < _SURE
    return Judged(pair, joined(tokens), least, 0.0 if loose else covered)


def _translations(words: Sequence[str], tokens: Tokens) -> Iterator[tuple[int, float, str]]:
    """Yield places of tokens with how surely they translate which word."""
    for place, token in enumerate(tokens):
        if not _HAN.match(token):
            yield from ((place, 1.0, word) for word in words if word == stem(token))
            continue
        pair = code("".join(tokens[place : place + 2]))
        for word in words:
            if score := _partners(word).get(pair, 0.0):
                yield place, score, word
                yield place + 1, score, word


@cache
def _partners(word: str) -> dict[int, float]:
    return dict(load_translation().partners(word))


def candidates(
    pairs: Iterable[Pair], names: Mapping[str, str], spelled: Mapping[int, Tokens]
) -> Iterator[list[Judged]]:
    """Yield for each English name its judged n-grams, the likeliest first; parts are left out."""
    by_name: dict[str, list[Judged]] = defaultdict(list)
    for pair in pairs:
        english, tokens = names[pair.fold], spelled.get(pair.gram)
        if tokens and _same_numbers(english, tokens) and same_head(english, joined(tokens)):
            by_name[pair.fold].append(judge(pair, english, tokens))
    for found in by_name.values():
        both = {one.text: one.pair.both for one in found}
        whole = [one for one in found if one.covered and not _has_edge(one.text, both)]
        yield [one for one in whole if not any(_holds(other, one) for other in whole)]


def _has_edge(text: str, both: Mapping[str, int]) -> bool:
    """Say whether a name is one that stands more often, with a function word at an end."""
    if text[0] in "的了" or text[-1] in "的了" or _PHRASE.match(text):
        return True
    inner = [text[1:]] * (text[0] in _EDGES) + [text[:-1]] * (text[-1] in _EDGES)
    return any(both[text] < _SAME * both.get(name, 0) for name in inner)


def _same_numbers(english: str, tokens: Tokens) -> bool:
    """Say whether Latin words and numbers of the Chinese name are the English one's."""
    words = english.split()
    numbers = {word for word in words if word[0].isdigit()}
    latin = {token for token in tokens if not _HAN.match(token)}
    chinese = "".join(tokens)
    missing = [n for n in numbers - latin if _DIMENSIONS.get(n, n) not in chinese]
    return not missing and {stem(token) for token in latin} <= {stem(word) for word in words}


def _holds(longer: Judged, one: Judged) -> bool:
    """Say whether an n-gram is only part of a longer one that fits about as well."""
    return (
        longer.pair.both >= _SAME * one.pair.both
        and longer is not one
        and one.text in longer.text
        and _uncovered(longer) <= max(1, _uncovered(one))
    )


def _uncovered(judged: Judged) -> int:
    return round((1 - judged.covered) * len(judged.text))
