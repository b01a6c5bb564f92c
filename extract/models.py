"""The trained classifiers that ship with the package."""

from functools import cache
from importlib import resources

from paperweft.extract.errors import ModelError
from paperweft.extract.linear import LinearModel

NAMES = ("concepts", "roles", "relations")


@cache
def load_model(name: str) -> LinearModel:
    """Return the trained classifier of this name, read once.

    Raises:
        ModelError: Its weights are missing or damaged.
    """
    file = resources.files("paperweft.extract") / f"{name}.npz"
    try:
        with file.open("rb") as stream:
            return LinearModel.load(stream)
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ModelError(
            f"the weights {name}.npz of paperweft are missing or damaged ({error}); "
            "install paperweft again, or train them: training/README.md"
        ) from error
