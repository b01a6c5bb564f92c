"""Keys made of content: what has the same key need not be made again."""

import io
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec

from paperweft.extract.records import Paper
from paperweft.extract.version import extractor_version

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph


def content(paper: Paper) -> bytes:
    """Return all that the paper says, without where it was read, as JSON."""
    return msgspec.json.encode(replace(paper, origins=()))


def content_key(paper: Paper, extractor: str | None = None) -> str:
    """Return the key of the paper's extraction: a hash of its content and of the extractor.

    Args:
        paper: The paper.
        extractor: The version of the extractor; None is today's without settings and helpers.
    """
    version = extractor or extractor_version()
    return blake2b(version.encode() + b"\n" + content(paper), digest_size=16).hexdigest()


def graph_key(graph: "KnowledgeGraph") -> str:
    """Return a hash over the content of all tables of a graph.

    Takes about 0.1 s for 5,000 papers.
    """
    import pyarrow.parquet as pq

    sink = _HashSink()
    file = cast("BinaryIO", sink)
    for name, table in graph.tables.items():
        sink.write(name.encode())
        # How a table is cut into chunks, and how Arrow calls the items of lists (that changes
        # when tables are read from Parquet), must not show in the bytes.
        pq.write_table(
            table.combine_chunks(),
            file,
            compression="none",
            use_dictionary=False,
            store_schema=False,
        )
    return sink.hash.hexdigest()


class _HashSink(io.RawIOBase):
    """A file that only hashes what is written to it."""

    def __init__(self) -> None:
        self.hash = blake2b(digest_size=16)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.hash.update(data)
        return len(data)
