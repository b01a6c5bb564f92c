"""The vocabulary: names the project knows, and the automaton that finds them in folded text.

Lexicon files are tab-separated: type, label, aliases, acronyms, zh; lists are parted by `|`.
Aliases stand for the concept anywhere; acronyms only where the paper spells the long form out.
Matching follows Aho and Corasick (1975), on characters: tokens of Chinese text are no words.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources

import ahocorasick

from paperweft.extract.errors import SourceError
from paperweft.extract.folding import HAN, fold_name, fold_text
from paperweft.extract.records import Problem
from paperweft.extract.schema import ConceptType

HEADER = ("type", "label", "aliases", "acronyms", "zh")
OWN = "own_lexicon"  # the rule of links that an entry of the user's own gives


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept of the lexicon.

    Attributes:
        type: What kind of concept.
        label: The standard English name.
        names: Every name that stands for it anywhere, the label first.
        acronyms: Short forms with other meanings too.
        own: It is the user's, not the project's.
    """

    type: ConceptType
    label: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    own: bool = False

    @property
    def every_name(self) -> tuple[str, ...]:
        """All names, the acronyms last."""
        return self.names + self.acronyms


@dataclass(frozen=True, slots=True)
class Hit:
    """A vocabulary name in a text, `text[start:end]`."""

    start: int
    end: int
    entry: Entry
    name: str
    weak: bool


def read_lexicon(lines: Iterable[str], path: str) -> Iterator[Entry | Problem]:
    """Yield the entries of one lexicon file, and a problem for each broken line.

    Args:
        lines: Lines of the file, the header first; blank lines and `#` comments are skipped.
        path: Name of the file, for messages.
    """
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
        if number == 1 and tuple(cells) == HEADER:
            continue
        if any(cells) and not cells[0].startswith("#"):
            broken = _broken(cells)
            yield Problem(path, number, *broken) if broken else _entry(cells)


def _broken(cells: list[str]) -> tuple[str, str] | None:
    """Return what is wrong with the cells of a line, and what to do."""
    if len(cells) != len(HEADER):
        message = f"{len(cells)} cells instead of {len(HEADER)} ({', '.join(HEADER)})"
        return message, "part them by tabs"
    kind, label, *lists = cells
    if kind not in list(ConceptType):
        return f"no type {kind!r}", f"use one of {', '.join(ConceptType)}"
    if not label:
        return "the label is empty", "give the standard English name"
    empty = [
        name
        for name in (label, *(n for cell in lists for n in _listed(cell)))
        if _says_nothing(name)
    ]
    return (f"the name {empty[0]!r} has no letter and no digit", "remove it") if empty else None


def _says_nothing(name: str) -> bool:
    return not fold_name(name)


def _entry(cells: list[str]) -> Entry:
    kind, label, aliases, acronyms, chinese = cells
    names = dict.fromkeys([label, *_listed(aliases), *_listed(chinese)])
    return Entry(ConceptType(kind), label, tuple(names), tuple(_listed(acronyms)))


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split("|") if name.strip()]


_LETTER_DIGIT = re.compile(r"(?<=[a-z]) (?=\d)|(?<=\d) (?=[a-z])")
_SCRIPT_EDGE = re.compile(rf"(?<=[a-z0-9])(?=[{HAN}])|(?<=[{HAN}])(?=[a-z0-9])")


def match_keys(name: str) -> set[str]:
    """Return the folded spellings under which a name is looked for in folded text."""
    key = fold_text(name).strip()
    keys = {key, _LETTER_DIGIT.sub("", key), _SCRIPT_EDGE.sub(" ", key)}
    if re.search(r"[a-z]{3}$", key):
        keys.add(key + "s" if not key.endswith("s") else key + "es")
        if re.search(r"[^aeiou]y$", key):
            keys.add(key[:-1] + "ies")
    return {key for key in keys if len(key) > 1}


