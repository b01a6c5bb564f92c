"""Links between the names of one paper: why several names are one concept there."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from paperweft.extract.align import find_translations, translated_part
from paperweft.extract.document import Layout
from paperweft.extract.folding import fold_name
from paperweft.extract.models import load_mined, load_pairs
from paperweft.extract.pairs import pair_key
from paperweft.extract.recognizers import lexicon as by_lexicon
from paperweft.extract.recognizers import phrases
from paperweft.extract.recognizers.stopwords import generic_heads
from paperweft.extract.records import NameLink
from paperweft.extract.vocabulary import OWN, Entry

TRANSLATED = "translation"
PAIRED = "pairs"
LOW = 1  # tenths: a corpus hardly ever takes a name of this score for a concept
_SHORTEST = 2  # characters of a Chinese name
_FULL_NAME = 5  # letters; a shorter one is an acronym or says too little to translate

Range = tuple[int, int]
Rule = tuple[str, str]  # the recognizer and the type it proposed, or an empty type
Places = dict[Range, set[Rule]]


def acronym_links(plan: Layout, places: dict[str, Places]) -> Iterator[NameLink]:
    """Yield the links whose acronym has one long form a script in this paper."""
    english = {
        fold_name(link.name): link.other for link in reversed(plan.links) if link.other.isascii()
    }
    links = {(fold_name(link.name), fold_name(link.other)): link for link in plan.links}
    spelled = Counter(long for _, long in links)
    seen: dict[tuple[str, bool], str] = {}
    for (short, long), link in links.items():
        ascii_long = link.other.isascii()
        if seen.setdefault((short, ascii_long), long) != long or not places.keys() >= {short, long}:
            continue
        # What two acronyms are spelled out by cannot be cut to the meaning of one.
        whole = ascii_long or spelled[long] > 1
        meaning = None if whole else english.get(short) or _label_of(plan, short)
        fitting = _fit(plan, places, link, meaning) if meaning else link
        if fitting:
            yield fitting


def _label_of(plan: Layout, acronym: str) -> str | None:
    """Return the English name of what the lexicon surely knows by an acronym."""
    labels = {entry.label for entry, weak in plan.vocabulary.look_up(acronym) if not weak}
    return labels.pop() if len(labels) == 1 else None


def _fit(plan: Layout, places: dict[str, Places], link: NameLink, english: str) -> NameLink | None:
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


def known_entries(plan: Layout, places: dict[str, Places]) -> dict[str, tuple[Entry, ...]]:
    """Return the lexicon entries of each name; an acronym alone names none."""
    known = plan.vocabulary
    found = {name: known.look_up(name) for name in places if _in_lexicon(places[name])}
    strong = {entry for hits in found.values() for entry, weak in hits if not weak}
    return {
        name: tuple(entry for entry, weak in hits if not weak or entry in strong)
        for name, hits in found.items()
    }


def _in_lexicon(found: Places) -> bool:
    names = {by_lexicon.NAME, by_lexicon.WEAK}
    return any(rule in names for rules in found.values() for rule, _ in rules)


def lexicon_links(
    plan: Layout, places: dict[str, Places], entries: dict[str, tuple[Entry, ...]]
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


def own_links(
    plan: Layout, places: dict[str, Places], entries: dict[str, tuple[Entry, ...]]
) -> Iterator[tuple[str, NameLink]]:
    """Link each name that the user's own lexicon surely knows to its label, be that in no paper.

    So the link goes with the paper, and papers that use two names of an entry meet in its label.
    """
    for name in sorted(entries):
        own = [entry for entry in entries[name] if entry.own and _is_sure(entry, name)]
        if len(own) == 1 and fold_name(own[0].label) != name:
            yield name, NameLink(_written(plan, places[name]), own[0].label, OWN)


def _is_sure(entry: Entry, name: str) -> bool:
    """Say whether a folded name stands for the entry anywhere: an acronym has other meanings."""
    return name in map(fold_name, entry.names)


def pair_links(
    plan: Layout, places: dict[str, Places], entries: dict[str, tuple[Entry, ...]]
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


def _written(plan: Layout, found: Places) -> str:
    return plan.text[slice(*min(found))]


def translation_links(
    plan: Layout,
    places: dict[str, Places],
    entries: dict[str, tuple[Entry, ...]],
    paired: Collection[str],
) -> Iterator[NameLink]:
    """Link Chinese names to the English ones they translate, a name to its surest one.

    Chinese names that the lexicon knows, or the corpus pairs with another, are left to them.
    """
    english = {
        name: _written(plan, found)
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
        if len(name) < _SHORTEST or is_another(name, known):
            continue
        if chosen.setdefault(name, match.english) == match.english:
            places.setdefault(name, {}).setdefault(match.place, {(TRANSLATED, "")})
            yield NameLink(written, english[match.english], TRANSLATED)


def is_another(name: str, entries: tuple[Entry, ...]) -> bool:
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


def _is_worth_translating(name: str, found: Places) -> bool:
    """Say whether more speaks for a name than that it is a piece of a phrase."""
    if any(rule != phrases.PART for rules in found.values() for rule, _ in rules):
        return True
    reputation = load_mined().look_up(name)
    return reputation is not None and reputation.score > LOW
