"""What holds for every test: child processes, too, find no network."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_server import Server, neo4j_server
from stores import EMBEDDED, NEO4J, NewStore, stores

NOWHERE = "http://127.0.0.1:9"  # the port of the discard protocol: nobody answers


@pytest.fixture(autouse=True, scope="session")
def _no_network_for_children() -> None:
    """Point every proxy at a closed port; sockets of this process are pytest-socket's affair."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = NOWHERE
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = "localhost,127.0.0.1,::1"


@pytest.fixture
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A real disk, of the size that the test asks for by an indirect parameter."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine does not let us mount a disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j of this run; what a test leaves in it, the next one clears."""
    with neo4j_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="module", params=[EMBEDDED, NEO4J])
def new_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewStore]:
    """What makes an empty store; every test with it runs on both."""
    with stores(request.param, request, tmp_path_factory.mktemp("stores")) as made:
        yield made
