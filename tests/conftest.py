"""What holds for every test: child processes, too, find no network."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

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
