"""Identity: which names, across papers and languages, are names of one concept.

Evidence joins names; nothing else does. A lexicon entry joins its names; one of the user's own
does so against all other knowledge. A long form joins its acronym, and a Chinese name the English
one, where the papers agree: a name that papers pair with two different concepts joins neither,
and each paper keeps its own reading.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from paperweft.extract.folding import HAN, fold_name
from paperweft.extract.records import Extraction, PaperConcept
from paperweft.extract.schema import ConceptType
from paperweft.extract.unionfind import UnionFind
from paperweft.extract.vocabulary import OWN, Entry, lexicon
from paperweft.graph.corpus import corpus_pairs

LEXICON = "lexicon"
HEAD = "head"

# Papers waver between these; a data set or a metric of the same name is another thing.
_DATASET = "dataset"
_GROUPS = {
    ConceptType.METHOD: "technique",
    ConceptType.MODEL: "technique",
    ConceptType.TOPIC: "technique",
    ConceptType.DATASET: _DATASET,
    ConceptType.METRIC: "metric",
}

# Words that a name is also written without: the ImageNet dataset, GPT-4 模型.
_HEADS = {
    ConceptType.DATASET: ("dataset", "benchmark", "corpus", "数据集", "语料库", "基准"),
    ConceptType.MODEL: ("model", "模型"),
}

# Two letters stand for too many things to join papers by.
_SHORTEST = 3

Key = tuple[str, str]  # the group of types, and the folded name
# Lesser name, fuller name, rule: the ids of the papers that say so; None where a corpus does.
Pairs = dict[tuple[Key, Key, str], Sequence[str | None]]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Two names that one paper, or the lexicon, says are one concept."""

    one: Key
    other: Key
    rule: str
    paper_id: str | None


@dataclass(frozen=True)
class Identity:
    """The answer: every name's concept, and the evidence that was followed.

    Attributes:
        sets: The names that are one concept.
        evidence: What joined them.
        homonyms: Acronyms that papers spell out as several concepts, with these.
    """

    sets: UnionFind[Key]
    evidence: tuple[Evidence, ...]
    homonyms: Mapping[Key, frozenset[Key]]

    def of(self, concept: PaperConcept) -> Key:
        """Return the key of the concept that a concept of one paper belongs to.

        Its full English name decides, one that the lexicon knows before others; then any other
        full name, then the acronym.
        """
        return self.sets.find(min(keys_of(concept), key=_fullness))


def _fullness(key: Key) -> tuple[int, bool, str]:
    name = key[1]
    kind = 2 if is_short(name) else 1 if _HAN.search(name) else 0
    return kind, entry_of(*key) is None, name


_HAN = re.compile(f"[{HAN}]")


def is_short(folded: str) -> bool:
    """Say whether a folded name could be an acronym: Latin, and too short to be unmistakable."""
    return len(folded) <= 5 and not _HAN.search(folded)


def group_of(concept_type: ConceptType) -> str:
    """Return the group of types between which papers waver that a type belongs to."""
    return _GROUPS[concept_type]


def key_of(concept_type: ConceptType, name: str) -> Key:
    """Return the key of a name: two names with one key are one name of one kind of thing.

    Papers waver whether robustness is a topic or a metric; where the lexicon knows, it decides.
    """
    group, folded = _GROUPS[concept_type], fold_name(name)
    return (group if group == _DATASET else _known_group(folded) or group), folded


@cache
def _known_group(folded: str) -> str | None:
    found = {_GROUPS[entry.type] for entry, weak in look_up(folded) if not weak}
    return found.pop() if len(found) == 1 and _DATASET not in found else None


def keys_of(concept: PaperConcept) -> list[Key]:
    """Return the keys of a paper concept's names, the name to show first."""
    keys = dict.fromkeys(key_of(concept.type, form.text) for form in concept.names)
    return [key for key in keys if key[1]]


@cache
def look_up(folded: str) -> tuple[tuple[Entry, bool], ...]:
    """Return the lexicon's entries for a folded name, each with whether only as an acronym.

    A data set or a model is also known with its head: ImageNet as `imagenetdataset`.
    """
    found = lexicon().look_up(folded)
    if found:
        return found
    return tuple(
        (entry, weak)
        for kind in _HEADS
        if (bare := _bare(folded, kind))
        for entry, weak in lexicon().look_up(bare)
        if entry.type == kind and not weak
    )


def _bare(folded: str, kind: ConceptType) -> str:
    """Return a folded name without the head of its kind; empty if it has none."""
    return next((folded.removesuffix(h) for h in _HEADS[kind] if folded.endswith(h)), "")


def identify(extractions: Iterable[Extraction]) -> Identity:
    """Join the names of all papers' concepts; independent of the order of the extractions."""
    papers = list(extractions)
    keys = {key for paper in papers for concept in paper.concepts for key in keys_of(concept)}
    sets = UnionFind(keys)
    followed = [*_join_lexicon(sets, keys), *_join_own(sets, papers), *_join_heads(sets, keys)]
    told = _pairs(papers)
    pairs = _with_corpus(told, keys)
    for of_kind in (_is_chinese, _is_latin):
        followed += _join_agreed(sets, {p: ids for p, ids in pairs.items() if of_kind(p[0])})
    order = sorted(followed, key=lambda e: (e.one, e.other, e.rule))
    return Identity(sets, tuple(order), _homonyms(sets, told))


def _is_chinese(key: Key) -> bool:
    return bool(_HAN.search(key[1]))


