"""What the deciding step sees of a candidate: named features that hold or do not."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from paperweft.extract.candidates import Candidate, Occurrence
from paperweft.extract.document import Layout, layout
from paperweft.extract.folding import HAN, fold_text
from paperweft.extract.linear import columns
from paperweft.extract.models import load_mined
from paperweft.extract.recognizers import phrases
from paperweft.extract.recognizers.acronyms import is_acronym
from paperweft.extract.records import Passage

_HAN = re.compile(f"[{HAN}]")
NONE = "none"  # the class of a candidate that is no concept, and of a pair without relation
_SEEN = 4  # contexts looked at: the first few places, where a paper says what a thing is
TOKEN = re.compile(rf"[^\W{HAN}]+|[{HAN}]|[^\w\s]")


def features(doc: Doc, candidate: Candidate, shadow: "Shadow") -> list[str]:
    """Return the candidate's features.

    Args:
        doc: The document.
        candidate: One of its candidates.
        shadow: Which stretches of the document belong to longer names.
    """
    plan = layout(doc)
    return [
        "bias",
        *_rules(candidate),
        *_entries(candidate),
        *_reputation(candidate),
        *_places(plan, candidate, shadow),
        *_names(plan.text, candidate),
        *contexts(plan, candidate.occurrences[:_SEEN]),
        *_paper(plan, candidate),
    ]


def candidate_columns(doc: Doc, candidates: list[Candidate]) -> list[list[int]]:
    """Return the feature columns of each candidate of a document."""
    shadow = Shadow(candidates)
    return [columns(features(doc, candidate, shadow)) for candidate in candidates]


class Shadow:
    """The longest proposed places of a document, to tell which places lie inside longer ones.

    Args:
        candidates: All candidates of the document.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        places = [place for candidate in candidates for place in candidate.occurrences]
        self._longest: list[Occurrence | None] = [None] * max((p.end for p in places), default=0)
        longest_first = sorted(places, key=lambda place: place.end - place.start, reverse=True)
        for place in longest_first[::-1]:  # who is written last counts
            self._longest[place.start : place.end] = [place] * (place.end - place.start)

    def over(self, place: Occurrence) -> frozenset[str] | None:
        """Return the rules of the longest place around this one; None if it is the longest."""
        longest = self._longest[place.start]
        if longest is None or longest.end - longest.start <= place.end - place.start:
            return None
        return frozenset(rule for rule, _ in longest.rules)


def _rules(candidate: Candidate) -> Iterator[str]:
    rules = {rule for place in candidate.occurrences for rule in place.rules}
    names = sorted({name for name, _ in rules})
    yield from (f"rule={name}" for name in names)
    yield from (f"rule={name}:{kind}" for name, kind in sorted(rules) if kind)
    yield "rules=" + "+".join(names)
    if candidate.links:
        yield from sorted({f"link={link.rule}" for link in candidate.links})


def _entries(candidate: Candidate) -> Iterator[str]:
    types = sorted({entry.type for entry in candidate.entries})
    yield "lexicon=" + "+".join(types)
    yield from (f"entry={entry.label}" for entry in candidate.entries)


def _reputation(candidate: Candidate) -> Iterator[str]:
    """Yield what a corpus thinks of the candidate's names, the best known of either script."""
    table = load_mined()
    found = [(fold.isascii(), r) for fold in candidate.folds if (r := table.look_up(fold))]
    for english in (True, False):
        known = [r for ascii_fold, r in found if ascii_fold is english]
        if known:
            best = max(known, key=lambda r: (r.papers, r.score, r.type))
            yield from (f"{feature}:{english}" for feature in best.features())
    if not found:
        yield "mined=unknown"


