"""The trace of an extraction, as data and for the terminal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from paperweft.console import out, safe
from paperweft.extract.recognizers import RECOGNIZERS
from paperweft.extract.records import PaperRelation
from paperweft.extract.sentences import sentence_at
from paperweft.extract.trace import Place, Proposal, Trace, Verdict

Data = dict[str, Any]

_NAMES = 12  # of one recognizer
_DROPPED = 8  # candidates
_REASONS = 3  # on either side
_THRESHOLDS = (
    "kept from {usual:.2f}, of all types together; if its names are English, from {told_twice:.2f}"
    " with a Chinese one found in the text, and from {told_once:.2f} without"
)


def trace_data(trace: Trace) -> Data:
    """Return every step for a program."""
    paper = trace.extraction.paper
    return {
        "id": paper.id,
        "title": paper.title,
        "passages": [
            {"field": p.field, "language": p.language, "text": p.text} for p in paper.passages
        ],
        "mentions": [_proposal(proposal) for proposal in trace.proposals],
        "thresholds": asdict(trace.thresholds),
        "candidates": [_verdict(trace, verdict) for verdict in trace.verdicts],
        "relations": [_relation(trace, relation) for relation in trace.extraction.relations],
    }


def _proposal(proposal: Proposal) -> Data:
    return {"rule": proposal.rule, "type": proposal.type and proposal.type.value} | _at(
        proposal.place
    )


def _at(place: Place) -> Data:
    return {
        "text": place.text,
        "passage": place.passage,
        "start": place.start,
        "end": place.end,
    }


def _verdict(trace: Trace, verdict: Verdict) -> Data:
    return {
        "names": list(verdict.names),
        "places": [_at(place) for place in verdict.places],
        "rules": list(verdict.rules),
        "links": [{"name": x.name, "other": x.other, "rule": x.rule} for x in verdict.links],
        "chances": {kind.value: round(chance, 4) for kind, chance in verdict.chances},
        "kept": verdict.concept is not None,
        "why": verdict.why,
        "reasons": [{"feature": r.feature, "weight": round(r.weight, 3)} for r in verdict.reasons],
        "role": verdict.concept.role.value if verdict.concept else None,
        "evidence": _evidence(trace, verdict),
    }


def _evidence(trace: Trace, verdict: Verdict) -> str | None:
    if verdict.concept is None:
        return None
    mention = verdict.concept.mentions[verdict.concept.evidence]
    text = trace.extraction.paper.passages[mention.passage].text
    return text[slice(*sentence_at(text, mention.start))]


def _relation(trace: Trace, relation: PaperRelation) -> Data:
    concepts = trace.extraction.concepts
    text = trace.extraction.paper.passages[relation.sentence.passage].text
    return {
        "head": concepts[relation.head].names[0].text,
        "relation": relation.relation.value,
        "tail": concepts[relation.tail].names[0].text,
        "confidence": relation.confidence,
        "sentence": text[relation.sentence.start : relation.sentence.end],
    }


def print_trace(data: Data) -> None:
    """Print the steps for a person: of what is much, the first; `--format json` has all."""
    out.print(f"[bold]{safe(data['title'])}[/] ({safe(data['id'])})")
    for lines in (_passages, _mentions, _joined, _decided, _stated):
        for line in lines(data):
            out.print(line)


def _passages(data: Data) -> Iterator[str]:
    yield f"\n[bold cyan]1. passages[/] {len(data['passages'])}"
    for passage in data["passages"]:
        yield f"  {passage['field']} {passage['language']}  {safe(passage['text'])}"


def _mentions(data: Data) -> Iterator[str]:
    yield f"\n[bold cyan]2. mentions[/] {len(data['mentions'])} proposed"
    by_rule: dict[str, Counter[str]] = {}
    for mention in data["mentions"]:
        kind = f" [dim]{mention['type']}[/]" if mention["type"] else ""
        by_rule.setdefault(mention["rule"], Counter())[safe(mention["text"]) + kind] += 1
    for rule in sorted(by_rule, key=_order):
        names = [f"{name} ×{n}" if n > 1 else name for name, n in by_rule[rule].items()]
        yield f"  [bold]{rule}[/]  {_some(names, _NAMES)}"


def _order(rule: str) -> tuple[int, str]:
    return RECOGNIZERS.index(rule) if rule in RECOGNIZERS else len(RECOGNIZERS), rule


def _some(names: list[str], most: int) -> str:
    more = f" · and {len(names) - most} more" if len(names) > most else ""
    return " · ".join(names[:most]) + more


def _joined(data: Data) -> Iterator[str]:
    joined = [c for c in data["candidates"] if c["links"]]
    yield f"\n[bold cyan]3. candidates[/] {len(data['candidates'])}, {len(joined)} of several names"
    for candidate in joined:
        links = [
            f"{link['name']} = {link['other']} ({link['rule']})" for link in candidate["links"]
        ]
        yield f"  {safe(' · '.join(dict.fromkeys(links)))}"


def _decided(data: Data) -> Iterator[str]:
    kept = [c for c in data["candidates"] if c["kept"]]
    dropped = [c for c in data["candidates"] if not c["kept"]]
    yield "\n[bold cyan]4. decisions[/] " + _THRESHOLDS.format(**data["thresholds"])
    for candidate in kept:
        yield from _candidate(candidate, f"[bold green]{candidate['role']}[/]")
        yield f"    [italic dim]{safe(candidate['evidence'])}[/]"
    yield f"  {len(kept)} kept; {len(dropped)} dropped, the likeliest first"
    for candidate in dropped[:_DROPPED]:
        yield from _candidate(candidate, f"[yellow]{candidate['why']}[/]")


def _candidate(candidate: Data, verdict: str) -> Iterator[str]:
    likely = [f"{kind} {chance:.2f}" for kind, chance in candidate["chances"].items()]
    count, rules = len(candidate["places"]), ", ".join(candidate["rules"])
    yield f"  [bold]{safe(' / '.join(candidate['names']))}[/]  {', '.join(likely[:2])}  {verdict}"
    yield f"    {count} {'places' if count > 1 else 'place'}, found by {rules}"
    for word, sign in (("for", 1), ("against", -1)):
        reasons = [
            f"{r['feature']} {r['weight']:+.1f}"
            for r in candidate["reasons"]
            if r["weight"] * sign >= 0.05
        ]
        if reasons:
            yield f"    {word}: {safe(', '.join(reasons[:_REASONS]))}"


def _stated(data: Data) -> Iterator[str]:
    yield f"\n[bold cyan]5. relations[/] {len(data['relations'])}"
    for edge in data["relations"]:
        tie = f"[cyan]{edge['relation']}[/]"
        yield f"  {safe(edge['head'])} {tie} {safe(edge['tail'])}  {edge['confidence']:.2f}"
        yield f"    [italic dim]{safe(edge['sentence'])}[/]"
