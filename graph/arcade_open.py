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
    """

    folder: Path
    java: Any
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0


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
        if database.users == 0:
            del _OPEN[database.folder]
            _close(database)


def _close_all() -> None:
    with _GUARD:
        while _OPEN:
            _close(_OPEN.popitem()[1])


def _close(database: OpenDatabase) -> None:
    try:
        database.java.close()
    except java_errors():
        pass  # its folder was replaced meanwhile; there is nothing to save in a read-only one
