"""A real Neo4j on loopback for the tests; CONTRIBUTING.md says how to fetch it."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

LIBRARIES = Path(
    os.environ.get("PAPERWEFT_TEST_NEO4J") or Path(__file__).parents[1] / ".neo4j" / "lib"
)
USER, PASSWORD = "neo4j", "weaving-2413"
_PATIENCE = 120  # seconds for a start
_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)
_SETTINGS = """\
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.import={home}/import
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
"""


@dataclass
class Server:
    """A Neo4j in a folder of its own.

    Attributes:
        home: Its folder.
        port: Where it answers Bolt on loopback.
    """

    home: Path
    port: int
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def uri(self) -> str:
        """Where clients connect to."""
        return f"bolt://127.0.0.1:{self.port}"

    def admin(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run `neo4j-admin` with these words; the server must be stopped for most."""
        environment = {
            **os.environ,
            "NEO4J_HOME": str(self.home),
            "NEO4J_CONF": str(self.home / "conf"),
        }
        command = [*_java(), "org.neo4j.cli.AdminTool", *words]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, cwd=self.home
        )

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = self.home / "out.log"
        folders = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        command = [*_java("-Xmx1g"), "org.neo4j.server.CommunityEntryPoint", *folders]
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [*command, "--console-mode"], stdout=out, stderr=out, start_new_session=True
            )
        deadline = time.monotonic() + _PATIENCE
        while "Started." not in log.read_text("utf-8"):
            if time.monotonic() > deadline or self._process.poll() is not None:
                pytest.fail(f"Neo4j does not start: {log.read_text('utf-8')[-2000:]}")
            time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it, kindly or not."""
        if self._process is not None:
            process, self._process = self._process, None
            process.send_signal(how)
            try:
                process.wait(_PATIENCE)
            finally:
                process.kill()

    @contextmanager
    def told(self, settings: str) -> Iterator[None]:
        """Restart it with settings of its own, and afterwards as it was."""
        file = self.home / "conf" / "neo4j.conf"
        before = file.read_text("utf-8")
        self.stop()
        file.write_text(f"{before}{settings}\n", "utf-8")
        self.start()
        try:
            yield
        finally:
            self.stop()
            file.write_text(before, "utf-8")
            self.start()

    def driver(self) -> Driver:
        """Return a driver for its administrator."""
        return GraphDatabase.driver(self.uri, auth=(USER, PASSWORD))

    def clear(self) -> None:
        """Remove all nodes, edges, constraints and indexes."""
        with self.driver() as driver:
            driver.session().run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
            for what, name in _named(driver):
                driver.execute_query(f"DROP {what} `{name}`")


def _named(driver: Driver) -> list[tuple[str, str]]:
    """Return constraints, then the indexes that are not part of one, with their names."""
    constraints = driver.execute_query("SHOW CONSTRAINTS YIELD name").records
    indexes = driver.execute_query(
        "SHOW INDEXES YIELD name, type, owningConstraint"
        " WHERE owningConstraint IS NULL AND type <> 'LOOKUP' RETURN name"
    ).records
    found = [("CONSTRAINT", row["name"]) for row in constraints]
    return found + [("INDEX", row["name"]) for row in indexes]


def _java(*options: str) -> list[str]:
    return ["java", *_OPTIONS, *options, "-cp", str(LIBRARIES / "*")]


def free_port() -> int:
    """Return a port of loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def neo4j_server(home: Path) -> Iterator[Server]:
    """Run a new, empty Neo4j in a folder; skip the test where there is none, but in CI fail."""
    missing = [name for name in ("java",) if not shutil.which(name)]
    if not LIBRARIES.is_dir():
        missing.append(str(LIBRARIES))
    if missing and os.environ.get("CI"):
        pytest.fail(f"CI must have a Neo4j; there is no {missing[0]}")
    if missing:
        pytest.skip(f"no Neo4j here: there is no {missing[0]}; see CONTRIBUTING.md")
    server = Server(home, free_port())
    for folder in ("conf", "data", "logs", "import"):
        (home / folder).mkdir(parents=True)
    settings = _SETTINGS.format(home=home, port=server.port)
    (home / "conf" / "neo4j.conf").write_text(settings, "utf-8")
    server.admin("dbms", "set-initial-password", PASSWORD).check_returncode()
    try:
        server.start()
        yield server
    finally:
        server.stop()
