import hashlib
import inspect
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from export.factory import hostile, library, three_papers
from paperweft.export import formats
from paperweft.extract.errors import UsageError
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.tables import SCHEMAS


def exported(name: str, graph: KnowledgeGraph) -> bytes:
    target = io.BytesIO()
    formats.get(name).export(graph, target)
    return target.getvalue()


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_has_the_same_three_names(name: str) -> None:
    module = formats.get(name)
    assert name == module.NAME
    assert module.SUFFIX.startswith(".")
    assert list(inspect.signature(module.export).parameters)[:2] == ["graph", "target"]


def test_an_unknown_format_is_wrong_use_and_the_message_lists_the_known() -> None:
    with pytest.raises(UsageError, match=r"'word'.*html.*turtle.*csv"):
        formats.get("word")


@pytest.mark.parametrize("name", formats.FORMATS)
def test_an_empty_graph_can_be_exported(name: str) -> None:
    empty = KnowledgeGraph.from_tables({t: s.empty_table() for t, s in SCHEMAS.items()})
    assert exported(name, empty)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_hostile_text_can_be_exported(name: str) -> None:
    assert exported(name, hostile())


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_target_stays_open(name: str) -> None:
    target = io.BytesIO()
    formats.get(name).export(three_papers(), target)
    assert not target.closed


def digests() -> str:
    return "\n".join(
        f"{name} {hashlib.sha256(exported(name, graph)).hexdigest()}"
        for graph in (library(20, 80), hostile())
        for name in formats.FORMATS
    )


@pytest.mark.parametrize("seed", ["1", "2"])
def test_two_processes_write_the_same_bytes(seed: str) -> None:
    tests = Path(__file__).parents[1]
    code = "from export.test_formats import digests; print(digests())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tests,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digests()