def _is_latin(key: Key) -> bool:
    return not _is_chinese(key)


@cache
def entry_of(group: str, folded: str) -> Entry | None:
    """Return the one lexicon entry of this group that a name surely stands for, or None."""
    hits = [entry for entry, weak in look_up(folded) if not weak and _GROUPS[entry.type] == group]
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


def _join_own(sets: UnionFind[Key], papers: Iterable[Extraction]) -> Iterator[Evidence]:
    """Join the names of the user's own entries, each by way of the label, be that in no paper."""
    links = {
        (key_of(concept.type, link.name), key_of(concept.type, link.other), paper.paper.id)
        for paper in papers
        for concept in paper.concepts
        for link in concept.links
        if link.rule == OWN
    }
    for name, label, paper_id in sorted(links):
        sets.union(name, label)
        yield Evidence(name, label, OWN, paper_id)


def _join_heads(sets: UnionFind[Key], keys: Collection[Key]) -> Iterator[Evidence]:
    for group, folded in sorted(keys):
        bare = _bare(folded, ConceptType.DATASET) if group == _DATASET else ""
        if (
            bare
            and (group, bare) in keys
            and sets.find((group, bare)) != sets.find((group, folded))
        ):
            sets.union((group, folded), (group, bare))
            yield Evidence((group, folded), (group, bare), HEAD, None)


def _pairs(papers: Iterable[Extraction]) -> Pairs:
    """Return pairs of a lesser name and a fuller one, with the papers that say so."""
    pairs: dict[tuple[Key, Key, str], set[str]] = defaultdict(set)
    for paper in papers:
        for concept in paper.concepts:
            for pair in _paper_pairs(concept):
                pairs[pair].add(paper.paper.id)
    return {pair: sorted(pairs[pair]) for pair in sorted(pairs)}


def _with_corpus(pairs: Pairs, keys: Collection[Key]) -> Pairs:
    """Add what the corpus says of names that neither the lexicon nor a paper here explains."""
    explained = {lesser for lesser, _, _ in pairs}
    unexplained = {key for key in keys if key not in explained and not entry_of(*key)}
    return pairs | {pair: [None] for pair in corpus_pairs(keys, unexplained)}


def _paper_pairs(concept: PaperConcept) -> Iterator[tuple[Key, Key, str]]:
    """Yield each lesser name of a paper's concept with the fuller one it stands for, and the rule.

    Two long forms of one acronym are names of one concept: the Chinese one stands for the English.
    """
    keys = set(keys_of(concept))
    links = [
        link
        for link in concept.links
        if link.rule not in {LEXICON, OWN}
        and {key_of(concept.type, link.name), key_of(concept.type, link.other)} <= keys
    ]
    english = {link.name: link.other for link in links if not _HAN.search(link.other)}
    for link in links:
        name, other = key_of(concept.type, link.name), key_of(concept.type, link.other)
        full = english.get(link.name)
        if full and _HAN.search(link.other):
            yield other, key_of(concept.type, full), link.rule
        elif name != other:
            yield name, other, link.rule


def _join_agreed(sets: UnionFind[Key], pairs: Pairs) -> Iterator[Evidence]:
    """Join a lesser name to its fuller one unless papers pair it with several concepts."""
    targets: dict[Key, set[Key]] = defaultdict(set)
    for lesser, fuller, _ in pairs:
        targets[lesser].add(sets.find(fuller))
    for lesser, found in targets.items():
        found |= {sets.find(key) for key in _known_senses(lesser) if key != lesser}
    agreed = [
        (pair, ids)
        for pair, ids in pairs.items()
        if len(targets[pair[0]]) == 1 and (len(pair[0][1]) >= _SHORTEST or _is_chinese(pair[0]))
    ]
    known = _Known(sets)
    for (lesser, fuller, rule), ids in agreed:
        if known.join(lesser, fuller):
            yield from (Evidence(lesser, fuller, rule, paper_id) for paper_id in ids)


class _Known:
    """What the lexicon has each set of names for; two things it knows are never joined."""

    def __init__(self, sets: UnionFind[Key]) -> None:
        self._sets = sets
        self._entries = {
            root: entry
            for root, keys in sets.groups().items()
            for key in keys
            if (entry := entry_of(*key))
        }

    def join(self, one: Key, other: Key) -> bool:
        """Join the sets of two names, unless they are known to be two things."""
        roots = self._sets.find(one), self._sets.find(other)
        entries = {self._entries[root] for root in roots if root in self._entries}
        if len(entries) > 1:
            return False
        self._sets.union(one, other)
        self._entries |= {self._sets.find(one): entry for entry in entries}
        return True


def _homonyms(sets: UnionFind[Key], pairs: Pairs) -> dict[Key, frozenset[Key]]:
    """Return the acronyms that papers spell out as several concepts."""
    senses: dict[Key, set[Key]] = defaultdict(set)
    for lesser, fuller, _ in pairs:
        if _is_latin(lesser):
            senses[lesser].add(sets.find(fuller))
    for acronym in filter(lambda key: entry_of(*key), list(senses)):
        senses[acronym].add(sets.find(acronym))
    return {key: frozenset(senses[key]) for key in sorted(senses) if len(senses[key]) > 1}


def _known_senses(key: Key) -> Iterator[Key]:
    """Yield what the lexicon knows the name to stand for, acronyms with other meanings too."""
    group, folded = key
    for entry, _ in look_up(folded):
        if _GROUPS[entry.type] == group:
            yield group, fold_name(entry.label)
