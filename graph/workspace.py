"""A workspace: the folder that keeps the extractions and everything derived from them.

    DIR/
    ├── workspace.json    format, version of paperweft, key of the tables
    ├── extractions/      the only truth
    │   ├── records.parquet       papers as read, unmerged
    │   ├── extractions.parquet   what was found in each merged paper, by content key
    │   └── settings.json         what the extractor was told: recognizers left out, own lexicon
    ├── tables/KEY/       the graph's tables; derived
    └── graph.db/         the embedded store; derived

What is derived can be deleted at any time; the next build makes it again.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from paperweft.extract.errors import WorkspaceError
from paperweft.extract.records import Extraction, Paper
from paperweft.extract.settings import DEFAULT, Settings
from paperweft.graph.files import (
    disk_errors,
    flush_folder,
    remove_folder,
    remove_leftovers,
    replace_file,
)
from paperweft.graph.keys import content_key, graph_key
from paperweft.graph.lock import WriterLock
from paperweft.graph.manifest import (
    Manifest,
    is_workspace,
    make_workspace,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph

__all__ = ["Workspace", "content_key"]

Content = TypeVar("Content")


class Workspace:
    """A folder that keeps records, extractions, tables and the embedded store.

    Make one with `create` or `open`. Reading needs no lock; `save` and `save_graph` take it, and
    a command that reads before it writes holds it with `writing` all along.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = WriterLock(path)

    @classmethod
    def create(cls, path: str | PathLike[str]) -> "Workspace":
        """Open the workspace at this path, or make it if there is none.

        Raises:
            UsageError: It is a file, or a folder of other files.
            WorkspaceError: The folder cannot be written.
            WorkspaceVersionError: A newer version of paperweft wrote it.
        """
        folder = Path(path)
        make_workspace(folder)
        return cls(folder)

    @staticmethod
    def exists(path: str | PathLike[str]) -> bool:
        """Say whether there is a workspace at this path, be its `workspace.json` lost or damaged.

        Raises:
            UsageError: There can be none: it is a file, or a folder of other files.
            WorkspaceError: The folder cannot be read.
        """
        return is_workspace(Path(path))

    @classmethod
    def open(cls, path: str | PathLike[str]) -> "Workspace":
        """Open the workspace at this path.

        Raises:
            UsageError: It is a file, or a folder of other files.
            WorkspaceError: There is none, or its `workspace.json` is damaged.
            WorkspaceVersionError: A newer version of paperweft wrote it.
        """
        read_manifest(Path(path))
        return cls(Path(path))

    @property
    def store_path(self) -> Path:
        """The folder of the embedded store."""
        return self.path / "graph.db"

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock while the body runs; the same thread may nest it.

        Raises:
            WorkspaceLockedError: Another process holds it; the message names it.
        """
        return self._lock.held()

    def read_records(self) -> tuple[Paper, ...]:
        """Return the papers as they were read, unmerged, by id.

        Raises:
            WorkspaceError: The file is damaged.
        """
        from paperweft.graph import rows

        fix = "restore it from a copy, or delete it and build from the sources again"
        return _read(self._records, rows.read_records, (), fix)

    def read_extractions(self) -> dict[str, Extraction]:
        """Return the extractions by `content_key` of their merged papers.

        Raises:
            WorkspaceError: The file is damaged.
        """
        from paperweft.graph import rows

        fix = "delete it and build again: it is made anew from the records"
        return _read(self._extractions, rows.read_extractions, {}, fix)

    def read_settings(self) -> Settings:
        """Return what the extractor was told last.

        Raises:
            WorkspaceError: The file is damaged.
        """
        fix = "delete it and give `paperweft build` its --lexicon and --without again"
        return _read(self._settings, _decode_settings, DEFAULT, fix)

    def save_settings(self, settings: Settings) -> None:
        """Replace what the extractor was told last; without any there is no file.

        Raises:
            WorkspaceError: The disk is full or cannot be written.
        """
        content = msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n"
        with self.writing(), disk_errors(self._settings):
            self._make_room(self._settings.parent)
            if settings == DEFAULT:
                self._settings.unlink(missing_ok=True)
            else:
                replace_file(self._settings, lambda file: file.write(content))

    def save(self, records: Iterable[Paper], extractions: Mapping[str, Extraction]) -> None:
        """Replace records and extractions; equal ones change no byte.

        A kill between the two files leaves extractions that no record asks for, or records
        whose extraction is missing and will be made again: both are a good state.

        Args:
            records: Papers as read; those with the same content become one row.
            extractions: By `content_key` of the merged paper.

        Raises:
            WorkspaceError: The disk is full or cannot be written.
        """
        from paperweft.graph import rows

        with self.writing():
            self._make_room(self._records.parent)
            found = rows.extractions_table(extractions)
            replace_file(self._extractions, lambda file: rows.write_table(found, file))
            papers = rows.records_table(records)
            replace_file(self._records, lambda file: rows.write_table(papers, file))

    def read_graph(self) -> "KnowledgeGraph":
        """Return the graph that was saved last.

        Raises:
            WorkspaceError: The tables are missing or damaged.
        """
        try:
            return self._read_tables()
        except FileNotFoundError:
            pass  # another process may have replaced them just now
        try:
            return self._read_tables()
        except FileNotFoundError as error:
            raise WorkspaceError(
                f"{self.path} holds no graph yet, or its tables were deleted;"
                f" run `paperweft build -w {self.path}` to make them from its extractions"
            ) from error

    def save_graph(self, graph: "KnowledgeGraph") -> None:
        """Replace the tables; an equal graph changes no byte.

        Raises:
            WorkspaceError: The disk is full or cannot be written.
        """
        from paperweft.graph.table_files import is_complete, write_tables

        key = graph_key(graph)
        with self.writing():
            folder = self._tables / key
            if read_manifest(self.path).tables != key or not is_complete(folder):
                self._make_room(self._tables)
                write_tables(graph, folder)
                write_manifest(self.path, Manifest(tables=key))
            for other in self._tables.iterdir():
                if other != folder:
                    remove_folder(other)

    @property
    def _records(self) -> Path:
        return self.path / "extractions" / "records.parquet"

    @property
    def _extractions(self) -> Path:
        return self.path / "extractions" / "extractions.parquet"

    @property
    def _settings(self) -> Path:
        return self.path / "extractions" / "settings.json"

    @property
    def _tables(self) -> Path:
        return self.path / "tables"

    def _make_room(self, folder: Path) -> None:
        with disk_errors(folder):
            folder.mkdir(exist_ok=True)
            remove_leftovers(self.path, folder)
            flush_folder(self.path)

    def _read_tables(self) -> "KnowledgeGraph":
        from paperweft.graph.table_files import read_tables

        key = read_manifest(self.path).tables
        if key is None:
            raise FileNotFoundError
        return read_tables(self._tables / key)


def _decode_settings(path: Path) -> Settings:
    return msgspec.json.decode(path.read_bytes(), type=Settings)


def _read(path: Path, read: Callable[[Path], Content], empty: Content, fix: str) -> Content:
    import pyarrow as pa

    try:
        return read(path) if path.exists() else empty
    except (pa.ArrowException, OSError, ValueError, msgspec.MsgspecError) as error:
        raise WorkspaceError(f"{path} cannot be read ({error}); {fix}") from error
