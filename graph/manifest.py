"""The file `workspace.json`: it makes a folder a workspace and points at the current tables."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from paperweft.extract.errors import WorkspaceError, WorkspaceVersionError
from paperweft.extract.version import VERSION
from paperweft.graph.files import disk_errors, is_temporary, replace_file
from paperweft.graph.lock import HOLDER, LOCK

FORMAT = 1
"""Raised when an older paperweft could no longer read the workspace."""

_NAME = "workspace.json"
_TRUTH = "extractions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The content of `workspace.json`.

    Attributes:
        format: Number of the layout of the folder.
        paperweft: Version that wrote it.
        tables: Key of the current tables; None before the first graph.
    """

    format: int = FORMAT
    paperweft: str = VERSION
    tables: str | None = None


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a workspace.

    Raises:
        WorkspaceError: The folder is none, or the manifest is damaged.
        WorkspaceVersionError: A newer version of paperweft wrote it.
    """
    try:
        content = (folder / _NAME).read_bytes()
    except FileNotFoundError as error:
        raise WorkspaceError(_missing(folder)) from error
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be read: {error.strerror}; check it") from error
    _check_format(folder, content)
    return _decode(folder, content)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of a workspace."""
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    replace_file(folder / _NAME, lambda file: file.write(content))


def make_workspace(folder: Path) -> None:
    """Make the folder a workspace, unless it is one.

    A workspace whose manifest was lost or damaged gets a new one.

    Raises:
        WorkspaceError: The folder holds other files, or cannot be written.
        WorkspaceVersionError: A newer version of paperweft wrote it.
    """
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir() if not is_temporary(path)}
    if _NAME in names and _is_sound(folder):
        return
    if names - {LOCK, HOLDER} and not names & {_NAME, _TRUTH}:
        raise WorkspaceError(
            f"{folder} holds other files and is no workspace; name a new or an empty folder"
        )
    write_manifest(folder, Manifest())


def _is_sound(folder: Path) -> bool:
    try:
        read_manifest(folder)
    except WorkspaceVersionError:
        raise
    except WorkspaceError:
        return False
    return True


def _check_format(folder: Path, content: bytes) -> None:
    try:
        found = msgspec.json.decode(content, type=dict[str, object]).get("format")
    except msgspec.MsgspecError:
        return
    if isinstance(found, int) and found > FORMAT:
        raise WorkspaceVersionError(
            f"{folder} was written by a newer version of paperweft (format {found}; this one,"
            f" {VERSION}, reads up to {FORMAT}); run `pip install --upgrade paperweft`"
        )


def _decode(folder: Path, content: bytes) -> Manifest:
    try:
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WorkspaceError(
            f"{folder / _NAME} is damaged ({error}); run `paperweft build -w {folder}`:"
            " it is written anew, and the extractions are kept"
        ) from error


def _missing(folder: Path) -> str:
    if not folder.exists():
        return f"no workspace at {folder}; make one with `paperweft build SOURCE -w {folder}`"
    return (
        f"{folder} is no workspace: it has no {_NAME}; name the folder of one,"
        f" or make one with `paperweft build SOURCE -w DIR`"
    )
