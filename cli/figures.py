"""An evaluation as data; `figure_tables` prints it."""

from typing import Any

from paperweft.extract.evaluation.calibration import Calibration
from paperweft.extract.evaluation.evaluation import Evaluation
from paperweft.extract.evaluation.misses import MissedConcept, Misses, WrongConcept
from paperweft.extract.evaluation.paper_rows import ConceptRow
from paperweft.extract.evaluation.tallies import Tallies, Tally
from paperweft.extract.fields import clean

Data = dict[str, Any]

PARTS = {
    "overall": "overall",
    "by_type": "concepts, by type",
    "by_role": "edges, by role",
    "by_relation": "relations, by relation",
    "by_language": "concepts, by names",
    "by_rule": "concepts, by rule",
    "by_only_rule": "concepts of one rule only",
}
"""The breakdowns of an evaluation by their names there, with what to call them."""


def as_data(found: Evaluation, worst: int = 0) -> Data:
    """Return the figures for a program, with up to `worst` misses of each kind."""
    calibration, bilingual = found.calibration, found.bilingual
    data: Data = {
        "papers": {"gold": len(found.matches), "predicted": found.predicted},
        **{part: _tallies(getattr(found, part)) for part in PARTS},
        "bilingual": {
            "share": bilingual.value,
            "found": bilingual.part,
            "gold": bilingual.whole,
            "by_any_name": found.joined.whole,
        },
        "calibration": calibration and _calibration(calibration),
    }
    return data | ({"worst": _misses(found.worst(worst))} if worst else {})


def _tallies(tallies: Tallies) -> Data:
    return {clean(part): _tally(tally) for part, tally in tallies.items()}


def _tally(tally: Tally) -> Data:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "right": tally.right,
        "predicted": tally.predicted,
        "found": tally.found,
        "gold": tally.gold,
    }


def _calibration(calibration: Calibration) -> Data:
    return {
        "error": calibration.error,
        "concepts": calibration.count,
        "bins": [
            {
                "above": part.low,
                "up_to": part.high,
                "concepts": part.count,
                "confidence": part.confidence,
                "right": part.right,
            }
            for part in calibration.bins
        ],
    }


def _misses(misses: Misses) -> Data:
    return {
        "papers": [
            {"id": clean(paper.paper), "wrong": paper.wrong, "missed": paper.missed}
            for paper in misses.papers
        ],
        "false": list(map(_wrong, misses.false)),
        "mistyped": list(map(_wrong, misses.mistyped)),
        "missed": list(map(_missed, misses.missed)),
    }


def _wrong(miss: WrongConcept) -> Data:
    return {
        "paper": clean(miss.paper),
        **_concept(miss.concept),
        "confidence": miss.concept.confidence,
        "gold": miss.gold and _concept(miss.gold),
        "sentence": clean(miss.sentence),
    }


def _missed(miss: MissedConcept) -> Data:
    return {
        **_concept(miss.concept),
        "papers": list(map(clean, miss.papers)),
        "sentence": clean(miss.sentence),
    }


def _concept(concept: ConceptRow) -> Data:
    return {
        "type": clean(concept.type),
        "names": list(map(clean, concept.names)),
        "role": clean(concept.role or "") or None,
    }
