"""The evaluation of predictions against gold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from paperweft.extract.evaluation import breakdowns
from paperweft.extract.evaluation.calibration import Calibration, calibrate
from paperweft.extract.evaluation.matching import Level, PaperMatch, match_paper
from paperweft.extract.evaluation.misses import Misses, worst
from paperweft.extract.evaluation.paper_rows import PaperRow
from paperweft.extract.evaluation.tallies import Share, Tallies
from paperweft.extract.records import Paper, Problem


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How right predictions are.

    Attributes:
        matches: Each gold paper with its prediction, sorted by id; without one nothing of it
            counts as found.
        predicted: How many of these papers have a prediction.
        papers: The papers by the ids of their rows, where known.
        problems: What could not be read, and what was left out.
    """

    matches: tuple[PaperMatch, ...]
    predicted: int
    papers: Mapping[str, Paper] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def overall(self) -> Tallies:
        """By level: `names`, `concepts` (typed), `edges` (with role, too), `relations`."""
        return breakdowns.overall(self.matches)

    @property
    def by_type(self) -> Tallies:
        """Typed concepts by type."""
        return breakdowns.by_type(self.matches)

    @property
    def by_role(self) -> Tallies:
        """Edges by role."""
        return breakdowns.by_role(self.matches)

    @property
    def by_relation(self) -> Tallies:
        """Relations by relation."""
        return breakdowns.by_relation(self.matches)

    @property
    def by_language(self) -> Tallies:
        """Typed concepts by the languages that they have names in."""
        return breakdowns.by_language(self.matches)

    @property
    def by_rule(self) -> Tallies:
        """Typed concepts by the rules that proposed them; empty if predictions tell none."""
        return breakdowns.by_rule(self.matches)

    @property
    def by_only_rule(self) -> Tallies:
        """Typed concepts that one rule alone proposed, by that rule."""
        return breakdowns.by_rule(self.matches, alone=True)

    @property
    def bilingual(self) -> Share:
        """Gold concepts with names in both languages that were found as one concept with both."""
        return breakdowns.bilingual(self.matches)

    @property
    def joined(self) -> Share:
        """Those of them found by any name, and the ones found as one concept with both."""
        return breakdowns.joined(self.matches)

    @property
    def calibration(self) -> Calibration | None:
        """How well confidences tell that a typed concept is right; None if there are none."""
        return calibrate(
            (concept.confidence, right)
            for concept, right in breakdowns.predicted(self.matches, Level.CONCEPTS)
            if concept.confidence is not None
        )

    def worst(self, count: int) -> Misses:
        """Return up to `count` of the worst misses of each kind."""
        return worst(self.matches, count, self.papers)


def evaluate_rows(gold: Iterable[PaperRow], predicted: Iterable[PaperRow]) -> Evaluation:
    """Match predictions with gold, paper by paper; predictions for other papers do not count.

    Of two rows with one id the last counts.
    """
    found = {row.id: row for row in predicted}
    asked = {row.id: row for row in gold}
    matches = (match_paper(asked[name], found.get(name, PaperRow(name))) for name in sorted(asked))
    return Evaluation(tuple(matches), len(asked.keys() & found.keys()))
