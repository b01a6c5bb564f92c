"""Writing what is a folder: whole, or not there."""

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from paperweft.extract.errors import UsageError
from paperweft.files import umask


def write_folder(write: Callable[[Path], None], path: Path | None) -> int:
    """Have a function fill a folder, which is made beside its place and renamed.

    Returns:
        The size of its files in bytes.

    Raises:
        UsageError: No folder is named, it is not empty, or it cannot be written.
    """
    if path is None:
        raise UsageError("this format is a folder of files; name a new or an empty one with -o")
    try:
        _refuse_what_is_there(path)
        return _write(write, path)
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror or error}; choose another place with -o"
        ) from error


def _refuse_what_is_there(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, no folder; name a new or an empty folder with -o")
    if path.is_dir() and any(path.iterdir()):
        raise UsageError(f"{path} is not empty; name a new or an empty folder with -o")


def _write(write: Callable[[Path], None], path: Path) -> int:
    temporary = Path(mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        write(temporary)
        size = sum(file.stat().st_size for file in temporary.iterdir())
        temporary.chmod(0o777 & ~umask())
        if path.is_dir():
            path.rmdir()  # a rename onto an empty folder fails on Windows
        temporary.rename(path)
    except BaseException:
        rmtree(temporary, ignore_errors=True)
        raise
    return size
