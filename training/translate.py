"""Learns which English words and Chinese character pairs translate each other, from titles.

    python training/translate.py papers-100k.jsonl.xz [--out extract/translation.npz]

IBM Model 1 (Brown et al., "The mathematics of statistical machine translation", 1993) over the
parallel titles of the corpus, both ways; what ships is the geometric mean of the two
probabilities for each pair that is likely enough. Takes about three minutes and 3 GB.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper
from paperweft.extract.translation import Translation, character_pairs, english_words

_RARE = 4  # a word or pair in fewer titles is left out
_ROUNDS = 6
_LEAST = 0.03

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def parallel_titles(corpus: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words and the character pairs of each paper's two titles."""
    for item in read_papers([corpus]):
        if isinstance(item, Paper):
            titles = {p.language[:2]: p.text for p in item.passages if p.field == "title"}
            if len(titles) == 2:
                words = sorted(set(english_words(titles["en"])))
                pairs = sorted(set(character_pairs(titles["zh"])))
                yield words, pairs


def index(items: Iterable[list[str]]) -> dict[str, int]:
    """Number the items that are in enough titles."""
    counts = Counter(item for title in items for item in title)
    return {item: i for i, item in enumerate(sorted(c for c in counts if counts[c] >= _RARE))}


def model_1(given: Integers, made: Integers, title: Integers, sizes: tuple[int, int]) -> Floats:
    """Return the probability of what is made, given what it is made from, for each link.

    Args:
        given: For each possible link the number of the word it starts from.
        made: For each link the number of the word it leads to.
        title: For each link its title.
        sizes: How many words of either kind there are.
    """
    links, inverse = np.unique(given * sizes[1] + made, return_inverse=True)
    target = np.unique(title * sizes[1] + made, return_inverse=True)[1]
    chance = np.full(len(links), 1.0)
    for _ in range(_ROUNDS):
        share = chance[inverse]
        share /= np.bincount(target, share)[target]
        counts = np.bincount(inverse, share, len(links))
        chance = counts / np.bincount(links // sizes[1], counts, sizes[0])[links // sizes[1]]
    result: Floats = chance[inverse]
    return result


def learn(titles: list[tuple[list[str], list[str]]]) -> Translation:
    """Learn the translation table of these titles."""
    words, pairs = index(w for w, _ in titles), index(p for _, p in titles)
    rows = [
        (number, words[word], pairs[pair])
        for number, (left, right) in enumerate(titles)
        for word in left
        if word in words
        for pair in right
        if pair in pairs
    ]
    title, word, pair = np.array(rows, np.int64).T
    forth = model_1(word, pair, title, (len(words), len(pairs)))
    back = model_1(pair, word, title, (len(pairs), len(words)))
    names, signs = list(words), list(pairs)
    scores = zip(word, pair, np.sqrt(forth * back), strict=True)
    return Translation.of(
        {(names[w], signs[p]): float(score) for w, p, score in scores if score >= _LEAST}
    )


def main() -> None:
    """Read the corpus, learn, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("extract/translation.npz"))
    options = parser.parse_args()
    table = learn(list(parallel_titles(options.corpus)))
    with options.out.open("wb") as file:
        table.save(file)
    print(f"{len(table.keys):,} pairs")


if __name__ == "__main__":
    main()
