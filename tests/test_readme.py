"""The documentation says what happens: its commands are run and their output compared.

`python tests/test_readme.py` writes the output of today into README.md and docs/extraction.md.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "extraction.md")
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"(?<=^```python\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
VARYING = re.compile(r"\d+\.\d s\b|[\d,]+ bytes\b")  # times and sizes
LINK = re.compile(r"\]\((?!https?://)([^)#]+)(?:#[^)]*)?\)")


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader does, beside a copy of `examples/`, 100 columns wide."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def run_blocks(blocks: list[str], folder: Path) -> list[str]:
    """Return the blocks with the commands that they have and the output that these give."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return [
        "".join(
            f"{line}\n{_trimmed(run(['bash', '-c', line[2:]], folder).stdout)}"
            for line in block.splitlines()
            if line.startswith("$ ")
        )
        for block in blocks
    ]


def _trimmed(output: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    shown = CONSOLE.findall(page.read_text("utf-8"))
    assert len(shown) > 5
    for there, here in zip(shown, run_blocks(shown, tmp_path), strict=True):
        assert VARYING.sub("…", here) == VARYING.sub("…", there)


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (program,) = PYTHON.findall(README.read_text("utf-8"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "script.py").write_text(program, "utf-8")
    done = run([sys.executable, "script.py"], tmp_path)
    assert done.returncode == 0, done.stdout
    assert "shares" in done.stdout
    assert "GSM8K" in done.stdout


def test_the_examples_are_read_without_a_word_of_complaint(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = run(["paperweft", "read", "examples/", "-o", "papers.jsonl"], tmp_path)
    assert (done.returncode, done.stdout) == (0, "13 papers\n")


def test_every_link_within_the_documentation_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_page_is_linked_from_the_index() -> None:
    index = (ROOT / "docs/index.md").read_text("utf-8")
    pages = {str(p.relative_to(ROOT / "docs")) for p in (ROOT / "docs").rglob("*.md")}
    assert pages - {"index.md"} - set(LINK.findall(index)) == set()


def test_the_readme_is_no_book() -> None:
    assert README.read_text("utf-8").count("\n") < 200


def _write(page: Path) -> None:
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        fresh = iter(run_blocks(CONSOLE.findall(text), Path(folder)))
    page.write_text(CONSOLE.sub(lambda _: next(fresh), text), "utf-8")


if __name__ == "__main__":
    for each in PAGES:
        _write(each)
