"""A workspace of the examples that is built once, and copies of it to change."""

import shutil
from pathlib import Path

import pytest
from command import DIGEST, TABLE, Result, spawn


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The workspace of both examples, and what `build` printed."""
    path = tmp_path_factory.mktemp("built") / "graph"
    return path, spawn("build", DIGEST, TABLE, "-w", path, "--format", "json")


@pytest.fixture(scope="session")
def workspace(built: tuple[Path, Result]) -> Path:
    """The workspace of both examples, to be read only."""
    return built[0]


@pytest.fixture
def copy(workspace: Path, tmp_path: Path) -> Path:
    """A workspace of both examples that a test may change."""
    return Path(shutil.copytree(workspace, tmp_path / "copy"))
