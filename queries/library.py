"""The library of named queries: the `.cypher` files beside this module.

A file begins with comment lines `// key: value`; the query follows. The keys:

    // title: Papers about a concept
    // group: papers
    // answers: Which papers propose, use or address this concept, surest first?
    // how: What a reader of the answer must know; may go on in a second line with the same key.
    // parameter concept: concept            (required)
    // parameter steps: integer to 4 = 2     (optional, at most 4)
    // parameter limit: integer = 25         (optional)
    // example: concept=RAG
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from paperweft.extract.errors import UsageError
from paperweft.queries.values import LARGEST

ParameterType = Literal[
    "concept", "method", "dataset", "topic", "metric", "paper", "author",
    "type", "types", "relation", "month", "quarter", "integer",
]  # fmt: skip

GROUPS = ("papers", "concepts", "tasks", "comparisons", "lineage", "time")
"""What queries are about, in the order to list them."""

_HEADER = re.compile(r"// (parameter )?([\w-]+): (.*)")
_MISSPELT = 0.5


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query.

    Attributes:
        name: As in the text, without `$`.
        type: What its value must be; see `binding`.
        default: The value when none is given, as a person would write it; None: it must be given.
        most: The largest integer that may be given.
    """

    name: str
    type: ParameterType
    default: str | None = None
    most: int = LARGEST

    @property
    def takes(self) -> str:
        """Its type, and the largest integer where there is one."""
        return self.type if self.most == LARGEST else f"{self.type} to {self.most}"

    def __str__(self) -> str:
        return f"{self.name}={self.type.upper() if self.default is None else self.default}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query of the library.

    Attributes:
        name: As a user calls it: the file's name without its ending.
        title: A few words.
        group: What it is about: one of `GROUPS`.
        answers: The question that it answers.
        how: What a reader of the answer must know; empty if the question says it all.
        parameters: In the order to ask for them.
        example: Parameters of a call, `key=value` each.
        text: The Cypher.
    """

    name: str
    title: str
    group: str
    answers: str
    how: str
    parameters: tuple[Parameter, ...]
    example: tuple[str, ...]
    text: str


@cache
def library() -> tuple[NamedQuery, ...]:
    """Return all named queries, by group and name."""
    folder = files("paperweft.queries")
    found = [
        read_query(entry.name.removesuffix(".cypher"), entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".cypher")
    ]
    return tuple(sorted(found, key=lambda query: (GROUPS.index(query.group), query.name)))


def get(name: str) -> NamedQuery:
    """Return the query of this name.

    Raises:
        UsageError: There is none; the message suggests the nearest.
    """
    from difflib import get_close_matches

    named = {query.name: query for query in library()}
    if name in named:
        return named[name]
    near = get_close_matches(name.lower(), named, n=3, cutoff=_MISSPELT)
    known = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(named)}"
    raise UsageError(f"no query {name!r}; {known}")


def read_query(name: str, text: str) -> NamedQuery:
    """Read a query from the text of its file.

    Raises:
        ValueError: The header lacks a key, or has an unknown group or type of a parameter.
    """
    keys: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = text.splitlines()
    header = [match for line in lines if (match := _HEADER.fullmatch(line.rstrip()))]
    for match in header:
        if match[1]:
            parameters.append(_parameter(match[2], match[3]))
        else:
            keys[match[2]] = f"{keys.get(match[2], '')} {match[3]}".strip()
    missing = {"title", "group", "answers"} - set(keys)
    if missing:
        raise ValueError(f"{name}.cypher: the header lacks {', '.join(sorted(missing))}")
    if keys["group"] not in GROUPS:
        raise ValueError(f"{name}.cypher: the group must be one of {', '.join(GROUPS)}")
    return NamedQuery(
        name=name,
        title=keys["title"],
        group=keys["group"],
        answers=keys["answers"],
        how=keys.get("how", ""),
        parameters=tuple(parameters),
        example=tuple(keys.get("example", "").split(", ")) if keys.get("example") else (),
        text="\n".join(line for line in lines if not line.startswith("//")).strip(),
    )


def _parameter(name: str, text: str) -> Parameter:
    kind, equals, default = (part.strip() for part in text.partition("="))
    kind, _, most = kind.partition(" to ")
    for known in get_args(ParameterType):
        if kind == known:
            largest = int(most) if most else LARGEST
            return Parameter(name, known, default if equals else None, largest)
    raise ValueError(f"parameter {name} has the unknown type {kind!r}")
