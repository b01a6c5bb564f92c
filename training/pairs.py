"""Mines Chinese–English pairs of names from a corpus that has its abstracts in both languages.

    python training/pairs.py papers-100k.jsonl.xz [--out extract/pairs.npz]

A Chinese n-gram is the translation of an English name if the two stand in the same papers (Dice,
"Measures of the amount of ecologic association between species", 1945), if the words of the one
translate those of the other (`translation.npz`), and if it stands between other words: 倒检测 for
跌倒检测 never does. Needs `translation.npz` and `mined.npz`. Takes six minutes and 4 GB.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from associate import associate, spell_out
from english import Term, find_terms
from grams import count
from judge import Judged, candidates

from paperweft.extract.folding import fold_text
from paperweft.extract.pairs import CountedPair, Pairs
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper

_LATIN = 0.4  # share of papers that have a word in Latin letters in Chinese text: it has no other
# Least Dice coefficients: where all words agree, of a single word, where words do not all agree,
# and the one from which two papers are enough.
_LIKELY, _WORD, _ALONE, _SURELY = 0.25, 0.45, 0.65, 0.6
_MOSTLY = 0.6  # share of a Chinese name's papers that makes up for a lesser coefficient: a synonym
_FEW, _ENOUGH = 3, 4  # papers, for a lesser coefficient, and for the other cases


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
