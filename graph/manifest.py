"""The file `workspace.json`: it makes a folder a workspace and points at the current tables."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from paperweft.extract.errors import UsageError, WorkspaceError, WorkspaceVersionError
from paperweft.extract.sources.paths import WORKSPACE_FILE
from paperweft.extract.version import VERSION
from paperweft.graph.files import disk_errors, is_temporary, replace_file
from paperweft.graph.lock import HOLDER, LOCK

FORMAT = 1
"""Raised when an older paperweft could no longer read the workspace."""

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
        UsageError: It is a file, or a folder of other files.
        WorkspaceError: There is none, or the manifest is lost or damaged.
        WorkspaceVersionError: A newer version of paperweft wrote it.
    """
    try:
        content = (folder / WORKSPACE_FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(folder) from error
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be read: {error.strerror}; check it") from error
    _check_format(folder, content)
    return _decode(folder, content)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of a workspace."""
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    replace_file(folder / WORKSPACE_FILE, lambda file: file.write(content))


def is_workspace(folder: Path) -> bool:
    """Say whether the folder is a workspace, be its manifest lost or damaged.

    Raises:
        UsageError: It is a file, or a folder of other files.
        WorkspaceError: The folder cannot be read.
    """
    with disk_errors(folder):
        file = next((path for path in (folder, *folder.parents) if _is_no_folder(path)), None)
        if file:
            raise UsageError(f"{file} is a file, no folder; name a new or an empty folder with -w")
        paths = list(folder.iterdir()) if folder.exists() else []
    names = {path.name for path in paths if not is_temporary(path)}
    if names - {LOCK, HOLDER} and not names & {WORKSPACE_FILE, _TRUTH}:
        raise UsageError(
            f"{folder} holds other files and is no workspace; name a new or an empty folder"
        )
    return bool(names & {WORKSPACE_FILE, _TRUTH})


def _is_no_folder(path: Path) -> bool:
    return path.exists() and not path.is_dir()


def make_workspace(folder: Path) -> None:
    """Make the folder a workspace, unless it is one.

    A workspace whose manifest was lost or damaged gets a new one.

    Raises:
        UsageError: It is a file, or a folder of other files.
        WorkspaceError: The folder cannot be written.
        WorkspaceVersionError: A newer version of paperweft wrote it.
    """
    if is_workspace(folder) and _is_sound(folder):
        return
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
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
            f"{folder / WORKSPACE_FILE} is damaged ({error}); run `paperweft build -w {folder}`:"
            " it is written anew, and the extractions are kept"
        ) from error


def _missing(folder: Path) -> WorkspaceError:
    if is_workspace(folder):
        return WorkspaceError(
            f"{folder} has lost its {WORKSPACE_FILE}; run `paperweft build -w {folder}`:"
            " it is written anew, and the extractions are kept"
        )
    return WorkspaceError(
        f"no workspace at {folder}; make one with `paperweft build SOURCE -w {folder}`"
    )
