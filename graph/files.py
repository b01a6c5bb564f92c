"""Files that are replaced as a whole: a kill or a full disk leaves the last good one."""

import errno
import filecmp
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from paperweft.extract.errors import WorkspaceError

_TEMPORARY = ".tmp"

_REMEDIES: dict[int | None, str] = {
    errno.ENOSPC: "the disk is full; free some space and run the command again",
    errno.EDQUOT: "your quota on this disk is used up; free some space and run the command again",
    errno.EFBIG: "a file may not grow that large here; raise the limit (`ulimit -f`) or use"
    " another disk",
    errno.EROFS: "the disk is read-only; copy the workspace elsewhere or choose another with `-w`",
    errno.EACCES: "permission denied; ask for write access or choose another folder with `-w`",
    errno.EPERM: "permission denied; ask for write access or choose another folder with `-w`",
    errno.ENOTDIR: "a part of this path is a file; choose another folder with `-w`",
    errno.ENAMETOOLONG: "this path is too long; choose a shorter one with `-w`",
}


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn an error of the disk into one that names the path and what to do.

    Raises:
        WorkspaceError: The body raised an OSError.
    """
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno) or f"{error.strerror or error}; check this disk"
        message = f"cannot write {path}: {remedy}; what was there before is intact"
        raise WorkspaceError(message) from error


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> bool:
    """Write a file under a temporary name, flush it to the disk and put it in place.

    A file with the same bytes is left alone, with its time of change.

    Args:
        path: The file to make or replace; its folder exists.
        write: Writes the content to a file opened for bytes.

    Returns:
        Whether anything changed.

    Raises:
        WorkspaceError: The disk is full or cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
    with disk_errors(path):
        try:
            with temporary.open("wb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            if path.exists() and filecmp.cmp(temporary, path, shallow=False):
                return False
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        flush_folder(path.parent)
    return True


def temporary_folder(path: Path) -> Path:
    """Make an empty folder beside `path`, to be filled and put in place by `replace_folder`."""
    folder = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
    remove_folder(folder)
    folder.mkdir(parents=True)
    return folder


def replace_folder(temporary: Path, path: Path) -> None:
    """Flush a filled folder to the disk and put it in place of `path`."""
    for file in sorted(temporary.rglob("*")):
        if file.is_file():
            with file.open("rb+") as opened:
                os.fsync(opened.fileno())
    remove_folder(path)
    temporary.rename(path)
    flush_folder(path.parent)


def flush_folder(path: Path) -> None:
    """Flush the names in a folder to the disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_folder(path: Path) -> None:
    """Remove a folder and all in it; files that another process holds open are left (Windows)."""
    shutil.rmtree(path, ignore_errors=True)


def is_temporary(path: Path) -> bool:
    """Say whether this is the name of a file or folder that a writer had not finished."""
    return path.name.startswith(".") and path.name.endswith(_TEMPORARY)


def remove_leftovers(*folders: Path) -> None:
    """Remove what a killed writer left half done; call it only while holding the lock."""
    for folder in folders:
        for path in folder.iterdir() if folder.is_dir() else ():
            if is_temporary(path):
                with suppress(OSError):
                    remove_folder(path) if path.is_dir() else path.unlink()
