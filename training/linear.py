"""Trains linear classifiers over hashed features, and tells what they say of papers unseen."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from paperweft.extract.linear import BITS, LinearModel

_FOLDS = 4
_STRENGTH = 0.03  # the inverse of the L2 penalty
_TINY = 0.01  # weights below are dropped: they make up half of the file and move no decision


def fit_linear(rows: Sequence[tuple[list[int], str]]) -> LinearModel:
    """Train a classifier on rows of feature columns, each with its class."""
    lengths = [len(row) for row, _ in rows]
    flat = np.concatenate([np.asarray(row, np.int32) for row, _ in rows])
    starts = np.concatenate(([0], np.cumsum(lengths)))
    matrix = sp.csr_matrix(
        (np.ones(len(flat), np.float32), flat, starts), shape=(len(rows), 1 << BITS)
    )
    trained = LogisticRegression(C=_STRENGTH, max_iter=60).fit(matrix, [told for _, told in rows])
    weights = trained.coef_.T.astype(np.float32)
    weights[np.abs(weights) < _TINY] = 0
    return LinearModel(
        tuple(map(str, trained.classes_)), weights, trained.intercept_.astype(np.float32)
    )


def out_of_fold(
    rows: Sequence[Sequence[list[int]]], told: Sequence[Sequence[str]], *, groups: Sequence[int]
) -> tuple[LinearModel, list[NDArray[np.float32]]]:
    """Train a classifier, and tell what classifiers that did not see a paper say of it.

    Args:
        rows: For each paper the feature columns of each candidate.
        told: For each paper the class of each candidate.
        groups: For each paper a number; papers of one number are never parted.

    Returns:
        The classifier trained on all, and for each paper the probabilities of its candidates.
    """

    def trained(chosen: list[int]) -> LinearModel:
        return fit_linear([one for n in chosen for one in zip(rows[n], told[n], strict=True)])

    chances: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * len(rows)
    for fold in range(_FOLDS):
        inside = [n for n in range(len(rows)) if groups[n] % _FOLDS != fold]
        model = trained(inside)
        for n in range(len(rows)):
            if groups[n] % _FOLDS == fold:
                chances[n] = model.probabilities(rows[n])
        print(f"linear, fold {fold + 1} of {_FOLDS}", flush=True)
    return trained(list(range(len(rows)))), chances
