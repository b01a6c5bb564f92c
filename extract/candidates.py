"""Candidates: the mentions of one paper, joined into what may be its concepts."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from paperweft.extract.document import MENTIONS, Layout, layout
from paperweft.extract.edges import inner
from paperweft.extract.folding import fold_name, fold_text
from paperweft.extract.languages import has_han
from paperweft.extract.links import (
    LOW,
    Places,
    Range,
    Rule,
    acronym_links,
    known_entries,
    lexicon_links,
    own_links,
    pair_links,
    translation_links,
)
from paperweft.extract.models import load_mined
from paperweft.extract.recognizers import acronyms, phrases
from paperweft.extract.records import NameLink
from paperweft.extract.unionfind import UnionFind
from paperweft.extract.vocabulary import Entry, cuts_a_word

REPEATED = "repeated"
_LONGEST = 200  # characters of a long form
# Letters that an acronym is made of: LAbel, Skip-wisE.
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{2,}[a-z]{2,}|[a-z]{2,}[A-Z](?![A-Za-z])")
_WIDE = {phrases.NAME, phrases.PART}
# A web address, in the characters of RFC 3986 but for those that more often end one in prose.
_ADDRESS = re.compile(r"(?:https?://|www\.|github\.com/)[\w.~:/?#\[\]@!$&'*+=%-]+", re.ASCII)


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
    places = _outside_addresses(plan.text, places)
    links = list(acronym_links(plan, places))
    entries = known_entries(plan, places)
    links += lexicon_links(plan, places, entries)
    paired = list(pair_links(plan, places, entries))
    links += paired
    links += translation_links(plan, places, entries, {fold_name(link.name) for link in paired})
    sets = UnionFind(places)
    for link in links:
        sets.union(fold_name(link.name), fold_name(link.other))
    by_set: dict[str, list[NameLink]] = defaultdict(list)
    for link in links:
        by_set[sets.find(fold_name(link.name))].append(link)
    for name, link in own_links(plan, places, entries):
        by_set[sets.find(name)].append(link)
    return [
        _candidate(folds, places, entries, by_set[first]) for first, folds in sets.groups().items()
    ]


def _by_name(doc: Doc) -> dict[str, Places]:
    places: dict[str, Places] = defaultdict(dict)
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


def _is_hopeless(plan: Layout, name: str, found: Places) -> bool:
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
    return reputation.score < LOW or (piece and reputation.score == LOW)


def _long_forms(places: dict[str, Places]) -> list[Range]:
    return sorted(
        place
        for found in places.values()
        for place, rules in found.items()
        if any(rule == acronyms.NAME for rule, _ in rules)
    )


def _is_a_piece(plan: Layout, found: Places, spelled: list[Range]) -> bool:
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


def _repeat(plan: Layout, places: dict[str, Places]) -> None:
    """Find the other places of the names that more than a stretch of words speaks for."""
    for found in places.values():
        if all(rule in _WIDE for rules in found.values() for rule, _ in rules):
            continue
        for form in sorted({plan.text[start:end] for start, end in found}):
            for place in search(plan, form):
                found.setdefault(place, {(REPEATED, "")})


def search(plan: Layout, form: str) -> Iterator[Range]:
    """Yield the places of a name; one of three Latin letters only as it is written."""
    key, folded = fold_text(form), plan.folded
    exact = len(form) <= 3 and form.isascii()
    start = folded.find(key)
    while start >= 0:
        end = start + len(key)
        if not cuts_a_word(folded, start, end) and (not exact or plan.text[start:end] == form):
            yield start, end
        start = folded.find(key, end)


def _outside_addresses(text: str, places: dict[str, Places]) -> dict[str, Places]:
    """Leave out places in a web address: what a host or a folder is called is no spelling."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    if not addresses:
        return places
    kept = {
        name: {
            (start, end): rules
            for (start, end), rules in found.items()
            if not any(first <= start < last for first, last in addresses)
        }
        for name, found in places.items()
    }
    return {name: found for name, found in kept.items() if found}


def _candidate(
    folds: list[str],
    places: dict[str, Places],
    entries: dict[str, tuple[Entry, ...]],
    links: list[NameLink],
) -> Candidate:
    found: Places = {}
    for fold in folds:
        found |= places[fold]
    return Candidate(
        tuple(folds),
        tuple(Occurrence(*place, tuple(sorted(found[place]))) for place in sorted(found)),
        tuple(dict.fromkeys(entry for fold in folds for entry in entries.get(fold, ()))),
        tuple(links),
    )
