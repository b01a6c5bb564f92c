"""Asks the extractor that is installed what it thinks of a corpus: lessons for the tagger.

    python training/teach.py papers-100k.jsonl.xz SHARDS [--first 0] [--shards 100]

Writes one file per 500 papers into SHARDS; run again, it goes on where it stopped. Each paper has
its tokens, the places of its candidates and the probabilities of their classes, by the tagger if
there is one in `extract/`, else by the linear model. About 17 seconds a shard on one core.
"""

import argparse
import gc
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from corpus import shuffled_papers
from spacy.language import Language

from paperweft.extract.candidates import assemble
from paperweft.extract.decide import class_chances
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.records import Paper
from paperweft.extract.tokens import read_spans, tokens_of

_SHARD = 500


def lessons(engine: Language, papers: list[Paper]) -> Iterator[tuple[object, ...]]:
    """Yield what the network learns of each paper that has candidates."""
    for paper in papers:
        doc = read_paper(engine, paper)
        candidates, tokens = assemble(doc), tokens_of(doc)
        if candidates and tokens:
            chances = class_chances(doc, candidates).astype(np.float16)
            columns = tokens.columns.astype(np.uint32)
            yield columns, tokens.starts, read_spans(tokens, candidates), chances


def main() -> None:
    """Write the shards, papers in a random order, so that a part of them is a fair sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--shards", type=int, default=100)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    papers = shuffled_papers(options.corpus)
    gc.freeze()  # the corpus stays: do not look through it again and again
    engine = make_engine()
    for number in range(options.first, options.first + options.shards):
        path = options.folder / f"{number:04}.pkl"
        chunk = papers[number * _SHARD : (number + 1) * _SHARD]
        if chunk and not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(pickle.dumps(list(lessons(engine, chunk))))
            part.rename(path)
            print(path.name, flush=True)


if __name__ == "__main__":
    main()
