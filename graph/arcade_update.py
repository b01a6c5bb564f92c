"""Make the database of a graph: a changed copy of the one before, or a new one."""

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from paperweft.graph.arcade_apply import apply
from paperweft.graph.arcade_current import LEDGER, is_intact, made_by, read_current
from paperweft.graph.arcade_jvm import java_errors
from paperweft.graph.arcade_load import load
from paperweft.graph.difference import HELD, Ledger, difference
from paperweft.graph.files import remove_folder

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

_KIND = "kind"
_ANEW = 0.25  # of all elements: filling a new database is about four times faster an element
_GROWN = 3  # times the size when it was filled: what is removed leaves its room behind
_FILLED = b"filled"  # bytes of the database when it was filled, in the ledger's metadata


def make_database(store: Path, folder: Path, graph: "KnowledgeGraph") -> None:
    """Make the database of a graph, from the store's current one if that is less work.

    Args:
        store: The folder of the store.
        folder: An empty folder to make it in.
        graph: The graph.
    """
    before = _before(store)
    if before:
        try:
            if _change(before, folder, graph):
                return
        except (java_errors(), ValueError, OSError) as error:
            # The one before cannot be changed; that is no reason not to make a new one.
            logging.getLogger("paperweft").info("the store is filled anew: %s", error)
            remove_folder(folder)
            folder.mkdir()
    whole = difference(graph, {})
    load(folder, whole)
    _write_ledger(folder, whole.ledger, _size(folder))


def _change(before: Path, folder: Path, graph: "KnowledgeGraph") -> bool:
    """Make a changed copy of a database; say whether that was less work than a new one."""
    held, filled = _read_ledger(before)
    changes = difference(graph, held)
    elements = sum(table.num_rows for table in changes.ledger.values())
    if changes.rows >= _ANEW * elements or _size(before) > _GROWN * filled:
        return False
    shutil.copytree(before, folder, dirs_exist_ok=True)
    apply(folder, changes)
    _write_ledger(folder, changes.ledger, filled)
    return True


def _before(store: Path) -> Path | None:
    current = read_current(store)
    if current and current.made == made_by() and is_intact(store, current.database):
        return store / current.database
    return None


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _write_ledger(folder: Path, ledger: Ledger, filled: int) -> None:
    kinds = [
        table.add_column(0, _KIND, pa.array([name] * table.num_rows, pa.string()))
        for name, table in ledger.items()
    ]
    table = pa.concat_tables(kinds).replace_schema_metadata({_FILLED: str(filled)})
    pq.write_table(table, folder / LEDGER, compression="zstd")


def _read_ledger(folder: Path) -> tuple[Ledger, int]:
    """Return the ledger, and how many bytes the database had when it was filled."""
    whole = pq.read_table(folder / LEDGER).combine_chunks()
    kinds: Any = whole.column(_KIND)
    filled = int((whole.schema.metadata or {})[_FILLED])
    ledger = {
        name: whole.filter(pc.equal(kinds, pa.scalar(name))).select(HELD.names)
        for name in map(str, kinds.unique().to_pylist())
    }
    return ledger, filled
