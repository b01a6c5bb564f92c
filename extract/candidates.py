"""Candidates: the mentions of one paper, joined into what may be its concepts."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from paperweft.extract.align import find_translations, translated_part
from paperweft.extract.document import MENTIONS, Layout, layout
from paperweft.extract.edges import inner
from paperweft.extract.folding import fold_name, fold_text
from paperweft.extract.languages import has_han
from paperweft.extract.models import load_mined, load_pairs
from paperweft.extract.pairs import pair_key
from paperweft.extract.recognizers import acronyms, phrases
from paperweft.extract.recognizers import lexicon as by_lexicon
from paperweft.extract.recognizers.stopwords import generic_heads
from paperweft.extract.records import NameLink
from paperweft.extract.unionfind import UnionFind
from paperweft.extract.vocabulary import OWN, Entry, cuts_a_word

REPEATED = "repeated"
TRANSLATED = "translation"
PAIRED = "pairs"
_LOW = 1  # tenths
_SHORTEST = 2  # characters of a Chinese name
_FULL_NAME = 5  # letters; a shorter one is an acronym or says too little to translate
_LONGEST = 200  # characters of a long form
# Letters that an acronym is made of: LAbel, Skip-wisE.
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{2,}[a-z]{2,}|[a-z]{2,}[A-Z](?![A-Za-z])")
_WIDE = {phrases.NAME, phrases.PART}

Range = tuple[int, int]
Rule = tuple[str, str]  # the recognizer and the type it proposed, or an empty type


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a candidate in the document and the rules that proposed it."""

    start: int
    end: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be one concept of the paper.

    Attributes:
        folds: The folded names, sorted.
        occurrences: Every place, in reading order.
        entries: The lexicon entries that its names belong to.
        links: Why its names are one.
    """

    folds: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    entries: tuple[Entry, ...]
    links: tuple[NameLink, ...]


_Places = dict[Range, set[Rule]]


def assemble(doc: Doc) -> list[Candidate]:
    """Join the mentions of a document into candidates, in the order of their first names."""
    plan = layout(doc)
    places = _by_name(doc)
    spelled = _long_forms(places)
    places = {
        name: found
        for name, found in places.items()
        if not _is_hopeless(plan, name, found) and not _is_a_piece(plan, found, spelled)
    }
    _repeat(plan, places)
    links = list(_acronym_links(plan, places))
    entries = _known(plan, places)
    links += _lexicon_links(plan, places, entries)
    paired = list(_pair_links(plan, places, entries))
    links += paired
    links += _translation_links(plan, places, entries, {fold_name(link.name) for link in paired})
    sets = UnionFind(places)
    for link in links:
        sets.union(fold_name(link.name), fold_name(link.other))
    by_set: dict[str, list[NameLink]] = defaultdict(list)
    for link in links:
        by_set[sets.find(fold_name(link.name))].append(link)
    for name, link in _own_links(plan, places, entries):
        by_set[sets.find(name)].append(link)
    return [
        _candidate(folds, places, entries, by_set[first]) for first, folds in sets.groups().items()
    ]


def _by_name(doc: Doc) -> dict[str, _Places]:
    places: dict[str, _Places] = defaultdict(dict)
    plan = layout(doc)
    for span in doc.spans[MENTIONS]:
        place = _bounds(plan, span.start_char, span.end_char)
        name = fold_name(plan.text[slice(*place)])
        if name:
            places[name].setdefault(place, set()).add((span.id_, span.label_))
    return dict(places)


def _bounds(plan: Layout, start: int, end: int) -> Range:
    if not has_han(plan.text[start:end]):
        return start, end
    return inner(plan.folded, start, end, plan.vocabulary)


def _is_hopeless(plan: Layout, name: str, found: _Places) -> bool:
    """Say whether a name is not worth deciding on.

    Nothing but its being a stretch of words speaks for it, no title has it, and the corpus never
    takes it for a concept; or it is a piece of a phrase, and the corpus hardly ever does or does
    not know it.
    """
    rules = {rule for rules in found.values() for rule, _ in rules}
    if not rules <= _WIDE or any(_in_title(plan, start) for start, _ in found):
        return False
    piece = rules == {phrases.PART}
    reputation = load_mined().look_up(name)
    if reputation is None:
        return piece and len(found) == 1 and name.isascii()
    return reputation.score < _LOW or (piece and reputation.score == _LOW)


def _long_forms(places: dict[str, _Places]) -> list[Range]:
    return sorted(
        place
        for found in places.values()
        for place, rules in found.items()
        if any(rule == acronyms.NAME for rule, _ in rules)
    )


def _is_a_piece(plan: Layout, found: _Places, spelled: list[Range]) -> bool:
    """Say whether a stretch of words only ever cuts long forms: `learning LAbel regularization`.

    It overlaps one, or is a part of one that has the capitals of the acronym in it.
    """
    if any(rule not in _WIDE for rules in found.values() for rule, _ in rules):
        return False
    return all(_cuts(plan.text, place, spelled) for place in found)


def _cuts(text: str, place: Range, spelled: list[Range]) -> bool:
    low = bisect_left(spelled, (place[0] - _LONGEST,))
    high = bisect_left(spelled, (place[1],))
    for start, end in spelled[low:high]:
        inside = start <= place[0] and place[1] <= end
        around = place[0] <= start and end <= place[1]
        if end > place[0] and not around and (not inside or _CAPITALS.search(text, *place)):
            return True
    return False


def _in_title(plan: Layout, position: int) -> bool:
    return plan.paper.passages[plan.passage_at(position)].field == "title"


def _repeat(plan: Layout, places: dict[str, _Places]) -> None:
    """Find the other places of the names that more than a stretch of words speaks for."""
    for found in places.values():
        if all(rule in _WIDE for rules in found.values() for rule, _ in rules):
            continue
        for form in sorted({plan.text[start:end] for start, end in found}):
            for place in _search(plan, form):
                found.setdefault(place, {(REPEATED, "")})


def _search(plan: Layout, form: str) -> Iterator[Range]:
    key, folded = fold_text(form), plan.folded
    exact = len(form) <= 3 and form.isascii()
    start = folded.find(key)
    while start >= 0:
        end = start + len(key)
        if not cuts_a_word(folded, start, end) and (not exact or plan.text[start:end] == form):
            yield start, end
        start = folded.find(key, end)


def _acronym_links(plan: Layout, places: dict[str, _Places]) -> Iterator[NameLink]:
    """Yield the links whose acronym has one long form a script in this paper."""
    english = {
        fold_name(link.name): link.other for link in reversed(plan.links) if link.other.isascii()
    }
    links = {(fold_name(link.name), fold_name(link.other)): link for link in plan.links}
    seen: dict[tuple[str, bool], str] = {}
    for (short, long), link in links.items():
        ascii_long = link.other.isascii()
        if seen.setdefault((short, ascii_long), long) != long or not places.keys() >= {short, long}:
            continue
        meaning = None if ascii_long else english.get(short) or _label_of(plan, short)
        fitting = _fit(plan, places, link, meaning) if meaning else link
        if fitting:
            yield fitting


def _label_of(plan: Layout, acronym: str) -> str | None:
    """Return the English name of what the lexicon surely knows by an acronym."""
    labels = {entry.label for entry, weak in plan.vocabulary.look_up(acronym) if not weak}
    return labels.pop() if len(labels) == 1 else None


def _fit(plan: Layout, places: dict[str, _Places], link: NameLink, english: str) -> NameLink | None:
    """Cut a Chinese long form to what translates the English one; None if that is too little."""
    long = fold_name(link.other)
    place = min(places[long])
    part = translated_part(plan, place, english)
    if part is None or part == place:
        return link if part else None
    written = plan.text[slice(*part)]
    rules = places.pop(long)[place]
    places.setdefault(fold_name(written), {}).setdefault(part, set()).update(rules)
    return NameLink(link.name, written, link.rule)


def _known(plan: Layout, places: dict[str, _Places]) -> dict[str, tuple[Entry, ...]]:
    """Return the lexicon entries of each name; an acronym alone names none."""
    known = plan.vocabulary
    found = {name: known.look_up(name) for name in places if _in_lexicon(places[name])}
    strong = {entry for hits in found.values() for entry, weak in hits if not weak}
    return {
        name: tuple(entry for entry, weak in hits if not weak or entry in strong)
        for name, hits in found.items()
    }


def _in_lexicon(found: _Places) -> bool:
    names = {by_lexicon.NAME, by_lexicon.WEAK}
    return any(rule in names for rules in found.values() for rule, _ in rules)


def _lexicon_links(
    plan: Layout, places: dict[str, _Places], entries: dict[str, tuple[Entry, ...]]
) -> list[NameLink]:
    """Link the names of one entry; a name of several entries joins none of them."""
    by_entry: dict[Entry, list[str]] = defaultdict(list)
    for name in sorted(entries):
        if len(entries[name]) == 1:
            by_entry[entries[name][0]].append(_written(plan, places[name]))
    return [
        NameLink(names[0], other, by_lexicon.NAME)
        for names in by_entry.values()
        for other in names[1:]
    ]


def _own_links(
    plan: Layout, places: dict[str, _Places], entries: dict[str, tuple[Entry, ...]]
) -> Iterator[tuple[str, NameLink]]:
    """Link each name that the user's own lexicon surely knows to its label, be that in no paper.

    So the link goes with the paper, and papers that use two names of an entry meet in its label.
    """
    for name in sorted(entries):
        own = [entry for entry in entries[name] if entry.own and _is_sure(entry, name)]
        if len(own) == 1 and fold_name(own[0].label) != name:
            yield name, NameLink(plan.text[slice(*min(places[name]))], own[0].label, OWN)


def _is_sure(entry: Entry, name: str) -> bool:
    """Say whether a folded name stands for the entry anywhere: an acronym has other meanings."""
    return name in map(fold_name, entry.names)


def _pair_links(
    plan: Layout, places: dict[str, _Places], entries: dict[str, tuple[Entry, ...]]
) -> Iterator[NameLink]:
    """Link Chinese names to the English ones here that most papers of a corpus pair them with."""
    english = {pair_key(name): name for name in sorted(places) if name.isascii()}
    for name in sorted(places):
        if name.isascii() or name in entries:
            continue
        keys = (pair_key(pair.one) for pair in load_pairs("pairs").with_other(name))
        partner = next((english[key] for key in keys if key in english), None)
        if partner:
            yield NameLink(_written(plan, places[name]), _written(plan, places[partner]), PAIRED)


def _written(plan: Layout, found: _Places) -> str:
    return plan.text[slice(*min(found))]


def _translation_links(
    plan: Layout,
    places: dict[str, _Places],
    entries: dict[str, tuple[Entry, ...]],
    paired: Collection[str],
) -> Iterator[NameLink]:
    """Link Chinese names to the English ones they translate, a name to its surest one.

    Chinese names that the lexicon knows, or the corpus pairs with another, are left to them.
    """
    english = {
        name: plan.text[slice(*min(found))]
        for name, found in places.items()
        if name.isascii() and len(name) >= _FULL_NAME and _is_worth_translating(name, found)
    }
    chinese = {place for name, found in places.items() if not name.isascii() for place in found}
    chosen: dict[str, str] = {}
    for match in find_translations(plan, english, chinese):
        written = plan.text[slice(*match.place)]
        name = fold_name(written)
        known = entries.get(match.english, ())
        if name in entries or name in paired:
            continue
        if len(name) < _SHORTEST or _is_another(name, known):
            continue
        if chosen.setdefault(name, match.english) == match.english:
            places.setdefault(name, {}).setdefault(match.place, {(TRANSLATED, "")})
            yield NameLink(written, english[match.english], TRANSLATED)


def _is_another(name: str, entries: tuple[Entry, ...]) -> bool:
    """Say whether a Chinese name cannot be that of a known English one.

    It is a generic head, a piece of the known Chinese name (编码器 of 自编码器), or that name with
    something before or behind it that is no generic head.
    """
    heads = generic_heads()
    known = {fold_name(other) for entry in entries for other in entry.names}
    less = any(name in other for other in known)
    more = any(
        other in name and name.removeprefix(other) not in heads
        for other in known
        if not other.isascii()
    )
    return name in heads or less or more


def _is_worth_translating(name: str, found: _Places) -> bool:
    """Say whether more speaks for a name than that it is a piece of a phrase."""
    if any(rule != phrases.PART for rules in found.values() for rule, _ in rules):
        return True
    reputation = load_mined().look_up(name)
    return reputation is not None and reputation.score > _LOW


def _candidate(
    folds: list[str],
    places: dict[str, _Places],
    entries: dict[str, tuple[Entry, ...]],
    links: list[NameLink],
) -> Candidate:
    found: _Places = {}
    for fold in folds:
        found |= places[fold]
    return Candidate(
        tuple(folds),
        tuple(Occurrence(*place, tuple(sorted(found[place]))) for place in sorted(found)),
        tuple(dict.fromkeys(entry for fold in folds for entry in entries.get(fold, ()))),
        tuple(links),
    )
