"""The trained classifiers that ship with the package."""

from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import BinaryIO, TypeVar, cast
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812

from paperweft.extract.alignment import Alignment
from paperweft.extract.errors import ModelError
from paperweft.extract.linear import LinearModel
from paperweft.extract.mined import Mined
from paperweft.extract.pairs import Pairs
from paperweft.extract.projector import Projector
from paperweft.extract.tagger import Tagger
from paperweft.extract.translation import Translation

_Loaded = TypeVar("_Loaded")


@cache
def load_model(name: str) -> LinearModel:
    """Return the trained classifier of this name, read once.

    Raises:
        ModelError: Its weights are missing or damaged.
    """
    return _load(name, LinearModel.load)


@cache
def load_translation() -> Translation:
    """Return the table of translations, read once.

    Raises:
        ModelError: It is missing or damaged.
    """
    return _load("translation", Translation.load)


@cache
def load_alignment() -> Alignment:
    """Return the table of which words Chinese characters translate, read once.

    Raises:
        ModelError: It is missing or damaged.
    """
    return _load("alignment", Alignment.load)


@cache
def load_projector() -> Projector:
    """Return the network that finds Chinese names, read once.

    Raises:
        ModelError: It is missing or damaged.
    """
    return _load("projector", Projector.load)


@cache
def load_tagger() -> Tagger:
    """Return the tagger, read once.

    Raises:
        ModelError: Its weights are missing or damaged. Extraction goes on without them only
            where it is told to leave the tagger out.
    """
    return _load("tagger", Tagger.load, ", or go on without it: --without tagger")


@cache
def load_mined() -> Mined:
    """Return what a corpus thinks of names, read once.

    Raises:
        ModelError: It is missing or damaged.
    """
    return _load("mined", Mined.load)


@cache
def load_pairs(name: str) -> Pairs:
    """Return a table of pairs, read once: `pairs` of two languages, or `acronyms`.

    Raises:
        ModelError: It is missing or damaged.
    """
    return _load(name, Pairs.load)


def _load(name: str, load: Callable[[BinaryIO], _Loaded], other_fix: str = "") -> _Loaded:
    file = resources.files("paperweft.extract") / f"{name}.npz"
    try:
        with file.open("rb") as stream:
            return load(cast(BinaryIO, stream))
    except (OSError, ValueError, LookupError, EOFError, BadZipFile, ZlibError) as error:
        raise ModelError(
            f"the weights {name}.npz of paperweft are missing or damaged ({error}); "
            f"install paperweft again, or train them: training/README.md{other_fix}"
        ) from error
