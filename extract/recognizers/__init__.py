"""Recognizers: each proposes mentions; one spaCy component a file, turned off by its name."""

from collections.abc import Collection, Iterable

from paperweft.extract.errors import UsageError

PROPOSERS = ("labels", "lexicon", "acronyms", "titles", "shapes", "cues", "terms", "phrases")
"""Names of the recognizers that propose mentions, in the order they run."""

RECOGNIZERS = (*PROPOSERS, "tagger")
"""Names of all recognizers, in the order they run."""

OPTIONAL = {"llm": "by_llm", "gliner": "by_gliner"}
"""The recognizers that run when asked for, and their modules: none is named like a library."""


def check_names(names: Iterable[str], known: Collection[str] = RECOGNIZERS) -> None:
    """Make sure that there are recognizers of these names.

    Raises:
        UsageError: There is none of a name.
    """
    unknown = sorted(set(names).difference(known))
    if unknown:
        raise UsageError(f"no recognizer {unknown[0]!r}; there are {', '.join(RECOGNIZERS)}")
