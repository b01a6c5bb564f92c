"""The embedded graph over Bolt on loopback, for Neo4j's own drivers and tools; read-only.

A driver begins a transaction for most of what it does, and ArcadeDB begins none in a database that
is open read-only. So the server opens a private copy for writing, and the one user it knows may
read records and do nothing else. The workspace is not touched, whatever a client manages to do.
"""

import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from paperweft.extract.errors import StoreError
from paperweft.graph.arcade_current import is_intact, read_current
from paperweft.graph.arcade_jvm import java, java_errors, message_of, wait_for_no_thread
from paperweft.graph.files import remove_folder

HOST = "127.0.0.1"
PORT = 7687
"""The port that Neo4j's tools try first."""

USER = DATABASE = "paperweft"

_BOLT = "com.arcadedb.bolt.BoltProtocolPlugin"
_READERS = "readers"


@dataclass(frozen=True, slots=True)
class Served:
    """What a running server serves, and where.

    Attributes:
        port: Where it listens, on `HOST`.
        store: The folder of the store.
        key: The name of the database in it that is served.
    """

    port: int
    store: Path
    key: str

    @property
    def uri(self) -> str:
        """The address, as drivers take it."""
        return f"bolt://{HOST}:{self.port}"

    def is_latest(self) -> bool:
        """Say whether the store still holds the graph that is served."""
        current = read_current(self.store)
        return current is None or current.database == self.key


@contextmanager
def serving(store: Path, password: str, *, port: int = PORT) -> Iterator[Served]:
    """Serve the graph of a store, as it is now, to the user `USER` while the body runs.

    Builds and queries of other processes neither wait nor notice. The copy lies in the system's
    folder for temporary files and is removed at the end. Who is connected then gets no more
    answers, and is cut off when this process ends.

    Args:
        store: The folder of an embedded store, such as `Workspace.store_path`.
        password: What the user must give.
        port: Where to listen; 0 takes a free one.

    Raises:
        StoreError: There is no store, no room for a copy, or the port is taken.
    """
    _check_port(port)
    root = Path(tempfile.mkdtemp(prefix="paperweft-serve-"))
    try:
        key = _copy(store, root / "databases" / DATABASE)
        with _server(root, port) as server:
            _let_in(server, password)
            yield Served(_port(server), store, key)
    finally:
        remove_folder(root)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":  # as Java does: a connection that has just ended blocks no port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise StoreError(_no_port(port, error.strerror or str(error))) from error


def _no_port(port: int, reason: str) -> str:
    return (
        f"cannot listen on port {port} of {HOST}: {reason};"
        " give another with `--port N`, or `--port 0` for any that is free"
    )


def _copy(store: Path, target: Path) -> str:
    """Copy the current database of a store; return its name there."""
    fix = f"run `paperweft build -w {store.parent}`"
    current = read_current(store)
    if current is None:
        raise StoreError(f"no store at {store}; {fix} to make it from the extractions")
    key = current.database
    whole = is_intact(store, key)
    try:
        _copy_files(store / key, target)
    except FileNotFoundError:
        whole = False
    except OSError as error:
        raise StoreError(_no_copy(target, error)) from error
    if whole and is_intact(store, key):
        return key
    remove_folder(target)
    if read_current(store) not in (None, current):  # a build replaced it just now
        return _copy(store, target)
    raise StoreError(f"the files of the store at {store} are not as they were written; {fix}")


def _copy_files(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for file in source.iterdir():
        shutil.copyfile(file, target / file.name)


def _no_copy(target: Path, error: OSError) -> str:
    return (
        f"cannot copy the database to {target}: {error.strerror or error}; the environment variable"
        " TMPDIR (TEMP on Windows) names another folder for temporary files"
    )


@contextmanager
def _server(root: Path, port: int) -> Iterator[Any]:
    """Run ArcadeDB's server on the databases under a folder; nobody knows its administrator."""
    config = root / "config"
    config.mkdir()
    groups = _groups(int(java("com.arcadedb.server.security.ServerSecurity").LATEST_VERSION))
    (config / "server-groups.json").write_bytes(msgspec.json.encode(groups))
    context = java("com.arcadedb.ContextConfiguration")()
    context.setValue("arcadedb.server.rootPassword", secrets.token_urlsafe(32))
    for name, value in _settings(root, port).items():
        java("com.arcadedb.GlobalConfiguration").findByKey(name).setValue(value)
    server = java("com.arcadedb.server.ArcadeDBServer")(context)
    try:
        server.start()
        server.getHttpServer().stopService()  # it cannot be started without
        yield server
    except java_errors() as error:
        raise StoreError(f"cannot serve the graph: {message_of(error)}") from error
    finally:
        server.stop()  # also after a failed start: what was started would keep the process alive
        wait_for_no_thread()  # one a connection goes on until its client leaves, or its query ends


def _settings(root: Path, port: int) -> dict[str, str | int | bool]:
    return {
        "arcadedb.server.rootPath": str(root),
        "arcadedb.server.logsDirectory": str(root / "log"),
        "arcadedb.server.name": DATABASE,
        "arcadedb.server.mode": "development",  # in production a client is told of no mistake
        "arcadedb.server.httpIncomingHost": HOST,
        "arcadedb.server.httpIncomingPort": "0",
        "arcadedb.server.plugins": f"Bolt:{_BOLT}",
        "arcadedb.bolt.host": HOST,
        "arcadedb.bolt.port": port,
        "arcadedb.bolt.defaultDatabase": DATABASE,
        "arcadedb.serverMetrics": False,
        "arcadedb.server.healthCheck.enabled": False,
    }


def _groups(version: int) -> dict[str, object]:
    """Return ArcadeDB's permissions: one group that reads records, all others may do nothing."""
    limits = {"resultSetLimit": -1, "readTimeout": -1, "access": []}
    nothing = {**limits, "types": {"*": {"access": []}}}
    reading = {**limits, "types": {"*": {"access": ["readRecord"]}}}
    groups = {"*": nothing, "admin": nothing, _READERS: reading}
    return {"version": version, "databases": {"*": {"groups": groups}}}


def _let_in(server: Any, password: str) -> None:
    security = server.getSecurity()
    user = {
        "name": USER,
        "password": str(security.encodePassword(password)),
        "databases": {DATABASE: [_READERS]},
    }
    text = msgspec.json.encode(user).decode()
    security.createUser(java("com.arcadedb.serializer.json.JSONObject")(text))


def _port(server: Any) -> int:
    plugins = (plugin for plugin in server.getPlugins() if plugin.getClass().getName() == _BOLT)
    return int(next(plugins).getPort())
