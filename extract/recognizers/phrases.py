"""Proposes stretches of content words: widely, for the deciding step to choose from.

The idea of RAKE (Rose et al., 2010): function words and punctuation part a text into phrases.
In English every run of up to five words in a phrase is proposed, in Chinese the phrase itself
and the phrase without its generic head (方法, 框架 …).
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import passages, propose
from paperweft.extract.folding import HAN, fold_text
from paperweft.extract.recognizers.stopwords import chinese_breaks, english_stopwords, generic_heads

NAME = "phrases"
PART = "phrase_parts"
_MOST_WORDS = 5
_ENGLISH_WORD = re.compile(r"[0-9]{0,3}[A-Za-z][A-Za-z0-9]*(?:[-‐–'’][A-Za-z0-9]+)*")
_GAP = re.compile(r"[ \t]$")
_CHINESE = re.compile(rf"[{HAN}a-z0-9 ]+")
_LONGEST = 14


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for every phrase and its parts."""
    for start, passage in passages(doc):
        if passage.language == "en":
            _english(doc, start, passage.text)
        else:
            _chinese(doc, start, fold_text(passage.text))
    return doc


def _english(doc: Doc, offset: int, text: str) -> None:
    for run in _runs(text):
        for first in range(len(run)):
            for last in range(first, min(len(run), first + _MOST_WORDS)):
                whole = first == 0 and last == len(run) - 1
                start, end = offset + run[first].start(), offset + run[last].end()
                propose(doc, start, end, NAME if whole else PART)


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Return the runs of neighbouring content words."""
    runs: list[list[re.Match[str]]] = []
    run: list[re.Match[str]] = []
    stopwords = english_stopwords()
    for word in _ENGLISH_WORD.finditer(text):
        apart = run and text[run[-1].end() : word.start()] not in {" ", "/"}
        stop = word[0].lower() in stopwords
        if run and (apart or stop):
            runs.append(run)
            run = []
        if not stop:
            run.append(word)
    return [*runs, run] if run else runs


def _chinese(doc: Doc, offset: int, text: str) -> None:
    breaks = chinese_breaks()
    for clause in _CHINESE.finditer(text):
        position = clause.start()
        for stop in [*breaks.finditer(text, *clause.span()), None]:
            end = stop.start() if stop else clause.end()
            _chinese_phrase(doc, offset, text, position, end)
            position = stop.end() if stop else end


def _chinese_phrase(doc: Doc, offset: int, text: str, start: int, end: int) -> None:
    phrase = text[start:end]
    start += len(phrase) - len(phrase.lstrip())
    phrase = phrase.strip()
    if not 2 <= len(phrase) <= _LONGEST or not re.search(f"[{HAN}]", phrase):
        return
    propose(doc, offset + start, offset + start + len(phrase), NAME)
    for head in generic_heads():
        if phrase.endswith(head) and len(phrase) >= len(head) + 2:
            propose(doc, offset + start, offset + start + len(phrase) - len(head), PART)
