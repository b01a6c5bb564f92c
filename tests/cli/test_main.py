"""What holds for every command: help, streams, exit codes, plain text in a pipe."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from command import DIGEST, PROGRAM, TABLE, run, spawn, start

from paperweft.extract.version import VERSION
from paperweft.main import app

COMMANDS = [command.name or "" for command in app.registered_commands]


def test_the_version_is_printed() -> None:
    result = spawn("--version")
    assert (result.code, result.out, result.err) == (0, f"paperweft {VERSION}\n", "")


def test_help_lists_every_command() -> None:
    result = spawn("--help")
    assert (result.code, result.err) == (0, "")
    assert len(COMMANDS) > 10
    for name in COMMANDS:
        assert f" {name} " in result.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.code == 0
    assert f"Example: paperweft {name} " in result.out


@pytest.mark.parametrize(
    "args", [[], ["weave"], ["papers", "--colour"], ["build"], ["related"], ["papers", "-n", "0"]]
)
def test_wrong_use_is_exit_code_2(args: list[str]) -> None:
    assert run(*args).code == 2


def test_exit_codes_of_a_process_are_those_of_the_command(workspace: Path) -> None:
    assert spawn("same", "GPT-3.5", "GPT-4", "-w", workspace).code == 1
    assert spawn("papers", "-w", workspace / "nowhere").code == 3


def test_answers_go_to_standard_output_and_all_else_to_standard_error(workspace: Path) -> None:
    papers = spawn("papers", "-n", 2, "--format", "json", "-w", workspace)
    assert len(json.loads(papers.out)) == 2
    assert papers.err == ""
    read = spawn("read", TABLE)
    assert (len(read.out.splitlines()), read.err) == (5, "5 papers\n")


@pytest.mark.parametrize(
    "args",
    [
        ["papers"],
        ["show", "RAG"],
        ["query"],
    ],
)
def test_a_pipe_gets_neither_colours_nor_lines_cut_to_a_width(
    workspace: Path, args: list[str]
) -> None:
    result = spawn(*args, *(["-w", workspace] if args != ["query"] else []), COLUMNS="30")
    assert result.code == 0
    assert "\x1b" not in result.out + result.err
    assert "…" not in result.out
    assert max(map(len, result.out.splitlines())) > 30


def test_messages_have_no_colours_in_a_pipe(workspace: Path) -> None:
    for args in (["papers", "-w", workspace / "no"], ["papers", "--colour"]):
        result = spawn(*args, TERM="xterm-256color")
        assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize(
    "args",
    [
        ["read", DIGEST],
        ["concepts", "-w"],
        ["query", "--cypher", "MATCH (m) RETURN m.id", "--format", "csv", "-w"],
    ],
)
def test_a_reader_that_goes_away_is_no_error(workspace: Path, args: list[object]) -> None:
    process = start(*args, *([workspace] if args[-1] == "-w" else []))
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "Broken" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("args", [["read", TABLE], ["papers", "-w"]])
def test_output_that_cannot_be_written_is_told(workspace: Path, args: list[object]) -> None:
    given = [*args, *([workspace] if args[-1] == "-w" else [])]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, *map(str, given)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "error: standard output: No space left on device\n"


def test_a_terminal_that_lacks_chinese_gets_escapes(workspace: Path) -> None:
    result = spawn("concepts", "RAG", "-w", workspace, PYTHONIOENCODING="ascii")
    assert (result.code, result.err) == (0, "")
    assert r"\u68c0\u7d22" in result.out


def test_an_argument_that_is_no_text_is_only_not_found(workspace: Path) -> None:
    latin = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for args in (["papers", "检索"], ["same", "检索", "RAG"]):
        result = spawn(*args, "-w", workspace, **latin)
        assert result.code == 1
        assert "Traceback" not in result.err


def test_no_proxy_and_no_home_is_needed(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "none")}
    done = subprocess.run(
        [PROGRAM, "read", TABLE], env=environment, capture_output=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 5)
    assert not list(tmp_path.iterdir())
