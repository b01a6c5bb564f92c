"""Spellings of one word: the English plural, British and American, Taiwan's and the mainland's.

Rules where the language has rules, word lists beside the lexicon where it has none.
"""

import re
from functools import cache

from paperweft.extract.recognizers.stopwords import words_of

_LAST_WORD = re.compile(r"[A-Za-z]+$")
# The plural of LLM is LLMs, that of ResNet ResNets; UMLS is none.
_PLURAL = re.compile(r"(?:(?<=[A-Za-z][a-z][a-rt-z])|(?<=[A-Za-z][A-Z]))s$")
_PLURAL_ES = re.compile(r"(?:(?<=ss)|(?<=sh)|(?<=ch)|(?<=[a-z]x))es$")
_PLURAL_IES = re.compile(r"(?<=[a-z]{2})ies$")
# Analysis, corpus, physics.
_NO_PLURAL = re.compile(r"[a-z](?:is|us|ics)$")
# Optimise, quantisation; not noise, supervise, precise, exercise, promise, expertise, premise.
_ISE = re.compile(
    r"(?<=[a-z]{4})(?<![aouvwc])(?<!rc|pr|ch)(?<!rom|rem|ert|rad|eat|dem|nch)"
    r"is(?=(?:e|ed|er|es|ers|ing|ation|ations|able)(?![a-z]))"
)
_DIALOG = re.compile(r"dialog(?!ue)")


def singular(name: str) -> str:
    """Return a name with its last word in the singular; case as written."""
    found = _LAST_WORD.search(name)
    if not found or not found[0].lower().endswith(("s", "a", "i", "ice", "ren")):
        return name
    word = found[0].lower()
    if word in _pairs("nouns.txt"):
        return name[: found.start()] + _pairs("nouns.txt")[word]
    if word.endswith("es") and word[:-2] in _singulars():
        return name[:-2]
    if word in _singulars() or _NO_PLURAL.search(found[0]):
        return name
    return _PLURAL.sub("", _PLURAL_ES.sub("", _PLURAL_IES.sub("y", name)))


def usual(folded: str) -> str:
    """Return folded text with its words spelled the usual way: American, and as on the mainland."""
    return " ".join(map(_usual_word, folded.split(" ")))


@cache  # few words make up the many names
def _usual_word(word: str) -> str:
    text = _unusual().sub(lambda found: _pairs("spellings.txt")[found[0]], word)
    return _DIALOG.sub("dialogue", _ISE.sub("iz", text))


@cache
def _singulars() -> frozenset[str]:
    return words_of("singulars.txt")


@cache
def _pairs(file_name: str) -> dict[str, str]:
    return dict(word.split("=") for word in words_of(file_name))


@cache
def _unusual() -> re.Pattern[str]:
    words = sorted(_pairs("spellings.txt"), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))
