"""What `serve` tells, and how it ends."""

import json
import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from paperweft.extract.errors import UsageError
from paperweft.graph.arcade_serve import DATABASE, USER, Served

VARIABLE = "PAPERWEFT_SERVE_PASSWORD"

_FEWEST = 8  # characters of a password
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")

_TEXT = """\
serving the graph of {workspace}, read-only, until Ctrl-C
  URI       {uri}
  user      {user}
  password  {password}
  database  {database}

from neo4j import GraphDatabase
with GraphDatabase.driver("{uri}", auth=("{user}", "{password}")) as driver:
    print(driver.execute_query("MATCH (p:Paper) RETURN count(p) AS papers").records)
"""


def choose_password() -> tuple[str, str | None]:
    """Return the password and what may be shown of it: None of one that was given.

    Raises:
        UsageError: The one that the environment has is too short.
    """
    given = os.environ.get(VARIABLE, "")
    if not given:
        made = secrets.token_urlsafe(18)
        return made, made
    if len(given) < _FEWEST:
        raise UsageError(f"the password in {VARIABLE} has fewer than {_FEWEST} characters")
    return given, None


def as_json(served: Served, shown: str | None) -> str:
    """Return where to connect, for a program: one line."""
    return json.dumps(
        {"uri": served.uri, "user": USER, "password": shown, "database": DATABASE},
        ensure_ascii=False,
    )


def as_text(served: Served, workspace: Path, shown: str | None) -> str:
    """Return where to connect, for a person, with an example in Python."""
    return _TEXT.format(
        workspace=workspace,
        uri=served.uri,
        user=USER,
        password=shown or f"(that of {VARIABLE})",
        database=DATABASE,
    )


@contextmanager
def until_stopped() -> Iterator[None]:
    """Let Ctrl-C, and the signals that end a process, end the body, which then cleans up in peace.

    A signal that whoever started this process had it ignore stays ignored.
    """
    signals = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in signals}
    heard = [number for number in signals if before[number] is not signal.SIG_IGN]

    def stop(_number: int, _frame: FrameType | None) -> None:
        for other in heard:
            signal.signal(other, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in heard:
        signal.signal(number, stop)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number in heard:
            signal.signal(number, before[number])
