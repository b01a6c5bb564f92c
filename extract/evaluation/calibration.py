"""Whether confidences keep their word: of what is told with .8, eight in ten should be right.

The expected calibration error of Guo et al., "On Calibration of Modern Neural Networks" (2017).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

BINS = 10
_EDGES = [number / BINS for number in range(BINS + 1)]


@dataclass(frozen=True, slots=True)
class Bin:
    """The findings with a confidence above `low` up to `high`; the first bin has 0, too.

    Attributes:
        low: Where the bin begins.
        high: Where it ends.
        count: How many findings are in it.
        confidence: Their mean confidence; 0 of none.
        right: The share of them that is right; 0 of none.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The calibration of some findings.

    Attributes:
        error: The expected calibration error: the mean of the bins' differences between
            confidence and share of right ones, weighted by their counts; 0 is best.
        count: How many findings have a confidence.
        bins: Ten bins of one width, from 0 to 1.
    """

    error: float
    count: int
    bins: tuple[Bin, ...]


def calibrate(judged: Iterable[tuple[float, bool]]) -> Calibration | None:
    """Return the calibration of confidences, 0 to 1, given whether each finding is right.

    Returns:
        None where there is no finding.
    """
    members: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in judged:
        members[max(1, bisect_left(_EDGES, confidence))].append((confidence, right))
    bins = tuple(_bin(number, members[number]) for number in range(1, BINS + 1))
    count = sum(part.count for part in bins)
    if not count:
        return None
    error = fsum(part.count * abs(part.confidence - part.right) for part in bins) / count
    return Calibration(error, count, bins)


def _bin(number: int, judged: list[tuple[float, bool]]) -> Bin:
    count = len(judged)
    confidence = fsum(confidence for confidence, _ in judged) / count if count else 0.0
    right = sum(right for _, right in judged) / count if count else 0.0
    return Bin(_EDGES[number - 1], _EDGES[number], count, confidence, right)