def _places(plan: Layout, candidate: Candidate, shadow: Shadow) -> Iterator[str]:
    fields = Counter(field_at(plan, place.start) for place in candidate.occurrences)
    for field, count in sorted(fields.items()):
        yield f"in={field}"
        yield f"in={field}:{_bin(count)}"
    yield "fields=" + "+".join(sorted(fields))
    yield f"count={_bin(len(candidate.occurrences))}"
    first = candidate.occurrences[0]
    yield f"begins={field_at(plan, first.start)}:{_depth(plan, first.start)}"
    covers = [shadow.over(place) for place in candidate.occurrences]
    hidden = sum(cover is not None for cover in covers)
    yield f"hidden={hidden * 4 // len(covers)}"
    if hidden == len(covers):
        yield "hidden=all"
        yield from sorted({f"under={rule}" for cover in covers if cover for rule in cover})


def field_at(plan: Layout, position: int) -> str:
    """Return the field and the language around a place of the document: `abstract-zh`."""
    return field_of(plan.paper.passages[plan.passage_at(position)])


def field_of(passage: Passage) -> str:
    """Return the field and the language of a passage: `abstract-zh`."""
    return f"{passage.field}-{passage.language[:2]}"


def _depth(plan: Layout, position: int) -> int:
    start, end = plan.bounds(plan.passage_at(position))
    return (position - start) * 5 // max(1, end - start)


def _bin(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7+"


def _names(text: str, candidate: Candidate) -> Iterator[str]:
    forms = sorted({text[place.start : place.end] for place in candidate.occurrences})
    scripts = set()
    for form in forms:
        scripts.add("zh" if _HAN.search(form) else "en")
        yield from _name(form)
    yield "scripts=" + "+".join(sorted(scripts))
    yield f"forms={_bin(len(candidate.folds))}"


def _name(form: str) -> Iterator[str]:
    folded = fold_text(form)
    yield f"name={folded}"
    if _HAN.search(form):
        yield f"zh-length={min(len(form), 12)}"
        yield from (f"zh-head{size}={folded[-size:]}" for size in (1, 2, 3, 4))
        yield from (f"zh-first{size}={folded[:size]}" for size in (1, 2))
        return
    words = folded.split()
    yield f"words={min(len(words), 6)}"
    yield f"head={words[-1]}"
    yield f"first={words[0]}"
    yield f"head2={' '.join(words[-2:])}"
    yield from (f"word={word}" for word in words)
    yield f"suffix={words[-1][-4:]}"
    yield f"shape={_shape(form)}"
    if is_acronym(form) and len(words) == 1:
        yield "acronym-shape"


def _shape(form: str) -> str:
    shape = re.sub(r"[a-z]+", "x", re.sub(r"[A-Z]+", "X", re.sub(r"\d+", "9", form)))
    return shape[:10]


def contexts(plan: Layout, places: Sequence[Occurrence]) -> Iterator[str]:
    """Yield the words beside the places, nearest first."""
    for place in places:
        low, high = plan.bounds(plan.passage_at(place.start))
        before = TOKEN.findall(plan.folded, max(low, place.start - 40), place.start)
        after = TOKEN.findall(plan.folded, place.end, min(high, place.end + 30))
        yield from _side("left", before[::-1])
        yield from _side("right", after)


def _side(side: str, tokens: list[str]) -> Iterator[str]:
    nearest = [*tokens[:4], "", "", ""]
    yield f"{side}1={nearest[0]}"
    yield f"{side}2={nearest[0]} {nearest[1]}"
    yield f"{side}3={nearest[0]} {nearest[1]} {nearest[2]}"
    yield from (f"{side}~{token}" for token in nearest[:4] if token)


def _paper(plan: Layout, candidate: Candidate) -> Iterator[str]:
    have = "+".join(sorted({f"{p.field[0]}{p.language[:2]}" for p in plan.paper.passages}))
    scripts = {"zh" if _HAN.search(fold) else "en" for fold in candidate.folds}
    wide = any(rule != phrases.PART for place in candidate.occurrences for rule, _ in place.rules)
    yield f"paper={have}:{'+'.join(sorted(scripts))}:{wide}"
