"""Trains the classifiers that ship: concepts, roles, relations.

    python training/fit.py ANNOTATED [--held 0.2] [--out extract]

ANNOTATED holds train_papers.jsonl and train_gold.jsonl. With `--held 0` it trains on all of them.
Needs scikit-learn (`pip install -e '.[dev]'`); takes about five minutes and 4 GB on two cores.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from gold import Example, align, read_annotated, split
from sklearn.linear_model import LogisticRegression

from paperweft.extract.features import NONE, candidate_columns
from paperweft.extract.linear import BITS, LinearModel, columns
from paperweft.extract.relations import Pair, Party, pair_features, pairs_of
from paperweft.extract.roles import role_columns
from paperweft.extract.schema import ConceptType, Role

Row = tuple[list[int], str]
_TINY = 0.01  # weights below are dropped: they make up half of the file and move no decision


def concept_and_role_rows(example: Example) -> tuple[list[Row], list[Row]]:
    """Return the training rows of one paper for the deciding step and for the roles."""
    concepts, roles = [], []
    rows = candidate_columns(example.doc, example.candidates)
    for row, gold in zip(rows, example.concepts, strict=True):
        concepts.append((row, gold["type"] if gold else NONE))
        if gold and gold["type"] != "Topic":
            roles.append((role_columns(ConceptType(gold["type"]), row), gold["role"]))
    return concepts, roles


def relation_rows(example: Example) -> Iterator[Row]:
    """Yield the training rows of one paper for the relations, gold concepts given."""
    known = [
        (candidate, gold)
        for candidate, gold in zip(example.candidates, example.concepts, strict=True)
        if gold
    ]
    parties = [
        Party(ConceptType(gold["type"]), Role(gold["role"]), candidate.occurrences)
        for candidate, gold in known
    ]
    labels = [gold["names"][0] for _, gold in known]
    stated = {(head, tail): relation for head, relation, tail in example.relations}
    for pair in pairs_of(example.doc, parties):
        yield _relation_row(example, parties, pair, labels, stated)


def _relation_row(
    example: Example,
    parties: list[Party],
    pair: Pair,
    labels: list[str],
    stated: dict[tuple[str, str], str],
) -> Row:
    relation = stated.get((labels[pair.head], labels[pair.tail]), NONE)
    return columns(pair_features(example.doc, parties, pair)), relation


def fit(rows: list[Row], strength: float) -> LinearModel:
    """Train a classifier; `strength` is the inverse of the L2 penalty."""
    lengths = [len(row) for row, _ in rows]
    flat = np.concatenate([np.asarray(row, np.int32) for row, _ in rows])
    starts = np.concatenate(([0], np.cumsum(lengths)))
    matrix = sp.csr_matrix(
        (np.ones(len(flat), np.float32), flat, starts), shape=(len(rows), 1 << BITS)
    )
    trained = LogisticRegression(C=strength, max_iter=80).fit(matrix, [label for _, label in rows])
    weights = trained.coef_.T.astype(np.float32)
    weights[np.abs(weights) < _TINY] = 0
    return LinearModel(
        tuple(map(str, trained.classes_)), weights, trained.intercept_.astype(np.float32)
    )


def main() -> None:
    """Read the gold, train the three classifiers, write their weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--held", type=float, default=0.2, help="share of papers to leave out")
    parser.add_argument("--out", type=Path, default=Path("extract"))
    options = parser.parse_args()
    folder = options.annotated
    items = read_annotated(folder / "train_papers.jsonl", folder / "train_gold.jsonl")
    kept, _ = split(items, options.held)
    rows: dict[str, list[Row]] = {"concepts": [], "roles": [], "relations": []}
    for example in align(kept):
        concepts, roles = concept_and_role_rows(example)
        rows["concepts"] += concepts
        rows["roles"] += roles
        rows["relations"] += relation_rows(example)
    for name, strength in (("concepts", 0.03), ("roles", 0.03), ("relations", 0.03)):
        model = fit(rows.pop(name), strength)
        with (options.out / f"{name}.npz").open("wb") as file:
            model.save(file)
        print(f"{name}: {', '.join(model.classes)}", flush=True)


if __name__ == "__main__":
    main()
