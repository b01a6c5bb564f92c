"""The embedded store: ArcadeDB, in this process, with no server to install.

Readers open the database read-only: any number of processes query at once, also during a write,
and the database itself refuses whatever writes.
"""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from paperweft.extract.errors import StoreError
from paperweft.graph.arcade_current import (
    database_key,
    is_intact,
    others,
    read_current,
    write_current,
)
from paperweft.graph.arcade_jvm import java_errors, message_of
from paperweft.graph.arcade_open import OpenDatabase, acquire, release
from paperweft.graph.arcade_query import run_query
from paperweft.graph.files import (
    disk_errors,
    remove_folder,
    remove_leftovers,
    replace_folder,
    temporary_folder,
)
from paperweft.graph.lock import WriterLock
from paperweft.graph.store import QueryResult, Value

if TYPE_CHECKING:
    from paperweft.graph.model import KnowledgeGraph


class ArcadeStore:
    """The embedded store in a folder, such as `Workspace.store_path`; a `Store`.

    Nothing is opened before the first query, and a query always sees the graph written last,
    by whatever process.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self._path = Path(path)
        self._database: OpenDatabase | None = None

    def write(self, graph: "KnowledgeGraph") -> None:
        """Make the store hold this graph and nothing else; the same graph again does nothing.

        Takes the lock of the folder. Readers of the graph before go on with it.

        Raises:
            StoreError: The database cannot be made.
            WorkspaceError: The disk is full or cannot be written.
            WorkspaceLockedError: Another process is writing to this store.
        """
        key = database_key(graph)
        with disk_errors(self._path):
            self._path.mkdir(parents=True, exist_ok=True)
        with WriterLock(self._path).held():
            remove_leftovers(self._path)
            if not is_intact(self._path, key):
                self._make(graph, key)
            for other in others(self._path, key):
                remove_folder(other)

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Value] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> QueryResult:
        """Answer a query, read-only.

        The arguments are those of `Store.query`.

        Raises:
            QueryError: The query has a mistake, lacks a parameter, writes, or takes too long.
            StoreError: There is no database, or it is damaged.
        """
        return run_query(self._open(), cypher, parameters or {}, limit=limit, timeout=timeout)

    def explain(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> str:
        """Return the database's plan of a query, which is not run.

        Raises:
            QueryError: The query has a mistake.
            StoreError: There is no database, or it is damaged.
        """
        found = run_query(
            self._open(), f"EXPLAIN {cypher}", parameters or {}, limit=1, timeout=None
        )
        return str(found.rows[0][found.columns.index("executionPlanAsString")])

    def close(self) -> None:
        """Close the database; the next query opens it again."""
        if self._database is not None:
            release(self._database)
            self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _make(self, graph: "KnowledgeGraph", key: str) -> None:
        from paperweft.graph.arcade_update import make_database

        folder = self._path / key
        with disk_errors(self._path):
            temporary = temporary_folder(folder)
            try:
                make_database(self._path, temporary, graph)
                replace_folder(temporary, folder)
            except java_errors() as error:
                raise StoreError(
                    f"cannot make the store in {self._path}: {message_of(error)};"
                    " see that the disk has room, and run the command again"
                ) from error
            finally:
                remove_folder(temporary)
            write_current(self._path, key)

    def _open(self) -> OpenDatabase:
        current = read_current(self._path)
        if current is None:
            raise StoreError(f"no store at {self._path}; {self._fix}")
        folder = (self._path / current.database).absolute()
        if self._database is None or self._database.folder != folder:
            self.close()
            self._database = self._acquire(folder)
        return self._database

    def _acquire(self, folder: Path) -> OpenDatabase:
        try:
            opened = acquire(folder)
            # ArcadeDB opens a database that lacks files as if nothing were wrong.
            if is_intact(self._path, folder.name):
                return opened
            release(opened)
            reason = "its files are not as they were written"
        except java_errors() as error:
            reason = message_of(error)
        current = read_current(self._path)
        if current is not None and current.database != folder.name:  # replaced just now
            return self._acquire((self._path / current.database).absolute())
        raise StoreError(
            f"the store at {self._path} cannot be opened: {reason};"
            f" delete that folder, then {self._fix}"
        )

    @property
    def _fix(self) -> str:
        return f"run `paperweft build -w {self._path.parent}` to make it from the extractions"
