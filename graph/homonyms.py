"""Homonyms: what an acronym means in a paper that never spells it out, told by its company.

Papers on one meaning share concepts that papers on the other do not: naive Bayes, as in Gale,
Church and Yarowsky, "A method for disambiguating word senses in a large corpus" (1992). Where both
meanings keep nearly the same company, or hardly any, nothing is decided.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from paperweft.extract.records import Extraction
from paperweft.graph.identity import Evidence, Identity, Key, entry_of, keys_of

COMPANY = "company"

_LEAST_SHARED = 2  # concepts; one may be shared by chance
_MARGIN = 3.0  # of log odds: twenty times likelier than the next best meaning
_PRIOR = 2.0  # papers that a meaning is taken to have beyond those that are there


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A concept of one paper: which extraction, which concept there."""

    paper: int
    concept: int


@dataclass(frozen=True, slots=True)
class _Company:
    """Which papers hold each concept, and which concepts each paper."""

    papers: Mapping[Key, frozenset[int]]
    concepts: Mapping[int, frozenset[Key]]

    def of(self, concept: Key) -> frozenset[int]:
        return self.papers.get(concept, frozenset())


def settle(
    papers: Sequence[Extraction], keys: Mapping[Place, Key], identity: Identity
) -> Iterator[tuple[Place, Evidence]]:
    """Yield the places of bare homonyms whose company decides, each with what it decides.

    The evidence's `one` is the acronym, its `other` the concept that it means there.

    Args:
        papers: All extractions.
        keys: The concept of every place, as the names alone tell it.
        identity: What `identify` said of the same extractions.
    """
    if not identity.homonyms:
        return
    company = _company(papers, keys, identity)
    for place in sorted(keys):
        acronym = _bare_homonym(papers, place, identity)
        sense = _sense(company, place.paper, acronym, identity) if acronym else None
        if acronym and sense and sense != keys[place]:
            paper_id = papers[place.paper].paper.id
            yield place, Evidence(acronym, sense, COMPANY, paper_id)


def _bare_homonym(papers: Sequence[Extraction], place: Place, identity: Identity) -> Key | None:
    """Return the homonym that is all a place is called by."""
    names = keys_of(papers[place.paper].concepts[place.concept])
    return names[0] if len(names) == 1 and names[0] in identity.homonyms else None


def _company(
    papers: Sequence[Extraction], keys: Mapping[Place, Key], identity: Identity
) -> _Company:
    """Count where each concept is called by a name that says which it is.

    An acronym that the lexicon knows says so: a bare RAG is taken for retrieval-augmented
    generation until its company speaks against it.
    """
    holders: dict[Key, set[int]] = defaultdict(set)
    held: dict[int, set[Key]] = defaultdict(set)
    for place, key in keys.items():
        acronym = _bare_homonym(papers, place, identity)
        if acronym is None or entry_of(*acronym):
            holders[key].add(place.paper)
            held[place.paper].add(key)
    return _Company(
        {key: frozenset(found) for key, found in holders.items()},
        {paper: frozenset(found) for paper, found in held.items()},
    )


def _sense(company: _Company, paper: int, acronym: Key, identity: Identity) -> Key | None:
    """Return the meaning whose papers hold clearly more of what this one holds, or None."""
    senses = sorted(identity.homonyms[acronym])
    beside = sorted(company.concepts.get(paper, frozenset()).difference(senses))
    odds = {s: _log_odds(company, beside, company.of(s) - {paper}) for s in senses}
    best, next_best = sorted(senses, key=lambda sense: (-odds[sense], sense))[:2]
    there = company.of(best) - {paper}
    shared = sum(bool(company.of(concept) & there) for concept in beside)
    clear = odds[best] > 0 and odds[best] - odds[next_best] >= _MARGIN
    return best if clear and shared >= _LEAST_SHARED else None


def _log_odds(company: _Company, beside: Iterable[Key], there: frozenset[int]) -> float:
    """Return how much likelier these concepts are in the papers of a meaning than anywhere."""
    terms = []
    for concept in beside:
        share = len(company.of(concept)) / len(company.concepts)
        together = len(company.of(concept) & there) + _PRIOR * share
        terms.append(log(together / (len(there) + _PRIOR) / share))
    return fsum(terms)
