"""Are two names one concept? And why, or why not."""

from collections.abc import Iterable
from dataclasses import dataclass

from paperweft.extract.folding import fold_name
from paperweft.extract.vocabulary import Entry, lexicon
from paperweft.graph.corpus import fuller_name
from paperweft.graph.identity import look_up
from paperweft.graph.lookup import find_concepts
from paperweft.graph.model import Concept, KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names are one concept, and the reasons, one a line."""

    same: bool
    why: tuple[str, ...]


def compare(one: str, other: str, graph: KnowledgeGraph | None = None) -> Verdict:
    """Compare two names in a graph where it knows both, else in the lexicon, else in the corpus.

    Args:
        one: A name in either language.
        other: Another one.
        graph: The graph of a workspace, if there is one.
    """
    if one == other or fold_name(one) == fold_name(other) != "":
        return _by_spelling(one, other)
    if graph is not None:
        found, others = find_concepts(graph, one), find_concepts(graph, other)
        if found and others:
            return _in_graph(graph, one, other, found, others)
    return _in_lexicon(one, other)


def _by_spelling(one: str, other: str) -> Verdict:
    small, capitals = sorted((one, other), key=str.isupper)
    known = [hit for hit in look_up(fold_name(capitals)) if capitals in hit[0].every_name]
    if known and capitals.isupper() and small in lexicon().words:
        return Verdict(False, (_known(capitals, known), f"{small} is a common word"))
    return Verdict(True, (f"case, hyphens and plural aside both are {fold_name(one)!r}",))


def _in_graph(
    graph: KnowledgeGraph, one: str, other: str, found: list[Concept], others: list[Concept]
) -> Verdict:
    shared = [concept for concept in found if concept in others]
    if not shared:
        return Verdict(False, (_is(one, found), _is(other, others)))
    concept = shared[0]
    folds = {fold_name(one), fold_name(other)}
    chain = [
        merge.reason
        for merge in graph.merges
        if merge.concept_id == concept.id
        and {fold_name(merge.name), fold_name(merge.other)} & folds
    ]
    others_too = [
        f"{name} is also a name of {sense.label} ({sense.id})"
        for name, senses in ((one, found), (other, others))
        for sense in senses
        if sense not in shared
    ]
    reason = f"both are names of {concept.label} ({concept.id})"
    return Verdict(True, (reason, *chain, *others_too))


def _is(name: str, concepts: Iterable[Concept]) -> str:
    labels = ", ".join(f"{concept.label} ({concept.id})" for concept in concepts)
    return f"{name} is {labels}"


def _in_lexicon(one: str, other: str) -> Verdict:
    found, others = (look_up(fold_name(name)) for name in (one, other))
    shared = [entry for entry, _ in found if entry in [e for e, _ in others]]
    if shared:
        return _by_entry(one, other, shared[0], found, others)
    if not (found and others) and (verdict := _in_corpus(one, other)):
        return verdict
    return Verdict(False, (_known(one, found), _known(other, others)))


def _by_entry(
    one: str,
    other: str,
    entry: Entry,
    found: Iterable[tuple[Entry, bool]],
    others: Iterable[tuple[Entry, bool]],
) -> Verdict:
    weak = [name for name, hits in ((one, found), (other, others)) if (entry, True) in hits]
    if weak:
        reason = f"{weak[0]} can stand for {entry.label}, but also for other things"
        return Verdict(False, (reason, "a paper that spells it out would join them"))
    return Verdict(True, (f"the lexicon has both as names of {entry.label} ({entry.type})",))


def _in_corpus(one: str, other: str) -> Verdict | None:
    """Compare what a corpus surely has for the names; None where it has nothing in common."""
    fuller = {name: full for name in (one, other) if (full := fuller_name(fold_name(name)))}
    folds = {fold_name(fuller[name].name if name in fuller else name) for name in (one, other)}
    if len(folds) > 1 or not fuller:
        return None
    return Verdict(
        True,
        tuple(
            f"{name} is {full.name} in {full.papers} papers of the corpus"
            for name, full in fuller.items()
        ),
    )


def _known(name: str, hits: Iterable[tuple[Entry, bool]]) -> str:
    labels = ", ".join(f"{entry.label} ({entry.type})" for entry, _ in hits)
    return f"{name} is {labels} in the lexicon" if labels else f"{name} is not in the lexicon"
