"""`show --trace`: how the sentences of a paper became concepts."""

import json
from pathlib import Path

from command import digest, run

PAPER = "arxiv:2413.04021"
STEPS = ("1. passages", "2. mentions", "3. candidates", "4. decisions", "5. relations")


def test_every_step_is_printed_in_its_order(workspace: Path) -> None:
    result = run("show", PAPER, "--trace", "-w", workspace)
    assert result.code == 0
    starts = [result.out.index(f"\n{step}") for step in STEPS]
    assert starts == sorted(starts)
    assert result.out.startswith("StenoCoT: Distilling")


def test_each_step_says_what_it_did(workspace: Path) -> None:
    out = run("show", PAPER, "--trace", "-w", workspace).out
    assert "  label zh-Hant  知識蒸餾\n" in out
    assert "CoT = 思維鏈 (acronym)" in out
    assert "  lexicon  " in out
    assert "    for: " in out
    assert "    against: " in out


def test_the_kept_candidates_are_the_concepts_of_the_paper(workspace: Path) -> None:
    data = json.loads(run("show", PAPER, "--trace", "-w", workspace, "--format", "json").out)
    card = json.loads(run("show", PAPER, "-w", workspace, "--format", "json").out)
    kept = {name for c in data["candidates"] if c["kept"] for name in c["names"]}
    shown = {concept["label"] for found in card["concepts"].values() for concept in found}
    assert "StenoCoT" in kept & shown
    assert len(data["passages"]) == 4
    for candidate in data["candidates"]:
        assert set(candidate["chances"]) == {"Method", "Model", "Dataset", "Topic", "Metric"}
        assert (candidate["role"] is not None) == candidate["kept"]
        for place in candidate["places"]:
            text = data["passages"][place["passage"]]["text"]
            assert text[place["start"] : place["end"]] == place["text"]


def test_a_concept_has_no_trace(workspace: Path) -> None:
    result = run("show", "low-rank adaptation", "--trace", "-w", workspace)
    assert (result.code, result.out) == (1, "")
    assert "no paper 'low-rank adaptation'" in result.err


def test_what_a_digest_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    title = "Weft\x1b[31mNet\x07 [bold]GPT-4[/bold] <b>"
    (tmp_path / "digest.md").write_text(digest(title))
    assert run("build", tmp_path / "digest.md", "-w", tmp_path / "w").code in (0, 3)
    out = run("show", "2413.06001", "--trace", "-w", tmp_path / "w").out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[bold]GPT-4" in out
