"""The formats by name.

That of a file is a module with `NAME`, `SUFFIX` and `export(graph, target)`; that of a folder one
with `NAME` and `export(graph, target)`.
"""

import importlib
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from paperweft.extract.errors import UsageError
from paperweft.graph.model import KnowledgeGraph

FORMATS: tuple[str, ...] = (
    "html",
    "turtle",
    "jsonld",
    "ntriples",
    "graphml",
    "gexf",
    "csv",
    "json",
    "cypher",
)
"""The formats of one file; each is the module of that name beside this one."""

FOLDERS: tuple[str, ...] = ("neo4j-admin",)
"""The formats of a folder; in the name of the module a hyphen is an underscore."""


class Format(Protocol):
    """What the module of a format offers."""

    NAME: str
    SUFFIX: str

    def export(self, graph: KnowledgeGraph, target: BinaryIO, **options: Any) -> None:
        """Write the graph to a binary file; only html takes options."""


class FolderFormat(Protocol):
    """What the module of a format offers that is several files."""

    NAME: str

    def export(self, graph: KnowledgeGraph, target: Path) -> None:
        """Write the graph into an empty folder."""


def get(name: str) -> Format:
    """Return the module of a format of one file.

    Raises:
        UsageError: There is no such format; the message lists those there are.
    """
    return cast(Format, _module(name, FORMATS))


def get_folder(name: str) -> FolderFormat:
    """Return the module of a format of a folder.

    Raises:
        UsageError: There is no such format; the message lists those there are.
    """
    return cast(FolderFormat, _module(name, FOLDERS))


def _module(name: str, names: tuple[str, ...]) -> object:
    if name not in names:
        known = ", ".join((*FORMATS, *FOLDERS))
        raise UsageError(f"no export format {name!r}; there are: {known}")
    return importlib.import_module(f"paperweft.export.{name.replace('-', '_')}")