class Vocabulary:
    """Entries, found by name in folded text.

    Args:
        entries: The entries; of two that share a name, both are found.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_fold: dict[str, list[tuple[Entry, bool]]] = {}
        keys: dict[str, list[tuple[Entry, str, bool]]] = {}
        for entry in self.entries:
            for name, weak in _names(entry):
                hits = self._by_fold.setdefault(fold_name(name), [])
                if (entry, weak) not in hits:
                    hits.append((entry, weak))
                for key in sorted(match_keys(name)):
                    keys.setdefault(key, []).append((entry, name, weak))
        self._automaton = ahocorasick.Automaton()
        for key, found in keys.items():
            self._automaton.add_word(key, (len(key), found))
        self._automaton.make_automaton()

    def find(self, text: str, folded: str) -> Iterator[Hit]:
        """Yield every name in the text, nested ones too.

        Args:
            text: The text as written.
            folded: `fold_text(text)`.
        """
        for last, (length, found) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if cuts_a_word(folded, start, end):
                continue
            for entry, name, weak in found:
                if _case_fits(name, text[start:end]):
                    yield Hit(start, end, entry, name, weak)

    def look_up(self, folded: str) -> tuple[tuple[Entry, bool], ...]:
        """Return the entries that go by this folded name, each with whether only as an acronym."""
        return tuple(self._by_fold.get(folded, ()))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that names are made of and that are written small: math, but not bert."""
        names = (name for entry in self.entries for name in entry.names if " " in name)
        return frozenset(word for name in names for word in name.split() if word.islower())

    def knows(self, folded: str) -> bool:
        """Say whether a folded name stands for something anywhere."""
        return any(not weak for _, weak in self.look_up(folded))


def _names(entry: Entry) -> Iterator[tuple[str, bool]]:
    yield from ((name, False) for name in entry.names)
    yield from ((name, True) for name in entry.acronyms)


_WORD = re.compile(rf"[^\W_{HAN}]")


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Say whether a range begins or ends inside a Latin word or number."""
    before = start > 0 and _in_word(text[start]) and _in_word(text[start - 1])
    after = end < len(text) and _in_word(text[end - 1]) and _in_word(text[end])
    return before or after


@lru_cache(maxsize=1 << 13)
def _in_word(character: str) -> bool:
    return _WORD.match(character) is not None


def _case_fits(name: str, written: str) -> bool:
    """Say whether a single word is written like a name: `Whisper` and not `whisper`."""
    if " " in name or name.islower() or not name.isascii():
        return True
    if name.isupper() and name.isalpha():
        return written.rstrip("s").isupper()
    return written[0].isupper() or not name[0].isupper()


@cache
def lexicon() -> Vocabulary:
    """Return the project's own lexicon, read once.

    Raises:
        SourceError: A lexicon file has a broken line.
    """
    folder = resources.files("paperweft.extract.lexicon")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".tsv")), key=lambda f: f.name
    )
    found = [
        item
        for file in files
        for item in read_lexicon(file.read_text("utf-8").splitlines(), file.name)
    ]
    for item in found:
        if isinstance(item, Problem):
            raise SourceError(f"{item}, or install paperweft again")
    return Vocabulary(item for item in found if isinstance(item, Entry))


@lru_cache(maxsize=1)
def lexicon_with(own: tuple[Entry, ...]) -> Vocabulary:
    """Return the lexicon with entries of the user's own; a name of theirs is only theirs."""
    if not own:
        return lexicon()
    taken = {fold_name(name) for entry in own for name, _ in _names(entry)}
    return Vocabulary([*own, *(_but(entry, taken) for entry in lexicon().entries)])


def _but(entry: Entry, taken: Collection[str]) -> Entry:
    """Return the entry without the names that are taken."""
    names = tuple(name for name in entry.names if fold_name(name) not in taken)
    acronyms = tuple(name for name in entry.acronyms if fold_name(name) not in taken)
    return replace(entry, names=names, acronyms=acronyms)
