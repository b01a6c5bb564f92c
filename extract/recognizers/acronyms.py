"""Proposes long forms and their acronyms, and links the two: `Long Form (LF)`, 中文全称（ABC）.

English follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text" (PSB 2003). Chinese gives no word boundary: the long form
reaches back to the nearest function word.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import layout, passages, propose
from paperweft.extract.edges import inner
from paperweft.extract.folding import HAN, fold_name, fold_text
from paperweft.extract.recognizers.stopwords import chinese_breaks, generic_heads
from paperweft.extract.records import NameLink
from paperweft.extract.vocabulary import Vocabulary

NAME = "acronyms"
_SHORT = r"[A-Za-z0-9][A-Za-z0-9\-./+$^]{1,14}"
_BRACKET = re.compile(rf"[(（]\s*(?P<short>{_SHORT})\s*[)）]")
_REVERSED = re.compile(
    rf"(?<![A-Za-z0-9])(?P<short>{_SHORT})\s*[(（](?P<long>[^()（）]{{4,90}})[)）]"
)
_CHINESE_TAIL = re.compile(rf"[{HAN}A-Za-z0-9\- ]*[{HAN}][A-Za-z0-9\- ]*$")
_MOST_CHINESE = 16
# Measure words, prepositions and the like, in both scripts: no long form begins with one.
_NOT_FIRST = frozenset(" 种種个個项項类類款套并並以用来來从從由及把将將让讓使其")
_REACH = 400  # characters before a bracket that are looked at


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for each long form and each short form, and a link between the two."""
    plan = layout(doc)
    for start, passage in passages(doc):
        for long, short in definitions(passage.text, plan.vocabulary):
            propose(doc, start + long[0], start + long[1], NAME)
            propose(doc, start + short[0], start + short[1], NAME)
            names = passage.text[slice(*short)], passage.text[slice(*long)]
            plan.links.append(NameLink(*names, "acronym"))
    return doc


Range = tuple[int, int]


def definitions(text: str, known: Vocabulary) -> Iterator[tuple[Range, Range]]:
    """Yield the ranges of each long form and its short form in a text."""
    for match in _BRACKET.finditer(text):
        if is_acronym(match["short"]):
            floor = max(0, match.start() - _REACH)
            long = long_form(text[floor : match.start()].rstrip(), match["short"], known)
            if long:
                yield (floor + long[0], floor + long[1]), match.span("short")
    for match in _REVERSED.finditer(text):
        if is_acronym(match["short"]) and _spells_out(match["long"], match["short"]):
            yield match.span("long"), match.span("short")


def is_acronym(short: str) -> bool:
    """Say whether a bracketed word looks like an acronym: it has a capital and is not a number."""
    return any(c.isupper() for c in short) and not short[:1].isdigit()


def long_form(before: str, short: str, known: Vocabulary) -> Range | None:
    """Return the range of the long form that ends a text, or None where there is none."""
    if re.search(f"[{HAN}]$", before):
        return _chinese_long_form(before, short, known)
    return _english_long_form(before, short)


def _english_long_form(before: str, short: str) -> Range | None:
    key = re.sub(r"[^a-z0-9]", "", (short[:-1] if _is_plural(short) else short).lower())
    most = min(len(key) + 5, len(key) * 2)
    words = list(re.finditer(r"[^\s,;:，。；：()（）]+", before))[-most:]
    if not words or len(key) < 2:
        return None
    floor = _after_break(before, words[0].start())
    start = _match_backwards(before, key, floor)
    if start is None or not re.search(r"\w[\s\-]+\w", before[start:]):
        return None
    return start, len(before)


def _is_plural(short: str) -> bool:
    return short.endswith("s") and short[:-1].isupper()


def _after_break(before: str, floor: int) -> int:
    breaks = [match.end() for match in re.finditer(r"[,;:，。；：()（）]|\.\s", before)]
    return max([floor, *breaks])


def _match_backwards(text: str, key: str, floor: int) -> int | None:
    """Return where the first letter of the key begins a word, all letters found in order."""
    position = len(text)
    for letter in reversed(key[1:]):
        position = text.lower().rfind(letter, floor, position)
        if position < 0:
            return None
    while (position := text.lower().rfind(key[0], floor, position)) >= 0:
        if position == 0 or not (text[position - 1].isalnum() or text[position - 1] in "-‐–"):
            return position
    return None


def _chinese_long_form(before: str, short: str, known: Vocabulary) -> Range | None:
    tail = _CHINESE_TAIL.search(before[-_MOST_CHINESE * 2 :])
    if not tail:
        return None
    floor = len(before) - len(tail[0])
    found = _known_long_form(before, floor, short, known)
    if found:
        return found
    # 增强 would part 检索增强生成, but the two characters after it spell no RAG; nor does 推理 NLR.
    least = sum(c.isupper() for c in short)
    for stop in chinese_breaks().finditer(fold_text(before), floor):
        if len(before) - stop.end() >= least or len(stop[0]) == 1:
            floor = stop.end()
    while floor < len(before) - least and before[floor] in _NOT_FIRST:
        floor += 1
    floor, _ = inner(fold_text(before), floor, len(before), known)
    long = before[floor:]
    if not max(2, least) <= len(long) <= _MOST_CHINESE or _is_other(long, short, known):
        return None
    return floor, len(before)


def _is_other(long: str, short: str, known: Vocabulary) -> bool:
    """Say whether the two cannot be one: 方法 names nothing, 强化学习 is no RLHF."""
    if fold_text(long) in generic_heads():
        return True
    bare = next((long.removesuffix(h) for h in generic_heads() if long.endswith(h)), long)
    names = {fold_name(long), fold_name(bare)}
    meant = {entry for name in names for entry, weak in known.look_up(name) if not weak}
    senses = {entry for entry, _ in known.look_up(fold_name(short))}
    return bool(meant) and not meant & senses


def _known_long_form(before: str, floor: int, short: str, known: Vocabulary) -> Range | None:
    """Return the longest ending that the lexicon has as a name of what the acronym stands for."""
    senses = {entry for entry, _ in known.look_up(fold_name(short))}
    for start in range(max(floor, len(before) - _MOST_CHINESE), len(before) - 1):
        names = known.look_up(fold_name(before[start:])) if senses else ()
        if any(entry in senses and not weak for entry, weak in names):
            return start, len(before)
    return None


def _spells_out(long: str, short: str) -> bool:
    if re.search(f"[{HAN}]", long):
        return bool(re.fullmatch(f"[{HAN}A-Za-z0-9 -]{{2,{_MOST_CHINESE}}}", long))
    found = _english_long_form(long, short)
    return found is not None and found[0] == 0
