"""What the user named, as a sorted list of files: files, folders, globs and `-`."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from paperweft.extract.records import Problem

STDIN = "-"
WORKSPACE_FILE = "workspace.json"
"""The file that makes a folder a workspace, and so no source."""


def expand(sources: Sequence[str | Path]) -> tuple[list[str], list[Problem]]:
    """Find the files of all sources, each once, sorted; standard input comes first.

    Folders are searched through to the bottom; what begins with a dot is skipped there, and links
    to folders are not followed.
    """
    names: dict[str, str] = {}
    problems: list[Problem] = []
    for source in map(str, sources):
        for found in _find(source):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                _add(names, found)
    return sorted(names.values(), key=lambda name: (name != STDIN, name)), problems


def _add(names: dict[str, str], name: str) -> None:
    """Keep a file that was named twice once, under the name that sorts first."""
    key = name if name == STDIN else os.path.realpath(name)
    names[key] = min(name, names.get(key, name))


def _find(source: str) -> Iterator[str | Problem]:
    path = Path(source)
    if source == STDIN or path.is_file():
        yield source
    elif path.is_dir():
        yield from _in_folder(source)
    elif path.exists():
        yield Problem(source, None, "this is no file or folder", "name a file, a folder or a glob")
    else:
        yield from _by_pattern(source)


def _by_pattern(source: str) -> Iterator[str | Problem]:
    # Path.glob knows no absolute patterns.
    found = sorted(glob.glob(source, recursive=True))  # noqa: PTH207
    for name in found:
        if Path(name).is_dir():
            yield from _files_below(name)
        else:
            yield name
    if not found:
        yield Problem(source, None, "there is no such file or folder", "check the name")


def _in_folder(folder: str) -> Iterator[str | Problem]:
    names = list(_files_below(folder))
    yield from names
    if not names:
        message = "the folder has no readable file"
        yield Problem(folder, None, message, "put a digest in it or name another folder")


def _files_below(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        if WORKSPACE_FILE in files:  # a graph that was built in the folder is no source
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file():
                yield str(path)
