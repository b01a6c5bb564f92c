"""The objects of a JSON file: one a line, or an array of them, or one after the other."""

import json
from collections.abc import Iterator

from paperweft.extract.records import Problem
from paperweft.extract.sources.text_source import TextSource

JsonObject = dict[str, object]

_FIX = "write one JSON object a line"
_SKIPPED = " \t\n\r,[]\ufeff"


def objects(source: TextSource) -> Iterator[tuple[int, JsonObject] | Problem]:
    """Yield each object with its line; the file's first two lines tell which form it has."""
    lines = [line for line in source.head.split("\n") if line.strip()]
    one_a_line = lines[0].lstrip("\ufeff ").startswith("{") and (
        len(lines) == 1 or _is_json(lines[0]) or lines[1].startswith("{")
    )
    yield from _from_lines(source) if one_a_line else _from_text(source)


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _from_lines(source: TextSource) -> Iterator[tuple[int, JsonObject] | Problem]:
    for number, line in source.lines():
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(source.path, number, f"this is no JSON: {_reason(error)}", _FIX)
            continue
        yield _checked(source.path, number, value)


def _from_text(source: TextSource) -> Iterator[tuple[int, JsonObject] | Problem]:
    """Decode objects one by one, so that a broken one costs no other."""
    text = source.text()
    decoder = json.JSONDecoder()
    at, line, counted = _next(text, 0), 1, 0
    while at < len(text):
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Problem(source.path, line, f"this is no JSON: {_reason(error)}", _FIX)
            at = _sibling(text, at)
            continue
        yield _checked(source.path, line, value)
        at = _next(text, end)


def _sibling(text: str, at: int) -> int:
    """Find the next object on a line of its own, indented like the one at `at`."""
    indent = text[text.rfind("\n", 0, at) + 1 : at]
    found = text.find(f"\n{indent}{{", at) if not indent.strip() else -1
    return len(text) if found < 0 else found + 1 + len(indent)


def _checked(path: str, line: int, value: object) -> tuple[int, JsonObject] | Problem:
    if isinstance(value, dict):
        return line, value
    return Problem(path, line, "this is no JSON object", _FIX)


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SKIPPED:
        at += 1
    return at


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
