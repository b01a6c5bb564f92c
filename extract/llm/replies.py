"""From a reply to the names that it gives: whatever a server may send, hostile or broken."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from paperweft.extract.document import places_of
from paperweft.extract.records import Hint, Paper
from paperweft.extract.schema import ConceptType

_OPENING = re.compile(r"[{\[][^{\[]{0,20}?concepts")
_MOST_NAMES = 200
_LONGEST = 120  # characters of a name
_TYPES = {kind.value.lower(): kind for kind in ConceptType}
# Repair takes time by the square of the length: seconds for this much at worst.
_REPAIRED = 6_000
_MOST_BRACKETS = 400


class NoAnswer(Exception):  # noqa: N818 - it ends one paper's question, not the work
    """There is no usable answer for a paper; the message says why."""


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Body(msgspec.Struct):
    choices: list[_Choice]


def content_of(body: bytes) -> str:
    """Return what the model wrote, from the body of a chat completion.

    Raises:
        NoAnswer: The body is no chat completion, or the model wrote nothing.
    """
    try:
        choices = msgspec.json.decode(body, type=_Body).choices
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NoAnswer("what came back is no chat completion") from error
    content = choices[0].message.content if choices else None
    if not content or not content.strip():
        raise NoAnswer("the answer is empty")
    return content


def hints_in(content: str) -> tuple[Hint, ...]:
    """Return the names in what a model wrote, each once, in its order.

    JSON is looked for in the text and repaired where it is broken; concepts of no known type
    and names that are no text are left out.

    Raises:
        NoAnswer: There is no list of concepts in it.
    """
    rows = _rows(_load(content))
    hints = dict.fromkeys(hint for row in rows for hint in _hints(row))
    if rows and not hints:
        raise NoAnswer("no concept in the answer has a name and a type that there is")
    return tuple(hints)[:_MOST_NAMES]


def quoted(hints: tuple[Hint, ...], paper: Paper) -> tuple[Hint, ...]:
    """Return the hints whose names stand in the paper; the others were invented."""
    texts = [passage.text for passage in paper.passages]
    return tuple(hint for hint in hints if any(any(places_of(t, hint.name)) for t in texts))


def _load(content: str) -> Any:
    """Return the JSON in a text; of several beginnings, the one that speaks of concepts."""
    text = content.rpartition("</think>")[2]
    opening = _OPENING.search(text)
    start = opening.start() if opening else min(_find(text, "{"), _find(text, "["))
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        end = max(text.rfind("}"), text.rfind("]")) + 1  # behind it: talk, or a row cut off
        return _repair(text[start : min(end, start + _REPAIRED)])


def _find(text: str, bracket: str) -> int:
    place = text.find(bracket)
    return place if place >= 0 else len(text)


def _repair(text: str) -> Any:
    from json_repair import loads

    if text.count("{") + text.count("[") > _MOST_BRACKETS:
        raise NoAnswer("the answer is no list of concepts")
    try:
        return loads(text, skip_json_loads=True)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("the answer is no JSON and beyond repair") from error


def _rows(found: Any) -> list[Any]:
    """Return the rows of concepts: of an object, of a list of such, or a bare list of rows."""
    for item in found if isinstance(found, list) else [found]:
        if isinstance(item, Mapping) and isinstance(item.get("concepts"), list):
            return list(item["concepts"])
    if isinstance(found, list) and all(isinstance(row, Mapping) for row in found):
        return found
    raise NoAnswer("the answer has no list of concepts")


def _hints(row: Any) -> Iterator[Hint]:
    if not isinstance(row, Mapping) or not isinstance(row.get("type"), str):
        return
    kind = _TYPES.get(row["type"].strip().lower())
    names = row.get("names", row.get("name"))
    for name in names if isinstance(names, list) else [names]:
        if kind and isinstance(name, str) and 2 <= len(name.strip()) <= _LONGEST:
            yield Hint(name.strip(), kind)
