"""Which database of a store's folder is the current one.

    DIR/
    ├── current.json   names it, with the sizes of its files and what made it
    └── KEY/           the database; KEY is of the graph's content and of what made it
        └── ledger.parquet   what it holds, to find the difference to another graph

A new graph becomes a new database beside the old one, a changed copy of it where little changes;
`current.json` is replaced when it is complete. So a kill leaves the old one, and who reads the
old one is not disturbed.
"""

from dataclasses import dataclass
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from paperweft.graph.files import replace_file
from paperweft.graph.fingerprints import LAYOUT
from paperweft.graph.keys import graph_key

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

LEDGER = "ledger.parquet"

_NAME = "current.json"
_TOUCHED = {"last-tx-id.bin", "statistics.json"}  # ArcadeDB rewrites them even when it only reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The content of `current.json`.

    Attributes:
        database: The name of the folder.
        sizes: Of its files, in bytes, as they were written.
        made: What made it: only the same can change it.
    """

    database: str
    sizes: dict[str, int]
    made: str = ""


def made_by() -> str:
    """Return what makes databases here: the layout of the elements and the version of ArcadeDB."""
    return f"{LAYOUT} {metadata.version('arcadedb-embedded')}"


def database_key(graph: "KnowledgeGraph") -> str:
    """Return the name for the database of this graph."""
    return blake2b(f"{made_by()}\n{graph_key(graph)}".encode(), digest_size=16).hexdigest()


def read_current(folder: Path) -> Current | None:
    """Return what the folder of a store points at; None if at nothing that can be read."""
    try:
        return msgspec.json.decode((folder / _NAME).read_bytes(), type=Current)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def write_current(folder: Path, key: str) -> None:
    """Point at the database of this name."""
    current = Current(database=key, sizes=_sizes(folder / key), made=made_by())
    content = msgspec.json.encode(current)
    replace_file(folder / _NAME, lambda file: file.write(content))


def is_intact(folder: Path, key: str) -> bool:
    """Say whether the current database has this name and all its files as they were written."""
    current = read_current(folder)
    return current is not None and current.database == key and current.sizes == _sizes(folder / key)


def others(folder: Path, key: str) -> list[Path]:
    """Return the databases in the folder that are not current."""
    return [path for path in folder.iterdir() if path.is_dir() and path.name != key]


def _sizes(database: Path) -> dict[str, int]:
    try:
        files = sorted(path for path in database.iterdir() if path.name not in _TOUCHED)
        return {path.name: path.stat().st_size for path in files}
    except OSError:  # not there, or replaced just now
        return {}
