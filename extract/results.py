"""Results: values of metrics that a paper reports, with what they were measured on and whose.

Only values of the paper's own Metric concepts are results: a number alone says nothing. The rules
were written against sentences of abstracts; which wordings they know is in `wordings.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from paperweft.extract.changes import change_of, may_be_factor
from paperweft.extract.numbers import PERCENT, PERCENTAGE_POINTS, POINTS, TIMES, Quantity
from paperweft.extract.parties import dataset_of, method_of
from paperweft.extract.records import Paper, PaperConcept, PaperResult, Sentence
from paperweft.extract.schema import METRIC
from paperweft.extract.sentences import sentence_bounds
from paperweft.extract.slots import F, Line, M, Name, Slot, V, lay_slots, names_in
from paperweft.extract.wordings import Reading, readings

_NO_MEASURE = re.compile(r"CIs?|confidence intervals?|置信区间|p[- ]?values?|[pP]值", re.IGNORECASE)
_LISTED = re.compile(r"(?:、|和|与|及|/|,? and ) ?$")  # a metric unknown to the paper's concepts
_DIGIT = re.compile(r"\d")
_CONFIDENCE = 0.9  # of a hundred results about that many are right: docs/benchmarks.md


def find_results(paper: Paper, concepts: Sequence[PaperConcept]) -> tuple[PaperResult, ...]:
    """Return the results that the paper states, each once, in reading order.

    Args:
        paper: The paper.
        concepts: Its concepts.
    """
    found: list[PaperResult] = []
    for passage, starts in _measures(concepts).items():
        sentences = list(_sentences(paper, passage, starts))
        names = names_in(paper.passages[passage].text, passage, concepts) if sentences else []
        for sentence in sentences:
            found += _stated(paper, sentence, names, concepts)
    return tuple(_once(found))


def _measures(concepts: Sequence[PaperConcept]) -> dict[int, list[int]]:
    """Return where metrics are named, by passage, in reading order."""
    places = sorted(
        (mention.passage, mention.start)
        for concept in concepts
        if concept.type is METRIC
        for mention in concept.mentions
    )
    found: dict[int, list[int]] = {}
    for passage, start in places:
        found.setdefault(passage, []).append(start)
    return found


def _sentences(paper: Paper, passage: int, measures: Sequence[int]) -> Iterator[Sentence]:
    """Yield the sentences of a passage that have a digit and name a metric."""
    text = paper.passages[passage].text
    for start, end in sentence_bounds(text) if _DIGIT.search(text) else ():
        if any(start <= place < end for place in measures) and _DIGIT.search(text, start, end):
            yield Sentence(passage, start, end)


def _stated(
    paper: Paper, sentence: Sentence, names: Sequence[Name], concepts: Sequence[PaperConcept]
) -> Iterator[PaperResult]:
    text = paper.passages[sentence.passage].text
    line = lay_slots(text, sentence.start, sentence.end, names)
    for reading in readings(line):
        dataset = dataset_of(line, reading.first, reading.last)
        method = method_of(line, reading.first, reading.last, concepts)
        pairs = list(_pairs(line, reading))
        for number, (metric, value, baseline) in enumerate(pairs):
            called = [form.text for form in concepts[metric].names]
            if _is_measured(called, value, reading):
                yield PaperResult(
                    metric=metric,
                    dataset=_one(dataset, number, len(pairs)),
                    method=_one(method, number, len(pairs)),
                    value=value.value,
                    unit=value.unit,
                    change=reading.trend and change_of(reading.trend, called),
                    bound=value.bound,
                    baseline=baseline,
                    sentence=sentence,
                    rule=reading.rule,
                    confidence=_CONFIDENCE,
                )


def _is_measured(metric_names: Sequence[str], value: Quantity, reading: Reading) -> bool:
    """Say whether it is a measure at all, and one that a factor such as 3× can be the value of."""
    if any(map(_NO_MEASURE.fullmatch, metric_names)):
        return False
    return value.unit != TIMES or reading.trend is not None or may_be_factor(metric_names)


def _pairs(line: Line, reading: Reading) -> Iterator[tuple[int, Quantity, float | None]]:
    """Yield each metric with its value and the value before: one to one, one to all, all to one."""
    slots = dict(line.places(M + V + F))
    metrics, values = slots[reading.metric].concepts, slots[reading.value].values
    values = tuple(replace(value, unit=value.unit or values[-1].unit) for value in values)
    if line.text[reading.value] == F:
        before, after = values
        yield from ((metric, after, before.value) for metric in metrics)
    elif len(metrics) == len(values):
        yield from ((m, value, None) for m, value in zip(metrics, values, strict=True))
    elif len(metrics) == 1 and not _LISTED.search(line.text[: reading.metric]):
        yield from ((metrics[0], value, None) for value in values)
    elif len(values) == 1:
        near = metrics if reading.metric < reading.value else metrics[:1]
        yield from ((metric, values[0], None) for metric in near)


def _one(slot: Slot | None, number: int, count: int) -> int | None:
    """Return the concept of a slot that the result of this number has; None if it is not plain."""
    if slot is None:
        return None
    if len(slot.concepts) == 1:
        return slot.concepts[0]
    return slot.concepts[number] if len(slot.concepts) == count else None


_SHARES = (PERCENTAGE_POINTS, PERCENT, POINTS, None)
"""Units of one thing that papers and their translations mix, the most exact first."""


def _once(found: Sequence[PaperResult]) -> Iterator[PaperResult]:
    """Yield each result once: an abstract and its translation, and a summary, state the same.

    Of several the one that says most is kept.
    """
    kept: list[PaperResult] = []
    for result in sorted(found, key=_fullness):
        if not any(_same(result, other) for other in kept):
            kept.append(result)
    yield from sorted(kept, key=found.index)


def _fullness(result: PaperResult) -> tuple[int, int]:
    known = (result.dataset, result.method, result.baseline, result.bound)
    shares = _SHARES.index(result.unit) if result.unit in _SHARES else 0
    return -sum(part is not None for part in known), shares


def _same(one: PaperResult, other: PaperResult) -> bool:
    return (
        (one.metric, one.value, one.change) == (other.metric, other.value, other.change)
        and (one.unit == other.unit or {one.unit, other.unit} <= set(_SHARES))
        and one.dataset in (None, other.dataset)
        and one.method in (None, other.method)
    )
