"""How much the word of an optional recognizer counts when the deciding step decides.

The trained classifier never saw what a language model or GLiNER proposes. So it decides on what
it knows, and their word is added as what it is: independent evidence, in log-odds (Good,
"Probability and the Weighing of Evidence", 1950).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.candidates import REPEATED, Candidate, Occurrence
from paperweft.extract.recognizers import OPTIONAL

WEIGHTS = {"llm": 2.0, "gliner": 1.0}
"""By how much a proposal raises the log-odds of its type: docs/decisions/017-advice.md."""


def unadvised(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates as they are without advice, so that their features mean the same."""
    return [
        replace(candidate, occurrences=tuple(map(_unadvised, candidate.occurrences)))
        if _is_advised(candidate)
        else candidate
        for candidate in candidates
    ]


def advised(
    candidates: Sequence[Candidate], classes: Sequence[str], chances: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the chances with the advice counted in.

    Args:
        candidates: As assembled, with all rules.
        classes: What the columns stand for.
        chances: Shape (candidates, classes); each row adds up to 1.

    Returns:
        The same shape; rows without advice are as they were.
    """
    result = chances.copy()
    for number, candidate in enumerate(candidates):
        if _is_advised(candidate):
            raised = chances[number] * _factors(candidate, classes)
            result[number] = raised / raised.sum()
    return result


def _factors(candidate: Candidate, classes: Sequence[str]) -> NDArray[np.float32]:
    """Return what the odds of each class are multiplied by."""
    rules = {rule for place in candidate.occurrences for rule in place.rules}
    weights = np.zeros(len(classes), np.float32)
    for name, kind in sorted(rules):
        if name in WEIGHTS and kind in classes:
            weights[classes.index(kind)] += WEIGHTS[name]
    factors: NDArray[np.float32] = np.exp(weights)
    return factors


def _is_advised(candidate: Candidate) -> bool:
    return any(rule in OPTIONAL for place in candidate.occurrences for rule, _ in place.rules)


def _unadvised(place: Occurrence) -> Occurrence:
    rules = tuple(rule for rule in place.rules if rule[0] not in OPTIONAL)
    return replace(place, rules=rules or ((REPEATED, ""),))
