"""The trace of an extraction: every step from a paper's sentences to its concepts, kept to look at.

The steps are those of the extractor itself, run once more; see docs/extraction.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from paperweft.extract.candidates import Candidate, assemble
from paperweft.extract.decide import Judgement, Thresholds, decide, judge, thresholds
from paperweft.extract.document import MENTIONS, Layout, layout
from paperweft.extract.pipeline import Extractor, concept_of, extraction_of
from paperweft.extract.reasons import Reason, reasons
from paperweft.extract.records import Extraction, NameLink, Paper, PaperConcept
from paperweft.extract.schema import ConceptType


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a passage: `paper.passages[passage].text[start:end]` is `text`."""

    passage: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one recognizer takes for a mention.

    Attributes:
        place: Where.
        rule: The recognizer, or the part of one.
        type: The type it believes in, or None where it cannot tell.
    """

    place: Place
    rule: str
    type: ConceptType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A candidate and what was decided on it.

    Attributes:
        names: Its names as written, in reading order.
        places: Where it stands, in reading order.
        rules: What proposed it, sorted.
        links: Why its names are one.
        chances: The probability of each type, the likeliest first.
        why: Why it was kept or dropped.
        reasons: What weighed most, for and against, the strongest first.
        concept: The concept of the paper that it became; None if it was dropped.
    """

    names: tuple[str, ...]
    places: tuple[Place, ...]
    rules: tuple[str, ...]
    links: tuple[NameLink, ...]
    chances: tuple[tuple[ConceptType, float], ...]
    why: str
    reasons: tuple[Reason, ...]
    concept: PaperConcept | None

    @property
    def chance(self) -> float:
        """The probability that it is a concept of any type."""
        return sum(chance for _, chance in self.chances)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How a paper's sentences became concepts.

    Attributes:
        proposals: What the recognizers propose, in reading order.
        verdicts: Every candidate, the likeliest first.
        thresholds: The probabilities from which candidates are kept.
        extraction: What came out, with the paper.
    """

    proposals: tuple[Proposal, ...]
    verdicts: tuple[Verdict, ...]
    thresholds: Thresholds
    extraction: Extraction


def trace(extractor: Extractor, paper: Paper) -> Trace:
    """Extract a paper and keep what every step did.

    Raises:
        ModelError: The weights are missing or damaged.
    """
    doc = extractor.read(paper)
    candidates = assemble(doc)
    decisions = decide(doc, candidates)
    concepts = {decision.candidate: concept_of(doc, decision) for decision in decisions}
    return Trace(
        proposals=_proposals(doc),
        verdicts=_verdicts(doc, candidates, concepts),
        thresholds=thresholds(doc),
        extraction=extraction_of(doc, decisions, extractor.version()),
    )


def _proposals(doc: Doc) -> tuple[Proposal, ...]:
    plan = layout(doc)
    found = {(s.start_char, s.end_char, s.id_, s.label_) for s in doc.spans[MENTIONS]}
    return tuple(
        Proposal(_place(plan, start, end), rule, ConceptType(label) if label else None)
        for start, end, rule, label in sorted(found)
    )


def _place(plan: Layout, start: int, end: int) -> Place:
    passage = plan.passage_at(start)
    offset = plan.starts[passage]
    return Place(passage, start - offset, end - offset, plan.text[start:end])


def _verdicts(
    doc: Doc, candidates: list[Candidate], concepts: Mapping[Candidate, PaperConcept]
) -> tuple[Verdict, ...]:
    judged = judge(doc, candidates)
    found = [
        _verdict(layout(doc), judgement, why, concepts.get(judgement.candidate))
        for judgement, why in zip(judged, reasons(doc, judged), strict=True)
    ]
    return tuple(sorted(found, key=lambda verdict: (-verdict.chance, verdict.places)))


def _verdict(
    plan: Layout, judgement: Judgement, why: Sequence[Reason], concept: PaperConcept | None
) -> Verdict:
    candidate = judgement.candidate
    places = tuple(_place(plan, place.start, place.end) for place in candidate.occurrences)
    return Verdict(
        names=tuple(dict.fromkeys(place.text for place in places)),
        places=places,
        rules=tuple(sorted({rule for place in candidate.occurrences for rule, _ in place.rules})),
        links=candidate.links,
        chances=judgement.chances,
        why=judgement.why,
        reasons=tuple(why),
        concept=concept,
    )
