"""What is installed: every package, every data file, nothing else; and it works from there."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from rooms import ROOMS, ROOT, files_of, packages

import paperweft

SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
HEAVY = ("spacy", "pyarrow", "networkx", "rdflib", "pyvis", "arcadedb", "arcadedb_embedded")


def test_the_packages_listed_are_the_folders_there_are() -> None:
    assert sorted(SETUPTOOLS["packages"]) == sorted(packages())


def test_the_rooms_are_mapped_to_their_import_names() -> None:
    assert SETUPTOOLS["package-dir"] == {name: room for room, name in ROOMS.items()}


@pytest.mark.parametrize("package", sorted(packages()))
def test_every_data_file_of_a_package_is_shipped(package: str) -> None:
    patterns = SETUPTOOLS["package-data"].get(package, [])
    data = [path.name for path in files_of(packages()[package]) if path.suffix != ".py"]
    assert [name for name in data if not any(fnmatch(name, p) for p in patterns)] == []


def test_every_data_file_lies_in_a_package() -> None:
    homes = set(packages().values())
    stray = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__" and path.parent not in homes
    ]
    assert stray == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built offline from a copy: what a build leaves behind would end up in the next."""
    source = tmp_path_factory.mktemp("source")
    for name in ROOMS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", str(source)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return next((source / "dist").glob("*.whl"))


def _shipped() -> Iterator[str]:
    for package, folder in packages().items():
        yield from (f"{package.replace('.', '/')}/{path.name}" for path in files_of(folder))


@pytest.mark.wheel
def test_the_wheel_holds_the_rooms_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    about = {name for name in names if re.match(r"paperweft-[^/]+\.dist-info/", name)}
    assert names - about == set(_shipped())
    assert any(name.endswith("licenses/LICENSE") for name in about)
    assert {"paperweft/py.typed", "paperweft/extract/concepts.npz"} < names
    for kind in ("extract/lexicon/*.tsv", "queries/*.cypher", "export/*.html", "export/*.js"):
        assert any(fnmatch(name, f"paperweft/{kind}") for name in names), kind


@pytest.mark.wheel
def test_what_the_wheel_holds_builds_a_graph(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "import paperweft, sys; assert paperweft.__file__.startswith(sys.argv.pop(1)); "
        "from paperweft.main import run; run()"
    )
    workspace = tmp_path / "workspace"
    command = [sys.executable, "-c", program, str(tmp_path / "site"), "build"]
    done = subprocess.run(
        [*command, str(ROOT / "examples"), "-w", str(workspace)],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(paperweft.open(workspace).papers) == 12


def test_the_public_names_are_the_documented_ones() -> None:
    text = (ROOT / "docs/python.md").read_text("utf-8")
    documented = re.findall(r"^\| `(?:paperweft\.)?(\w+)", text, re.MULTILINE)
    assert sorted(documented) == sorted(paperweft.__all__)
    assert all(getattr(paperweft, name) is not None for name in documented)


@pytest.mark.parametrize("module", ["paperweft", "paperweft.main"])
def test_importing_loads_no_heavy_library(module: str) -> None:
    program = f"import sys, {module}; print([n for n in {HEAVY} if n in sys.modules])"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
