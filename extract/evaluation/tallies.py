"""Counts of findings, and the precision, recall and F1 that they make."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of findings; in a part of all findings `right` and `found` may differ.

    Attributes:
        right: How many of the predicted ones are right.
        predicted: How many were predicted.
        found: How many of the gold ones were found.
        gold: How many there are.
    """

    right: int
    predicted: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 0 if nothing was predicted."""
        return share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 if there is none."""
        return share(self.found, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 if both are."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; 0 of none."""
        return share(self.part, self.whole)


Tallies = dict[str, Tally]
Judged = tuple[str, bool]
"""The part that a finding belongs to, and whether it is right or was found."""


def share(part: float, whole: float) -> float:
    """Return the part as a share of the whole; 0 of nothing."""
    return part / whole if whole else 0.0


def tally(predicted: Collection[bool], gold: Collection[bool]) -> Tally:
    """Count which predicted findings are right and which gold ones were found."""
    return Tally(sum(predicted), len(predicted), sum(gold), len(gold))


def tally_parts(
    predicted: Iterable[Judged], gold: Iterable[Judged], order: Iterable[str] = ()
) -> Tallies:
    """Count part by part: those named in `order` first, the others in the order of their names."""
    parts: dict[str, tuple[list[bool], list[bool]]] = defaultdict(lambda: ([], []))
    for part, right in predicted:
        parts[part][0].append(right)
    for part, found in gold:
        parts[part][1].append(found)
    ranks = {part: rank for rank, part in enumerate(order)}
    names = sorted(parts, key=lambda part: (ranks.get(part, len(ranks)), part))
    return {part: tally(*parts[part]) for part in names}
