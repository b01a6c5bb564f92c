"""One writer at a time: a lock that dies with the process that holds it."""

import os
import shlex
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from paperweft.extract.errors import WorkspaceLockedError
from paperweft.graph.files import disk_errors

LOCK = ".lock"
HOLDER = ".writer.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the lock."""

    pid: int
    host: str
    command: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host} (`{self.command}`, since {self.since})"


class WriterLock:
    """The lock of one folder; the same thread may take it again while holding it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / LOCK)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock while the body runs.

        Raises:
            WorkspaceLockedError: Another process or thread holds it; the message names it.
            WorkspaceError: The folder cannot be written.
        """
        first = not self._lock.is_locked
        self._acquire()
        try:
            if first:
                self._sign()
            yield
        finally:
            if first:
                with suppress(OSError):
                    (self._folder / HOLDER).unlink(missing_ok=True)
            self._lock.release()

    def _acquire(self) -> None:
        with disk_errors(self._folder):
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:
                raise WorkspaceLockedError(self._message()) from error

    def _sign(self) -> None:
        holder = Holder(
            pid=os.getpid(),
            host=socket.gethostname(),
            command=shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]),
            since=datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="seconds"),
        )
        with disk_errors(self._folder):
            (self._folder / HOLDER).write_bytes(msgspec.json.encode(holder))

    def _message(self) -> str:
        return (
            f"{self._folder} is being written by {self._holder()};"
            " wait until it is done, or end it, and run the command again"
        )

    def _holder(self) -> str:
        try:
            content = (self._folder / HOLDER).read_bytes()
            return str(msgspec.json.decode(content, type=Holder))
        except (OSError, msgspec.MsgspecError):  # it has the lock but did not sign yet
            return "another process"
