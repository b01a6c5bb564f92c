"""The tables of a graph as a folder of Parquet files."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from paperweft.extract.errors import WorkspaceError
from paperweft.graph.files import disk_errors, remove_folder, replace_folder, temporary_folder
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.rows import write_table
from paperweft.graph.tables import SCHEMAS


def write_tables(graph: KnowledgeGraph, folder: Path) -> None:
    """Write a graph's tables to a folder, which is put in place as a whole.

    Raises:
        WorkspaceError: The disk is full or cannot be written.
    """
    with disk_errors(folder):
        temporary = temporary_folder(folder)
        try:
            for name, table in graph.tables.items():
                with _file(temporary, name).open("wb") as file:
                    write_table(table, file)
            replace_folder(temporary, folder)
        finally:
            remove_folder(temporary)


def read_tables(folder: Path) -> KnowledgeGraph:
    """Read the graph of a folder that `write_tables` filled.

    Raises:
        FileNotFoundError: A table is missing.
        WorkspaceError: A table is damaged.
    """
    return KnowledgeGraph.from_tables({name: _read(_file(folder, name), name) for name in SCHEMAS})


def is_complete(folder: Path) -> bool:
    """Say whether every table is there."""
    return all(_file(folder, name).is_file() for name in SCHEMAS)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _read(path: Path, name: str) -> pa.Table:
    try:
        table = pq.read_table(path, memory_map=True)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error
    if not table.schema.equals(SCHEMAS[name]):
        raise _damaged(path, "its columns are those of another version")
    return table.cast(SCHEMAS[name])  # Parquet calls the items of lists otherwise


def _damaged(path: Path, reason: object) -> WorkspaceError:
    folder = path.parent
    return WorkspaceError(
        f"{path} cannot be read ({reason}); delete {folder} and run"
        f" `paperweft build -w {folder.parent.parent}`: it is made anew from the extractions"
    )
