"""Identity: which names, across papers and languages, are names of one concept.

Evidence joins names; nothing else does. A lexicon entry joins its names. A long form joins its
acronym, and a Chinese name the English one, where the papers agree: a name that papers pair with
two different concepts joins neither, and each paper keeps its own reading.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from paperweft.extract.folding import HAN, fold_name
from paperweft.extract.records import Extraction, PaperConcept
from paperweft.extract.schema import ConceptType
from paperweft.extract.unionfind import UnionFind
from paperweft.extract.vocabulary import Entry, lexicon

LEXICON = "lexicon"
TRANSLATION = "translation"

# Papers waver between these; a data set or a metric of the same name is another thing.
_GROUPS = {
    ConceptType.METHOD: "technique",
    ConceptType.MODEL: "technique",
    ConceptType.TOPIC: "technique",
    ConceptType.DATASET: "dataset",
    ConceptType.METRIC: "metric",
}

# Two letters stand for too many things to join papers by.
_SHORTEST = 3

Key = tuple[str, str]  # the group of types, and the folded name


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Two names that one paper, or the lexicon, says are one concept."""

    one: Key
    other: Key
    rule: str
    paper_id: str | None


@dataclass(frozen=True)
class Identity:
    """The answer: every name's concept, and the evidence that was followed."""

    sets: UnionFind[Key]
    evidence: tuple[Evidence, ...]

    def of(self, concept: PaperConcept) -> Key:
        """Return the key of the concept that a concept of one paper belongs to.

        Its full English name decides, then any other full name, then the acronym.
        """
        return self.sets.find(min(keys_of(concept), key=_fullness))


def _fullness(key: Key) -> tuple[int, str]:
    name = key[1]
    kind = 2 if is_short(name) else 1 if _HAN.search(name) else 0
    return kind, name


_HAN = re.compile(f"[{HAN}]")


def is_short(folded: str) -> bool:
    """Say whether a folded name could be an acronym: Latin, and too short to be unmistakable."""
    return len(folded) <= 5 and not _HAN.search(folded)


def key_of(concept_type: ConceptType, name: str) -> Key:
    """Return the key of a name: two names with one key are one name of one kind of thing."""
    return _GROUPS[concept_type], fold_name(name)


def keys_of(concept: PaperConcept) -> list[Key]:
    """Return the keys of a paper concept's names, the name to show first."""
    keys = dict.fromkeys(key_of(concept.type, form.text) for form in concept.names)
    return [key for key in keys if key[1]]


def identify(extractions: Iterable[Extraction]) -> Identity:
    """Join the names of all papers' concepts; independent of the order of the extractions."""
    papers = list(extractions)
    keys = {key for paper in papers for concept in paper.concepts for key in keys_of(concept)}
    sets = UnionFind(keys)
    followed = list(_join_lexicon(sets, keys))
    pairs = _pairs(papers)
    for rule, of_kind in ((TRANSLATION, _is_chinese), ("acronym", _is_latin)):
        chosen = {pair: ids for pair, ids in pairs.items() if of_kind(pair[0])}
        followed += _join_agreed(sets, chosen, rule)
    return Identity(sets, tuple(sorted(followed, key=lambda e: (e.one, e.other, e.rule))))


def _is_chinese(key: Key) -> bool:
    return bool(_HAN.search(key[1]))


def _is_latin(key: Key) -> bool:
    return not _is_chinese(key)


@cache
def entry_of(group: str, folded: str) -> Entry | None:
    """Return the one lexicon entry of this group that a name surely stands for, or None."""
    hits = [
        entry
        for entry, weak in lexicon().look_up(folded)
        if not weak and _GROUPS[entry.type] == group
    ]
    return hits[0] if len(set(hits)) == 1 else None


def _join_lexicon(sets: UnionFind[Key], keys: Iterable[Key]) -> Iterator[Evidence]:
    by_entry: dict[Entry, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        entry = entry_of(*key)
        if entry:
            by_entry[entry].append(key)
    for members in by_entry.values():
        for other in members[1:]:
            sets.union(members[0], other)
            yield Evidence(members[0], other, LEXICON, None)


def _pairs(papers: Iterable[Extraction]) -> dict[tuple[Key, Key], list[str]]:
    """Return pairs of a lesser name and a full English name, with the papers that say so."""
    pairs: dict[tuple[Key, Key], list[str]] = defaultdict(list)
    for paper in papers:
        for concept in paper.concepts:
            for pair in _paper_pairs(concept):
                pairs[pair].append(paper.paper.id)
    return {pair: sorted(set(ids)) for pair, ids in pairs.items()}


def _paper_pairs(concept: PaperConcept) -> set[tuple[Key, Key]]:
    """Pair each acronym and each Chinese name with the full name that speaks for it."""
    keys = keys_of(concept)
    full = [key for key in keys if _is_latin(key) and not is_short(key[1])]
    chinese = [key for key in keys if _is_chinese(key)]
    short = [key for key in keys if is_short(key[1])]
    anchor = (full or short or chinese)[:1]
    lesser = [*chinese, *short] if full else chinese if short else chinese[1:]
    return {(key, anchor[0]) for key in lesser} | {(key, full[0]) for key in full[1:]}


def _join_agreed(
    sets: UnionFind[Key], pairs: dict[tuple[Key, Key], list[str]], rule: str
) -> Iterator[Evidence]:
    """Join a lesser name to its full name unless papers pair it with several concepts."""
    targets: dict[Key, set[Key]] = defaultdict(set)
    for lesser, anchor in pairs:
        targets[lesser].add(sets.find(anchor))
    for lesser, found in targets.items():
        found |= {sets.find(key) for key in _known_senses(lesser)}
    agreed = [
        (lesser, anchor)
        for lesser, anchor in sorted(pairs)
        if len(targets[lesser]) == 1 and len(lesser[1]) >= _SHORTEST
    ]
    for lesser, anchor in agreed:
        sets.union(lesser, anchor)
        for paper_id in pairs[lesser, anchor]:
            yield Evidence(lesser, anchor, rule, paper_id)


def _known_senses(key: Key) -> Iterator[Key]:
    """Yield what the lexicon knows the name to stand for, acronyms with other meanings too."""
    group, folded = key
    for entry, _ in lexicon().look_up(folded):
        if _GROUPS[entry.type] == group:
            yield group, fold_name(entry.label)
