"""Counts what `training/survey.py` found into the table that ships.

    python training/mine.py SHARDS [--out extract/mined.npz]

A name counts if two papers hold it. Takes about a minute and 2 GB.
"""

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds

from paperweft.extract.folding import fold_name
from paperweft.extract.mined import TYPES, Mined, Reputation

_RARE = 2


def counted(shards: Path) -> pa.Table:
    """Return one row a name: its papers and the mean chance of each type."""
    table = ds.dataset(sorted(shards.glob("*.parquet"))).to_table(
        columns=["paper", "name", *(kind.value for kind in TYPES)]
    )
    names = table["name"].combine_chunks().dictionary_encode()
    folds = pa.array([fold_name(name) for name in names.dictionary.to_pylist()])
    table = table.append_column("fold", folds.take(names.indices))
    once = table.group_by(["fold", "paper"]).aggregate([(kind.value, "max") for kind in TYPES])
    names = once.group_by("fold").aggregate(
        [("paper", "count"), *((f"{kind.value}_max", "mean") for kind in TYPES)]
    )
    return names.filter(ds.field("paper_count") >= _RARE)


def reputations(names: pa.Table) -> dict[str, Reputation]:
    """Return the reputation of each name."""
    chances = np.column_stack([names[f"{kind.value}_max_mean"].to_numpy() for kind in TYPES])
    papers = np.log2(names["paper_count"].to_numpy()).astype(int)
    score = np.minimum(1, chances.sum(axis=1))
    share = chances.max(axis=1) / chances.sum(axis=1)
    return {
        fold: Reputation(int(p), int(s * 10), TYPES[int(k)], int(h * 10))
        for fold, p, s, k, h in zip(
            names["fold"].to_pylist(), papers, score, chances.argmax(axis=1), share, strict=True
        )
    }


def main() -> None:
    """Read the shards, count, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shards", type=Path)
    parser.add_argument("--out", type=Path, default=Path("extract/mined.npz"))
    options = parser.parse_args()
    found = reputations(counted(options.shards))
    with options.out.open("wb") as file:
        Mined.of(found).save(file)
    print(f"{len(found):,} names")


if __name__ == "__main__":
    main()
