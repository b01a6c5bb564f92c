"""Papers that no one would write, and an installation with a part missing, from end to end."""

import json
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from command import digest, run

from paperweft.extract.models import load_model

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
    """A copy of the weights, which the program reads in their place."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for file in resources.files("paperweft.extract").iterdir():
        if file.name.endswith(".npz"):
            with resources.as_file(file) as path:
                shutil.copy(path, folder)
    load_model.cache_clear()
    monkeypatch.setattr("paperweft.extract.models.resources.files", lambda _: folder)
    yield folder
    load_model.cache_clear()


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
