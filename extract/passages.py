"""The passages of a paper: which text is in which language, one for each field and language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from paperweft.extract.fields import fold_title
from paperweft.extract.languages import chinese_script, has_han, is_chinese
from paperweft.extract.records import FIELDS, Field, Language, Passage

Hint = Literal["", "en", "zh", "en!", "zh-Hans!", "zh-Hant!"]
"""What a text's place says of its language; with `!` the place decides, not the text."""

_LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans", "zh-Hant")


@dataclass(frozen=True, slots=True)
class RawText:
    """A text as a reader found it, and what its place says of its language."""

    field: Field
    text: str
    hint: Hint = ""


def to_passages(texts: Sequence[RawText], labels: Sequence[RawText]) -> tuple[Passage, ...]:
    """Give each text its language, in the order of a paper's passages.

    The text itself decides, not its place. Where two texts of a field are in one language, the one
    in its right place keeps it; the other keeps the language of its place (a title that was left
    untranslated, say), unless it only repeats the first.
    """
    every = [*texts, *labels]
    script = chinese_script(raw.text for raw in every if has_han(raw.text)) or "zh-Hans"
    chosen: dict[tuple[Field, Language], str] = {}
    misplaced: list[tuple[RawText, Language]] = []
    for raw in texts:
        language = _language(raw, script)
        if _in_place(raw, language) and (raw.field, language) not in chosen:
            chosen[raw.field, language] = raw.text
        else:
            misplaced.append((raw, language))
    for raw, language in misplaced:
        _place(chosen, raw, language, script)
    passages = {Passage(field, language, text) for (field, language), text in chosen.items()}
    passages |= {Passage("label", _language(raw, script), raw.text) for raw in labels if raw.text}
    return sort_passages(passages)


def sort_passages(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Sort as `Paper.passages` is: titles, summaries, abstracts, labels; English first."""
    return tuple(sorted(passages, key=_order))


def _order(passage: Passage) -> tuple[int, str, int]:
    language = _LANGUAGES.index(passage.language)
    return FIELDS.index(passage.field), passage.text if passage.field == "label" else "", language


def _place(
    chosen: dict[tuple[Field, Language], str], raw: RawText, language: Language, script: Language
) -> None:
    """Put a text whose place and language disagree where there is room."""
    taken = chosen.get((raw.field, language))
    if taken is None:
        chosen[raw.field, language] = raw.text
    elif fold_title(taken) != fold_title(raw.text):
        chosen.setdefault((raw.field, "en" if raw.hint == "en" else script), raw.text)


def _language(raw: RawText, script: Language) -> Language:
    if raw.hint == "en!":
        return "en"
    if raw.hint in ("zh-Hans!", "zh-Hant!"):
        return "zh-Hans" if raw.hint == "zh-Hans!" else "zh-Hant"
    chinese = has_han(raw.text) if raw.hint == "zh" else is_chinese(raw.text)
    return (chinese_script([raw.text]) or script) if chinese else "en"


def _in_place(raw: RawText, language: Language) -> bool:
    return raw.hint == "" or raw.hint.endswith("!") or (raw.hint == "en") == (language == "en")
