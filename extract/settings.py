"""What a user changes about extraction: recognizers left out, and a lexicon of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import msgspec

from paperweft.extract.errors import SourceError
from paperweft.extract.recognizers import check_names
from paperweft.extract.records import Problem
from paperweft.extract.sources.text_source import TextSource
from paperweft.extract.sources.unpack import unpacked
from paperweft.extract.vocabulary import Entry, read_lexicon

NONE = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the extractor is told for good: a workspace remembers it, unlike its `Helpers`.

    Attributes:
        without: Names of the recognizers to leave out, sorted.
        lexicon: The user's own entries, sorted; they come before the project's.
    """

    without: tuple[str, ...] = ()
    lexicon: tuple[Entry, ...] = ()

    @property
    def tag(self) -> str:
        """What is put to the extractor's version; empty where nothing is told."""
        if self == DEFAULT:
            return ""
        return "-" + blake2b(msgspec.json.encode(self), digest_size=6).hexdigest()


DEFAULT = Settings()


def left_out(names: Iterable[str]) -> tuple[str, ...]:
    """Return the recognizers to leave out as `Settings` has them.

    Raises:
        UsageError: There is no recognizer of that name.
    """
    chosen = tuple(sorted(set(names)))
    check_names(chosen)
    return chosen


@dataclass(frozen=True, slots=True)
class Told:
    """What a user says about the settings this time; None leaves a part as it is.

    Attributes:
        without: Names of the recognizers to leave out.
        lexicon: Entries of their own.
        problems: The lines of their lexicon that could not be read.
    """

    without: tuple[str, ...] | None = None
    lexicon: tuple[Entry, ...] | None = None
    problems: tuple[Problem, ...] = ()

    def over(self, settings: Settings) -> Settings:
        """Return the settings with what was said this time."""
        return Settings(
            without=settings.without if self.without is None else self.without,
            lexicon=settings.lexicon if self.lexicon is None else self.lexicon,
        )


UNTOLD = Told()


def read_told(lexicon: Path | None, without: Sequence[str] | None) -> Told:
    """Read what a user says about the settings.

    Args:
        lexicon: The file of their own lexicon; `none` for no such lexicon.
        without: Recognizers to leave out; `none` alone for no such recognizer.

    Raises:
        UsageError: There is no recognizer of that name.
        SourceError: The lexicon cannot be read at all.
    """
    chosen = None if without is None else left_out([] if list(without) == [NONE] else without)
    if lexicon is None:
        return Told(chosen)
    return Told(chosen, *(((), ()) if str(lexicon) == NONE else own_lexicon(lexicon)))


def own_lexicon(path: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read a lexicon of the user's own, as `Settings` has it, and its broken lines.

    Args:
        path: A file with the columns of `extract/lexicon/*.tsv`, compressed or not.

    Raises:
        SourceError: The file cannot be read at all.
    """
    try:
        with path.open("rb") as stream:
            source = TextSource.from_bytes(str(path), unpacked(stream))
            lines = [line for _, line in source.lines()]
    except (OSError, SourceError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SourceError(
            f"the lexicon {path} cannot be read: {reason}; nothing was done without it"
        ) from error
    found = list(read_lexicon(lines, str(path)))
    entries = {replace(item, own=True) for item in found if isinstance(item, Entry)}
    problems = (*source.problems, *(item for item in found if isinstance(item, Problem)))
    return tuple(sorted(entries, key=lambda e: (e.type, e.label, e.names, e.acronyms))), problems
