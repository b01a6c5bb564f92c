"""Databases open for reading in this process; ArcadeDB lets a process open a folder only once."""

import atexit
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paperweft.graph.arcade_jvm import factory, java, java_errors


@dataclass
class OpenDatabase:
    """A database open read-only, shared by all stores of this process on the same folder.

    Attributes:
        folder: Where it lies.
        java: ArcadeDB's object.
        lock: Hold it for a whole query: the time limit is a setting of the database.
        users: How many stores have it open.
        busy: Whether a query that was given up may still run in it; it cannot be closed then.
    """

    folder: Path
    java: Any
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0
    busy: bool = False


_OPEN: dict[Path, OpenDatabase] = {}
_GUARD = threading.Lock()


def acquire(folder: Path) -> OpenDatabase:
    """Open the database in a folder, or join those who have it open."""
    folder = folder.absolute()
    with _GUARD:
        if folder not in _OPEN:
            mode = java("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
            _OPEN[folder] = OpenDatabase(folder, factory(folder).open(mode))
            # Java waits half a minute at the exit for a database that is still open.
            atexit.unregister(_close_all)
            atexit.register(_close_all)
        database = _OPEN[folder]
        database.users += 1
        return database


def release(database: OpenDatabase) -> None:
    """Give a database back; the last user closes it."""
    with _GUARD:
        database.users -= 1
        if database.users == 0 and not database.busy:
            del _OPEN[database.folder]
            _close(database)


def give_up(database: OpenDatabase) -> None:
    """Leave a query to itself; the next ones do not wait for it."""
    with _GUARD:
        database.busy = True
        database.lock = threading.Lock()


def _close_all() -> None:
    with _GUARD:
        while _OPEN:
            _, database = _OPEN.popitem()
            if not database.busy:
                _close(database)


def _close(database: OpenDatabase) -> None:
    try:
        database.java.close()
    except java_errors():
        pass  # its folder was replaced meanwhile; there is nothing to save in a read-only one
