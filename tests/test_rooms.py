"""The rules of the house that a program can check: imports, names and sizes of modules."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from rooms import ROOMS, ROOT, modules, packages

MAY_IMPORT = {
    "extract": {"extract"},
    "graph": {"extract", "graph"},
    "export": {"extract", "graph", "export"},
    "queries": {"extract", "graph", "queries"},
    "cli": {"extract", "graph", "export", "queries", "cli"},
}
MODULES = modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def _room(module: str) -> str:
    part = module.split(".")[1] if "." in module else ""
    return part if part in ROOMS else "cli"


def _imported(module: str, node: ast.AST) -> Iterator[str]:
    """Yield the project's modules that an import statement names."""
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names if name.name in MODULES)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{module} has a relative import"
        for name in node.names:
            inner = f"{node.module}.{name.name}"
            found = inner if inner in MODULES else node.module or ""
            if found in MODULES:
                yield found


def _at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when the module is imported, type checking apart."""
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        for part in ("body", "orelse", "finalbody"):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _at_import(getattr(node, part, []))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_before_it(room: str) -> None:
    wrong = [
        f"{module} imports {other}"
        for module, tree in TREES.items()
        if _room(module) == room
        for node in ast.walk(tree)
        for other in _imported(module, node)
        if _room(other) not in MAY_IMPORT[room]
    ]
    assert wrong == []


def test_no_imports_run_in_a_circle() -> None:
    needs = {
        module: {o for n in _at_import(tree.body) for o in _imported(module, n)} - {module}
        for module, tree in TREES.items()
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def _dependencies() -> set[str]:
    """Return the import names of the libraries that the project asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {_plain(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"]}
    return {
        name
        for name, homes in packages_distributions().items()
        if asked & {_plain(home) for home in homes} and not name.startswith("_")
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_module_or_room_is_named_like_a_dependency() -> None:
    names = {name.rsplit(".")[-1] for name in (*MODULES, *packages())} | set(ROOMS)
    assert _dependencies() > {"spacy", "neo4j", "networkx"}
    assert names & _dependencies() == set()


def test_no_room_lands_among_the_top_level_names() -> None:
    """`graph` and `export` are words that other libraries use; only `paperweft` is installed."""
    program = (
        "import importlib.util as u, json, sys; sys.path = [p for p in sys.path if p]; "
        f"print([n for n in {list(ROOMS)} if u.find_spec(n)])"
    )
    command = [sys.executable, "-P", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.strip() == "[]"


SOURCES = sorted(
    path
    for folder in (*ROOMS, "tests", "training", "benchmarks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".css", ".html", ".cypher"}
)


def _lines(paths: list[Path]) -> dict[str, int]:
    return {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in paths}


def test_no_file_has_more_than_500_lines() -> None:
    assert {name: count for name, count in _lines(SOURCES).items() if count > 500} == {}


def test_most_modules_have_under_150_lines() -> None:
    assert statistics.median(_lines(list(MODULES.values())).values()) < 150
