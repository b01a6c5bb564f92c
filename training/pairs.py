"""Mines Chinese–English pairs of names from a corpus that has its abstracts in both languages.

    python training/pairs.py papers-100k.jsonl.xz [--out extract/pairs.npz]

A Chinese n-gram is the translation of an English name if the two stand in the same papers (Dice,
"Measures of the amount of ecologic association between species", 1945), if the words of the one
translate those of the other (`translation.npz`), and if it stands between other words: 倒检测 for
跌倒检测 never does. Needs `translation.npz` and `mined.npz`. Takes ten minutes and 8 GB.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from associate import Pair, associate, spell_out
from english import Term, find_terms
from grams import EDGES, count, joined
from heads import same_head

from paperweft.extract.folding import HAN, fold_text
from paperweft.extract.models import load_translation
from paperweft.extract.pairs import CountedPair, Pairs
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper
from paperweft.extract.translation import code, english_words, stem

Tokens = tuple[str, ...]

_TRANSLATED = 0.1  # a character counts as translated from this score on
_SURE = 0.3  # a score that keeps even a function word at the edge of a name
_SAME = 0.8  # of two n-grams, one in the other, that stand together so often only the longer counts
_LATIN = 0.4  # share of papers that have a name in Latin letters in Chinese text: it has no other
# Least Dice coefficients: where all words agree, of a single word, where words do not all agree,
# and the one from which two papers are enough.
_LIKELY, _WORD, _ALONE, _SURELY = 0.25, 0.45, 0.65, 0.6
_MOSTLY = 0.6  # share of a Chinese name's papers that makes up for a lesser coefficient: a synonym
_FEW, _ENOUGH = 3, 4  # papers, for a lesser coefficient, and for the other cases
_EDGES = (EDGES - {"者"}) | frozenset("上下里")
_NEVER_LAST = frozenset("中和与在对及于将被把")
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


def parallel_texts(corpus: Path) -> list[tuple[str, str]]:
    """Return the folded English and Chinese texts of each paper that has both."""
    found = []
    for item in read_papers([corpus]):
        if isinstance(item, Paper):
            english, chinese = (
                "\n".join(
                    fold_text(passage.text)
                    for passage in item.passages
                    if passage.field != "label" and (passage.language == "en") is wanted
                )
                for wanted in (True, False)
            )
            if english and chinese:
                found.append((english, chinese))
    return found


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
    """Say whether an n-gram is only part of a longer one that fits as well."""
    return (
        longer.pair.both >= _SAME * one.pair.both
        and longer is not one
        and one.text in longer.text
        and longer.covered >= min(one.covered, 0.99)
    )


def is_sure(judged: Judged, english: str, *, first: bool) -> bool:
    """Say whether a pair ships, were it the only one of its Chinese name."""
    pair, dice = judged.pair, judged.pair.dice
    if not judged.agrees:
        return first and dice >= _ALONE and pair.both >= _ENOUGH
    if " " not in english:
        return first and dice >= _WORD and pair.both >= _ENOUGH
    synonym = pair.both >= max(_ENOUGH, _MOSTLY * pair.chinese)
    return dice >= _SURELY or (dice >= _LIKELY and pair.both >= _FEW) or synonym


def choose(found: Iterable[list[Judged]], names: Mapping[str, str]) -> Iterator[Judged]:
    """Yield the pairs that ship: of English names in one another the longest that agrees."""
    by_gram: dict[int, list[Judged]] = defaultdict(list)
    for judged in found:
        for number, one in enumerate(judged):
            if is_sure(one, names[one.pair.fold], first=number == 0):
                by_gram[one.pair.gram].append(one)
    for rivals in by_gram.values():
        best = max(rivals, key=lambda one: (one.pair.dice, one.pair.fold))
        for one in rivals:
            better = [o for o in rivals if o.agrees or o.pair.dice > one.pair.dice]
            nested = any(o is not one and one.pair.fold in o.pair.fold for o in better)
            if (one.agrees or one is best) and not nested:
                yield one


def written_in_latin(texts: Iterable[str], terms: Mapping[str, Term]) -> set[str]:
    """Return the English words that Chinese texts mostly leave untranslated."""
    return {
        fold
        for fold, term in find_terms(texts).items()
        if fold in terms
        and " " not in term.text
        and len(set(term.papers) & set(terms[fold].papers)) >= _LATIN * len(terms[fold].papers)
    }


def mine(texts: Sequence[tuple[str, str]]) -> Pairs:
    """Return the pairs of names that these texts speak for."""
    chinese = [text for _, text in texts]
    terms = find_terms(english for english, _ in texts)
    for fold in written_in_latin(chinese, terms):
        del terms[fold]
    counted = count(chinese)
    pairs = list(associate(terms, counted))
    spelled = spell_out(chinese, counted, np.array(sorted({pair.gram for pair in pairs}), np.int64))
    names = {fold: term.text for fold, term in terms.items()}
    return Pairs.of(
        CountedPair(names[one.pair.fold], one.text, one.pair.both)
        for one in choose(candidates(pairs, names, spelled), names)
    )


def main() -> None:
    """Read the corpus, mine, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("extract/pairs.npz"))
    options = parser.parse_args()
    table = mine(parallel_texts(options.corpus))
    with options.out.open("wb") as file:
        table.save(file)
    print(f"{len(table.papers):,} pairs")


if __name__ == "__main__":
    main()
