"""`--llm` from end to end: a process asks a real endpoint on loopback."""

import json
import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from command import PROGRAM, Result, digest, run, spawn
from model_server import MODEL, Reply, Server, failing, listed, said, serving

KEY = "sk-weft-0123456789"
GOOD = listed(("Method", ["Weaving", "Warping"]), ("Dataset", ["GSM8K"]))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "new.md"
    path.write_text(digest())
    return path


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERWEFT_LLM_KEY", KEY)


def ask(
    command: str, source: Path, server: Server, *more: object, by: Callable[..., Result] = run
) -> Result:
    """Run a command with `--llm`."""
    cache = source.parent / "answers"
    return by(
        command, source, "--llm", server.url, "--llm-model", MODEL, "--llm-cache", cache, *more
    )


def test_build_asks_and_says_what_it_may_cost_and_what_came(source: Path) -> None:
    with serving(GOOD) as server:
        graph = source.parent / "graph"
        result = ask("build", source, server, "-w", graph, "--llm-price", 1000, 2000, by=spawn)
        again = ask("build", source, server, "-w", graph)
        assert len(server.questions) == 1
    assert (result.code, again.code) == (0, 0)
    assert f"{MODEL} at {server.url} is asked about 1 papers: about " in result.err
    assert " at the given price" in result.err
    assert "1 answers of the language model, 0 kept from before; 1 names in them" in result.err
    assert "is asked about" not in again.err
    assert KEY not in result.err + result.out


def test_extract_prints_what_is_found_with_the_models_help(source: Path) -> None:
    with serving(GOOD) as server:
        result = ask("extract", source, server)
    (row,) = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert "Weaving" in {name for concept in row["concepts"] for name in concept["names"]}


def test_the_same_answers_give_the_same_bytes_with_any_number_of_requests(source: Path) -> None:
    lines = ({"id": f"2413.0600{n}", "title": f"Weaving: Cloth {n}"} for n in range(6))
    source.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    with serving(GOOD) as server:
        one = ask("extract", source, server, "--llm-parallel", 1)
        assert server.peak == 1
        asked = len(server.questions)
        again = ask("extract", source, server)
        assert len(server.questions) == asked
        source.parent.joinpath("answers").rename(source.parent / "old")
        four = ask("extract", source, server, "--llm-parallel", 4)
    assert one.out == again.out == four.out != ""


def test_a_paper_without_an_answer_is_named_and_the_rest_is_done(source: Path) -> None:
    reply = said("I will \x1b[2J not.")
    with serving(reply) as server:
        result = ask(
            "build", source, server, "-w", source.parent / "graph", "--format", "json", by=spawn
        )
    assert result.code == 3
    assert f"no answer: {source}:" in result.err
    assert "arxiv:2413.06001 is extracted without the language model's help" in result.err
    assert json.loads(result.out)["llm"] == {"asked": 1, "answers": 0, "invented": 0}
    assert json.loads(result.out)["papers"] == 1
    assert "\x1b" not in result.err


@pytest.mark.parametrize(
    ("reply", "message"),
    [(failing(401, "\x1b[2Jwho are you"), "it refuses the key"), (failing(404), "--llm-model")],
)
def test_an_endpoint_that_refuses_is_exit_code_4_and_nothing_is_done(
    source: Path, reply: Reply, message: str
) -> None:
    with serving(reply) as server:
        result = ask("extract", source, server)
    assert (result.code, result.out) == (4, "")
    assert message in result.err
    assert "\x1b" not in result.err


def test_an_endpoint_that_is_not_there_is_exit_code_4(source: Path) -> None:
    with serving(GOOD) as server:
        pass
    result = ask("build", source, server, "-w", source.parent / "graph", by=spawn)
    assert result.code == 4
    assert f"nobody answers at {server.url}" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "options",
    [
        ["--llm", "http://127.0.0.1/v1"],
        ["--llm-model", "m"],
        ["--llm", "localhost", "--llm-model", "m"],
        ["--llm", "http://127.0.0.1/v1", "--llm-model", "m", "--llm-parallel", "0"],
        ["--llm", "http://127.0.0.1/v1", "--llm-model", "m", "--llm-price", "1"],
        ["--gliner", "nowhere"],
    ],
)
def test_half_an_endpoint_is_wrong_use(source: Path, options: list[str]) -> None:
    for command in ("build", "extract"):
        assert run(command, source, *options).code == 2


@pytest.mark.parametrize(("answer", "code", "asked"), [("n", 1, 0), ("y", 0, 1), (None, 0, 1)])
def test_on_a_terminal_a_person_is_asked_first(
    source: Path, answer: str | None, code: int, asked: int
) -> None:
    with serving(GOOD) as server:
        command = [PROGRAM, "extract", source, "--llm", server.url, "--llm-model", MODEL]
        command += ["--llm-cache", source.parent / "answers", "-o", source.parent / "out"]
        command += [] if answer else ["--yes"]
        ours, theirs = pty.openpty()
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
            os.close(theirs)
            os.write(ours, f"{answer or ''}\n".encode())
            shown = _read(ours)
        assert (process.returncode, len(server.questions)) == (code, asked), shown
    assert ("Go on?" in shown) == (answer is not None)


def _read(terminal: int) -> str:
    """Read until the process has let go of its terminal."""
    found = b""
    try:
        while part := os.read(terminal, 4096):
            found += part
    except OSError:
        pass
    os.close(terminal)
    return found.decode()
