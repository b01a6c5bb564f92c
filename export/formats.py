"""The formats by name. A format is a module with `NAME`, `SUFFIX` and `export(graph, target)`."""

import importlib
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
)
"""The names of all formats; each is the module of that name beside this one."""


class Format(Protocol):
    """What the module of a format offers."""

    NAME: str
    SUFFIX: str

    def export(self, graph: KnowledgeGraph, target: BinaryIO, **options: Any) -> None:
        """Write the graph to a binary file; only html takes options."""


def get(name: str) -> Format:
    """Return the module of a format.

    Raises:
        UsageError: There is no such format; the message lists those there are.
    """
    if name not in FORMATS:
        raise UsageError(f"no export format {name!r}; there are: {', '.join(FORMATS)}")
    return cast(Format, importlib.import_module(f"paperweft.export.{name}"))
