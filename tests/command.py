"""The command line as its users meet it: in a process of its own, or quicker in this one."""

import os
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from paperweft.main import app

EXAMPLES = Path(__file__).parent.parent / "examples"
DIGEST = EXAMPLES / "digest-2413-05.md"
TABLE = EXAMPLES / "table-2413-04.md"
PROGRAM = str(Path(sysconfig.get_path("scripts"), "paperweft"))

PAPER = """\
[^{number}]: {title_zh}

    {title}

    [https://arxiv.org/abs/{id}](https://arxiv.org/abs/{id})

    本文提出Weaving。



    我们提出Weaving，在GSM8K上优于LoRA。

    {abstract}

"""


@dataclass(frozen=True)
class Result:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def run(*args: object) -> Result:
    """Run a command in this process."""
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Result(result.exit_code, result.stdout, result.stderr)


def start(*args: object, **options: str) -> subprocess.Popen[str]:
    """Start a command in a process of its own, with standard streams to talk to."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [PROGRAM, *map(str, args)],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        encoding="utf-8",
        env={**os.environ, **options},
    )


def spawn(*args: object, given: str = "", **options: str) -> Result:
    """Run a command in a process of its own; options are variables of its environment."""
    with start(*args, **options) as process:
        out, err = process.communicate(given, timeout=60)
    return Result(process.returncode, out, err)


def digest(
    title: str = "Weaving: A Paper of No Weight",
    *,
    arxiv: str = "2413.06001",
    abstract: str = "We propose Weaving, which outperforms LoRA on GSM8K.",
) -> str:
    """A digest of one paper, with its table."""
    block = PAPER.format(number=1, title_zh="织法", title=title, id=arxiv, abstract=abstract)
    return (
        "# 摘要\n\n| Ref | Title | Summary |\n| --- | --- | --- |\n"
        f"| [^1] | [{title}](https://arxiv.org/abs/{arxiv}) | 本文提出Weaving。 |\n\n"
        f"# 详细\n\n{block}"
    )
