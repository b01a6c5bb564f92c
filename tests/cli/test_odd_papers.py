"""Papers that no one would write, and an installation with a part missing, from end to end."""

import json
import shutil
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest
from command import digest, run

import paperweft
from paperweft.extract.models import load_model, load_tagger
from paperweft.extract.version import _own_version

_HOME = "paperweft.extract"
TEXTS = {
    "one word": "GPT-4",
    "symbols": "!@#$%^&*()[]{}<>|~`+=/\\\"';:,.?",
    "emoji": "🤖👩‍🔬🇩🇪",
    "combining marks": "W" + "\u0301" * 900,
    "right to left": "שלום GPT-4 \u202eover\u202c عالم",
    "zero width": "GPT\u200b-4 We\u200dft\ufeffNet",
    "half a character": "GPT-4 \ud800",
    "control characters": "GPT-4 \x00\x07\x1b[31m",
    "mixed scripts": "知识graph增强GPT-4模型",
    "long": "We propose WeftNet, which beats GPT-4. " * 2_500,
}


def test_every_odd_paper_is_answered(tmp_path: Path) -> None:
    records = [
        {"id": f"2413.{number:05}", "title": f"Weft {name}", "abstract": text, "abstract_zh": text}
        for number, (name, text) in enumerate(TEXTS.items(), 1)
    ]
    file = tmp_path / "papers.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    result = run("extract", file)
    assert result.code in (0, 3)
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert sorted(row["id"] for row in rows) == [record["id"] for record in records]
    for row in rows:
        for concept in row["concepts"]:
            assert concept["evidence"]["sentence"]
    assert "Traceback" not in result.err


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of weights and word lists, which the program reads in their place."""
    folder, files = tmp_path / "weights", resources.files
    with resources.as_file(files(_HOME)) as home:
        shutil.copytree(home, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    _forget_weights()
    monkeypatch.setattr(resources, "files", lambda n: folder if n == _HOME else files(n))
    yield folder
    monkeypatch.undo()
    _forget_weights()


def _forget_weights() -> None:
    for keeping in (load_model, load_tagger, _own_version):
        keeping.cache_clear()


def test_missing_weights_are_named_with_the_way_to_get_them_back(
    damaged: Path, tmp_path: Path
) -> None:
    (damaged / "roles.npz").unlink()
    (tmp_path / "digest.md").write_text(digest())
    for command in (("extract",), ("build", "-w", tmp_path / "graph")):
        result = run(*command, tmp_path / "digest.md")
        assert (result.code, result.out) == (3, "")
        assert "the weights roles.npz of paperweft are missing or damaged" in result.err
        assert "install paperweft again" in result.err


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"weft" * 99)])
def test_without_the_weights_of_the_tagger_extraction_goes_on_only_when_told_to(
    damage: Callable[[Path], object], damaged: Path, tmp_path: Path
) -> None:
    damage(damaged / "tagger.npz")
    source, graph = tmp_path / "digest.md", tmp_path / "graph"
    source.write_text(digest())
    for command in (("extract", source), ("build", source, "-w", graph)):
        result = run(*command)
        assert (result.code, result.out) == (3, "")
        assert "the weights tagger.npz of paperweft are missing or damaged" in result.err
        assert "install paperweft again" in result.err
        assert "or go on without it: --without tagger" in result.err
        assert run(*command, "--without", "tagger").code == 0
    assert run("show", "--trace", "2413.06001", "-w", graph).code == 0
    assert run("build", source, "-w", graph, "--without", "none").code == 3
    assert paperweft.open(graph).workspace.read_settings().without == ("tagger",)
