"""A folder for `neo4j-admin database import full`: CSV files and a script with the command.

A file a kind of nodes or edges, with its header, be there rows or not. Fingerprints are among the
properties, so that `paperweft load` finds later what is there. The importer leaves out a list
without items (and one of a single empty text, which no graph has): Cypher to run afterwards fills
that in.
"""

from dataclasses import dataclass, field
from pathlib import Path

from paperweft.export.bulk_cells import column_type, free_delimiter, line
from paperweft.export.bulk_script import AFTERWARDS, empty_list, guide, script
from paperweft.graph.bolt_statements import schema_statements
from paperweft.graph.difference import Change, difference
from paperweft.graph.elements import Element, Kind
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store_schema import ENDS, LABELS, key_of

NAME = "neo4j-admin"


@dataclass(slots=True)
class _Seen:
    """What the command and the Cypher have to know of the files.

    Attributes:
        longest: The length of the longest line in characters.
        empty: Statements that fill in lists without items, each once.
    """

    longest: int = 0
    empty: dict[str, None] = field(default_factory=dict)


def export(graph: KnowledgeGraph, target: Path) -> None:
    """Write the files into an empty folder."""
    whole = difference(graph, {})
    changes = (*whole.nodes, *whole.edges)
    delimiter = free_delimiter(element for change in changes for element in change.elements)
    seen = _Seen()
    for change in changes:
        _write(change, target, delimiter, seen)
    kinds = [change.kind for change in changes]
    statements = "".join(f"{text};\n" for text in (*schema_statements(), *seen.empty))
    _text(target / AFTERWARDS, statements)
    _text(target / "import.sh", script(kinds, delimiter, seen.longest))
    _text(target / "README.txt", guide())


def _write(change: Change, folder: Path, delimiter: str, seen: _Seen) -> None:
    """Write the file of a kind; all its rows have the same names."""
    names = [] if change.kind.is_edge else [*change.kind.keys]
    begun = False
    with (folder / f"{change.kind.name}.csv").open("w", encoding="utf-8", newline="") as file:
        for element in change.elements:
            if not begun:
                begun, names = True, [*element.properties]
                file.write(_header(change.kind, names))
            text = line(_values(change.kind, element, names), delimiter)
            file.write(text)
            seen.longest = max(seen.longest, len(text))
            empty = (name for name in names if element.properties[name] == [])
            seen.empty.update((empty_list(change.kind, name), None) for name in empty)
        if not begun:
            file.write(_header(change.kind, names))


def _values(kind: Kind, element: Element, names: list[str]) -> list[object]:
    ends = element.key if kind.is_edge else ()
    return [*ends, *(element.properties[name] for name in names)]


def _header(kind: Kind, names: list[str]) -> str:
    """Return the header; keys are unique among the nodes of a first label, so these are spaces."""
    if kind.is_edge:
        head, tail = ENDS[kind.name]
        columns = [f":START_ID({head})", f":END_ID({tail})"]
    else:
        columns = []
    key = None if kind.is_edge else key_of(kind.name)
    for name in names:
        space = f"ID({LABELS[kind.name][0]})" if name == key else column_type(name)
        columns.append(f"{name}:{space}")
    return ",".join(columns) + "\n"


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
