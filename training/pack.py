"""Packs the corpus as subwords, for masked-token pre-training.

    python training/pack.py papers-100k.jsonl.xz PACK [--mib 60]

Writes PACK/vocabulary.json and PACK/tokens.npy: one array of uint16, the passages of paper after
paper, in random order of papers, each passage closed by an end mark. The titles, summaries and
abstracts of one paper in both languages so stand beside each other, and one helps to guess the
other (Conneau and Lample, "Cross-lingual language model pretraining", 2019). About two minutes.
"""

import argparse
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from corpus import shuffled_papers
from numpy.typing import NDArray
from subwords import END, SIZE, load_vocabulary, train_vocabulary
from tokenizers import Tokenizer

from paperweft.extract.records import Paper

_SAMPLE = 30_000  # papers that the vocabulary is made from
_AT_ONCE = 1_000  # passages


def passages_of(papers: Iterable[Paper]) -> Iterator[str]:
    """Yield the passages of the papers."""
    return (passage.text for paper in papers for passage in paper.passages)


def pack(tokenizer: Tokenizer, passages: Iterable[str], most: int) -> NDArray[np.uint16]:
    """Return the first tokens of the passages, at most so many."""
    tokens, rest = array("H"), iter(passages)
    while len(tokens) < most and (some := list(islice(rest, _AT_ONCE))):
        for encoding in tokenizer.encode_batch_fast(some):
            tokens.extend(encoding.ids)
            tokens.append(END)
    return np.array(tokens[:most], np.uint16)


def main() -> None:
    """Make the vocabulary, pack the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--mib", type=float, default=60, help="size of the tokens")
    parser.add_argument("--vocabulary", type=int, default=SIZE, help="how many subwords")
    options = parser.parse_args()
    papers = shuffled_papers(options.corpus)
    options.pack.mkdir(parents=True, exist_ok=True)
    path = options.pack / "vocabulary.json"
    sample = passages_of(islice(papers, _SAMPLE))
    train_vocabulary(sample, options.vocabulary).save(str(path))
    tokens = pack(load_vocabulary(path), passages_of(papers), int(options.mib * 2**20 / 2))
    np.save(options.pack / "tokens.npy", tokens)
    print(f"{len(tokens):,} tokens, {tokens.nbytes / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
