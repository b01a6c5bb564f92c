"""Learns which English words Chinese characters translate, from parallel sentences.

    python training/alignment.py papers-100k.jsonl.xz [--out extract/alignment.npz]

IBM Model 1 (Brown et al., "The mathematics of statistical machine translation", 1993), both ways,
over titles and over the sentences of abstracts that have as many in either language. Only pairs
that keep to the same sentences are looked at; what ships is the geometric mean of the two
probabilities. Takes three minutes and 5 GB.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from translate import index, model_1

from paperweft.extract.alignment import Alignment
from paperweft.extract.folding import HAN, fold_text
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper
from paperweft.extract.sentences import sentence_bounds
from paperweft.extract.translation import english_words

_LEAST = 0.02
_FEW = 3  # sentences that a pair has in common at least
_SHORTEST, _LONGEST = 0.12, 0.7  # a Chinese sentence, in parts of the English one's length
_SLICE = 4000  # sentences

Sentence = tuple[list[str], list[str]]
Integers = NDArray[np.int64]

_RUN = re.compile(f"[{HAN}]+")


def units(text: str) -> list[str]:
    """Return the distinct Chinese characters, and the distinct pairs of neighbours."""
    runs = _RUN.findall(fold_text(text))
    pairs = (run[i : i + 2] for run in runs for i in range(len(run) - 1))
    return sorted({*chain.from_iterable(runs), *pairs})


def parallel_sentences(corpus: Path) -> Iterator[Sentence]:
    """Yield the words and the units of each sentence that is there in both languages."""
    for item in read_papers([corpus]):
        if isinstance(item, Paper):
            for field in ("title", "abstract"):
                texts = {p.language[:2]: p.text for p in item.passages if p.field == field}
                if len(texts) == 2:
                    yield from _sentences(field, texts["en"], texts["zh"])


def _sentences(field: str, english: str, chinese: str) -> Iterator[Sentence]:
    if field == "title":
        yield sorted(set(english_words(english))), units(chinese)
        return
    ours, theirs = sentence_bounds(english), sentence_bounds(chinese)
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            if _SHORTEST < (other[1] - other[0]) / (one[1] - one[0]) < _LONGEST:
                words = english_words(english[slice(*one)])
                yield sorted(set(words)), units(chinese[slice(*other)])


def matrix(sentences: Iterable[list[str]], numbers: dict[str, int]) -> sp.csr_matrix:
    """Return which sentence has which item; shape (sentences, items)."""
    rows = [[numbers[item] for item in items if item in numbers] for items in sentences]
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
    flat = np.fromiter(chain.from_iterable(rows), np.int32, starts[-1])
    return sp.csr_matrix((np.ones(len(flat), np.float32), flat, starts), (len(rows), len(numbers)))


def likely_pairs(words: sp.csr_matrix, signs: sp.csr_matrix) -> Integers:
    """Return the pairs that keep to the same sentences, as word * number of units + unit."""
    of_word, of_sign = (np.asarray(m.sum(0)).ravel() for m in (words, signs))
    by_word = words.T.tocsr()
    found = []
    for first in range(0, by_word.shape[0], 400):
        both = (by_word[first : first + 400] @ signs).tocoo()
        word = first + both.row.astype(np.int64)
        close = both.data**2 >= _LEAST**2 * of_word[word] * of_sign[both.col]
        kept = close & (both.data >= _FEW)
        found.append(word[kept] * signs.shape[1] + both.col[kept])
    return np.sort(np.concatenate(found))


def links(words: sp.csr_matrix, signs: sp.csr_matrix, pairs: Integers) -> tuple[Integers, Integers]:
    """Return the likely pairs of each sentence, and the sentence of each."""
    found, where = [], []
    for first in range(0, words.shape[0], _SLICE):
        left, right = words[first : first + _SLICE].tocoo(), signs[first : first + _SLICE]
        size = np.diff(right.indptr)[left.row]
        begin = right.indptr[left.row] - np.cumsum(size) + size
        sign = right.indices[np.arange(size.sum()) + np.repeat(begin, size)]
        keys = np.repeat(left.col.astype(np.int64), size) * signs.shape[1] + sign
        places = np.minimum(np.searchsorted(pairs, keys), len(pairs) - 1)
        known = pairs[places] == keys
        found.append(keys[known])
        where.append(first + np.repeat(left.row, size)[known])
    return np.concatenate(found), np.concatenate(where)


def learn(sentences: list[Sentence]) -> Alignment:
    """Learn the table of these sentences."""
    words, signs = index(one for one, _ in sentences), index(other for _, other in sentences)
    left = matrix((one for one, _ in sentences), words)
    right = matrix((other for _, other in sentences), signs)
    keys, where = links(left, right, likely_pairs(left, right))
    word, sign = keys // len(signs), keys % len(signs)
    forth = model_1(word, sign, where, (len(words), len(signs)))
    back = model_1(sign, word, where, (len(signs), len(words)))
    scores = np.sqrt(forth * back)
    _, first = np.unique(keys, return_index=True)
    names, characters = list(words), list(signs)
    return Alignment.of(
        {
            (characters[sign[i]], names[word[i]]): float(scores[i])
            for i in first[scores[first] >= _LEAST].tolist()
        }
    )


def main() -> None:
    """Read the corpus, learn, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("extract/alignment.npz"))
    options = parser.parse_args()
    table = learn(list(parallel_sentences(options.corpus)))
    with options.out.open("wb") as file:
        table.save(file)
    print(f"{len(table.scores):,} pairs")


if __name__ == "__main__":
    main()
