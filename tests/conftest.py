"""What holds for every test: child processes, too, find no network."""

import os

import pytest

NOWHERE = "http://127.0.0.1:9"  # the port of the discard protocol: nobody answers


@pytest.fixture(autouse=True, scope="session")
def _no_network_for_children() -> None:
    """Point every proxy at a closed port; sockets of this process are pytest-socket's affair."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = NOWHERE
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = "localhost,127.0.0.1,::1"
