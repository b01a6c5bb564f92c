"""Writing what a command makes: to standard output, or to a file that is whole or not there."""

import os
import sys
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from paperweft.extract.errors import UsageError


def write_output(lines: Iterable[bytes], path: Path | None) -> int:
    """Write lines, and a line break after each; returns how many. Without a line no file changes.

    Raises:
        UsageError: The file cannot be written.
    """
    count = 0
    given = iter(lines)
    first = next(given, None)
    if first is None:
        return count

    def write(file: BinaryIO) -> None:
        nonlocal count
        for line in chain([first], given):
            file.write(line + b"\n")
            count += 1

    write_with(write, path)
    return count


def write_with(write: Callable[[BinaryIO], None], path: Path | None) -> int:
    """Have a function write to a file, or to standard output if there is no path.

    The file is written beside its place and renamed: a failure leaves the old one.

    Returns:
        The size in bytes; 0 for standard output.

    Raises:
        UsageError: The file cannot be written.
    """
    if path is None:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return 0
    try:
        return _write_file(write, path)
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror or error}; choose another place with -o"
        ) from error


def _write_file(write: Callable[[BinaryIO], None], path: Path) -> int:
    if path.exists() and not path.is_file():  # /dev/null, a pipe
        with path.open("wb") as file:
            write(file)
        return 0
    temporary = NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False)  # noqa: SIM115
    try:
        with temporary:
            write(cast(BinaryIO, temporary.file))
        size = Path(temporary.name).stat().st_size
        Path(temporary.name).chmod(0o666 & ~umask())
        Path(temporary.name).replace(path)
    except BaseException:
        Path(temporary.name).unlink(missing_ok=True)
        raise
    return size


def umask() -> int:
    """Return the permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
