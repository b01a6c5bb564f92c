"""Files of paper rows, read so that a broken line, concept or relation costs nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from paperweft.extract.evaluation.paper_rows import ConceptRow, PaperRow, RelationRow
from paperweft.extract.readers.json_objects import JsonObject, objects
from paperweft.extract.reading import read_source
from paperweft.extract.records import Problem
from paperweft.extract.sources.text_source import TextSource

_NEEDED = ("type", "names", "role")
_PAPER_FIX = 'write {"id": "…", "concepts": […], "relations": […]}'
_CONCEPT_FIX = 'write {"type": "Method", "names": ["…"], "role": "uses"}'
_RELATION_FIX = 'write ["head", "used_for", "tail"]'


@dataclass(frozen=True, slots=True)
class RowFile:
    """The rows of a file by paper id, the line of each, and what could not be read."""

    rows: dict[str, PaperRow]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A row whose concepts and relations are yet to be looked at."""

    id: str | int
    concepts: list[object]
    relations: list[object] = field(default_factory=list)


def read_rows(name: str | Path) -> RowFile:
    """Read rows from JSON Lines or a JSON array, packed or not; `-` is standard input.

    Of two rows with one id the last counts. A concept or a relation that is not as it should be
    is left out; where only what goes beyond type, names and role is wrong, the concept stays.
    """
    rows: dict[str, PaperRow] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for item in read_source(str(name), _read, fix=_PAPER_FIX):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        line, row = item
        if row.id in rows:
            problems.append(_second(str(name), line, row.id, lines[row.id]))
        rows[row.id], lines[row.id] = row, line
    return RowFile(rows, lines, tuple(problems))


def _second(path: str, line: int, paper: str, first: int) -> Problem:
    message = f"the paper {paper!r} is in line {first} already, which is not used"
    return Problem(path, line, message, "give each paper one line")


def _read(source: TextSource) -> Iterator[tuple[int, PaperRow] | Problem]:
    for found in objects(source):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _row(source.path, *found)
    yield from source.problems


def _row(path: str, line: int, value: JsonObject) -> Iterator[tuple[int, PaperRow] | Problem]:
    try:
        parts = msgspec.convert(value, _Parts)
    except msgspec.ValidationError as error:
        yield Problem(path, line, f"this is no paper with concepts: {error}", _PAPER_FIX)
        return
    concepts: list[ConceptRow] = []
    relations: list[RelationRow] = []
    for number, part in enumerate(parts.concepts, 1):
        concept, told = _concept(part)
        if told:
            yield Problem(path, line, f"concept {number}: {told}", _CONCEPT_FIX)
        if concept:
            concepts.append(concept)
    for number, part in enumerate(parts.relations, 1):
        try:
            relations.append(msgspec.convert(part, RelationRow))
        except msgspec.ValidationError as error:
            yield Problem(path, line, f"relation {number}: {error}", _RELATION_FIX)
    yield line, PaperRow(str(parts.id), tuple(concepts), tuple(relations))


def _concept(part: object) -> tuple[ConceptRow | None, str]:
    """Return the concept, or what can be scored of it, and what is wrong with it."""
    try:
        return msgspec.convert(part, ConceptRow), ""
    except msgspec.ValidationError as error:
        told = str(error)
    needed = {key: part[key] for key in _NEEDED if key in part} if isinstance(part, dict) else part
    try:
        return msgspec.convert(needed, ConceptRow), told
    except msgspec.ValidationError:
        return None, told
