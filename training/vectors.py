"""Trains word vectors on the corpus, for the tagger's network to start from.

    python training/vectors.py papers-100k.jsonl.xz VECTORS [--workers 2]

Skip-gram with negative sampling (Mikolov et al., 2013), by gensim; Han characters are words of
their own. Writes the words' keys, not the words. About ten minutes on two quiet cores.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np
from gensim.models import Word2Vec
from network import WIDTH

from paperweft.extract.features import TOKEN
from paperweft.extract.folding import fold_text
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper
from paperweft.extract.tokens import MARK

_LENGTH = 3.0  # of a vector
_RAREST = 10  # occurrences


def lines(corpus: Path) -> Iterator[str]:
    """Yield the words of each passage of the corpus, in the order of the papers' ids."""
    papers = [item for item in read_papers([corpus]) if isinstance(item, Paper)]
    for paper in sorted(papers, key=lambda paper: paper.id):
        for passage in paper.passages:
            yield " ".join(TOKEN.findall(fold_text(passage.text)))


def main() -> None:
    """Write the corpus as words, train, keep the vectors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        words = Path(folder) / "words.txt"
        with words.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines(options.corpus))
        trained = Word2Vec(
            corpus_file=str(words),
            vector_size=WIDTH,
            window=6,
            min_count=_RAREST,
            sg=1,
            sample=1e-4,
            workers=options.workers,
            epochs=3,
            seed=1,
        ).wv
    by_key = {crc32(word.encode()): trained[word] for word in trained.index_to_key}
    by_key[MARK] = np.zeros(WIDTH, np.float32)
    keys = np.array(sorted(by_key), np.int64)
    rows = np.stack([by_key[key] for key in keys.tolist()])
    rows *= _LENGTH / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    np.savez(options.vectors, keys=keys, vectors=rows)
    print(f"{len(keys):,} words")


if __name__ == "__main__":
    main()
