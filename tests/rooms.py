"""The rooms of the project and what import names they have, read from the folders alone."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = {
    "cli": "paperweft",
    "extract": "paperweft.extract",
    "graph": "paperweft.graph",
    "export": "paperweft.export",
    "queries": "paperweft.queries",
}


def packages() -> dict[str, Path]:
    """Return the folders with an `__init__.py`, by import name."""
    found = {}
    for room, name in ROOMS.items():
        for marker in sorted((ROOT / room).rglob("__init__.py")):
            inner = marker.parent.relative_to(ROOT / room).parts
            found[".".join((name, *inner))] = marker.parent
    return found


def modules() -> dict[str, Path]:
    """Return the files of all modules, by import name; a package goes by its own name."""
    return {
        package if path.stem == "__init__" else f"{package}.{path.stem}": path
        for package, folder in packages().items()
        for path in sorted(folder.glob("*.py"))
    }


def files_of(folder: Path) -> list[Path]:
    """Return the files that lie in a package's own folder, without what Python leaves there."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".pyc")
