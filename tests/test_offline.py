"""Nothing is downloaded: tests find no network, and a graph is built where there is none."""

import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from command import EXAMPLES, PROGRAM
from pytest_socket import SocketConnectBlockedError

NO_NETWORK = ["unshare", "--map-root-user", "--net"]


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_a_test_that_asks_the_network_fails() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_graph_is_built_and_asked_where_there_is_no_network(tmp_path: Path) -> None:
    if not shutil.which("unshare") or subprocess.run([*NO_NETWORK, "true"], check=False).returncode:
        pytest.skip("this system lets no process give up its network")
    for command in (["build", str(EXAMPLES)], ["query", "most-used", "-p", "type=Dataset"]):
        done = subprocess.run(
            [*NO_NETWORK, PROGRAM, *command, "-w", str(tmp_path / "graph")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert "GSM8K" in done.stdout
