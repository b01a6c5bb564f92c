"""Surveys a corpus: which names its papers hold, and what the deciding step thinks of each.

    python training/survey.py papers-100k.jsonl.xz SHARDS [--workers 2] [--papers 100000]

Writes one Parquet file per 1,000 papers into SHARDS; run again, it goes on where it stopped.
Columns: paper (number in the survey), fold, name (as written), and the probability of each class.
`training/mine.py` counts over them. Takes about half an hour on two quiet cores.
"""

import argparse
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from corpus import shuffled_papers
from spacy.language import Language

from paperweft.extract.candidates import assemble
from paperweft.extract.document import layout
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.features import NONE, candidate_columns
from paperweft.extract.folding import fold_name
from paperweft.extract.models import load_model
from paperweft.extract.records import Paper

_SHARD = 1_000
_LEAST = 0.05  # a name less likely than this to be a concept is left out

Shard = tuple[Path, int, list[Paper]]


@cache
def _engine() -> Language:
    return make_engine()


def survey(paper: Paper, number: int) -> Iterator[dict[str, object]]:
    """Yield a row for each name of each likely candidate of the paper."""
    model = load_model("concepts")
    doc = read_paper(_engine(), paper)
    candidates = assemble(doc)
    chances = model.probabilities(candidate_columns(doc, candidates))
    text = layout(doc).text
    for candidate, row in zip(candidates, chances, strict=True):
        named = dict(zip(model.classes, map(float, row), strict=True))
        if 1 - named[NONE] >= _LEAST:
            forms = {text[place.start : place.end] for place in candidate.occurrences}
            for form in sorted(forms):
                yield {"paper": number, "fold": fold_name(form), "name": form, **named}


def write_shard(shard: Shard) -> Path:
    """Survey the papers of one shard and write its file."""
    path, first, papers = shard
    rows = [row for i, paper in enumerate(papers) for row in survey(paper, first + i)]
    temporary = path.with_suffix(".part")
    pq.write_table(pa.Table.from_pylist(rows), temporary, compression="zstd")
    return temporary.rename(path)


def shards(papers: Iterable[Paper], folder: Path) -> Iterator[Shard]:
    """Yield the shards that are not written yet."""
    stream = iter(papers)
    number = 0
    while chunk := list(islice(stream, _SHARD)):
        path = folder / f"{number:04}.parquet"
        if not path.exists():
            yield path, number * _SHARD, chunk
        number += 1


def main() -> None:
    """Survey the corpus in a random order, so that a part of it is a fair sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("shards", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--papers", type=int, default=100_000)
    options = parser.parse_args()
    options.shards.mkdir(parents=True, exist_ok=True)
    papers = shuffled_papers(options.corpus)
    with get_context("spawn").Pool(options.workers) as pool:
        for path in pool.imap(write_shard, shards(papers[: options.papers], options.shards)):
            print(path.name, flush=True)


if __name__ == "__main__":
    main()
