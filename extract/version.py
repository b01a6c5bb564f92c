"""The version of the product, and the one of the extractor that its cached results are keyed by."""

from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperweft.extract.helpers import Helpers
    from paperweft.extract.settings import Settings

VERSION = "0.1.0"

# Raised whenever the code would extract the same paper differently; the data speaks for itself.
EXTRACTOR = "4"

_DATA = (".npz", ".tsv", ".txt")


def extractor_version(
    settings: "Settings | None" = None, helpers: "Helpers | None" = None, *, answered: bool = True
) -> str:
    """Return the version of the extractor; results of another version are extracted again.

    It is the code's, a hash of weights and word lists, then what the settings and the helpers
    add: `1-26b6577dd211-d2b5b1c8a1f0+llm-5a0c6bd1f3e7`.

    Args:
        settings: What the extractor is told; None is nothing.
        helpers: The optional recognizers that take part; None is none.
        answered: Whether the language model, if one is asked, had an answer for the paper.
    """
    base = _own_version(settings.without) + settings.tag if settings else _own_version()
    return "+".join((base, *(helpers.tags(answered=answered) if helpers else ())))


@cache
def _own_version(without: tuple[str, ...] = ()) -> str:
    """Return the version of code and data. Takes about 10 ms, once.

    Weights are named like their recognizer; of one that is left out they are not read.
    """
    folder = resources.files("paperweft.extract")
    unread = {f"{name}.npz" for name in without}
    files = [*folder.iterdir(), *(folder / "lexicon").iterdir()]
    digest = blake2b(digest_size=6)
    for file in sorted(files, key=lambda file: file.name):
        if file.name.endswith(_DATA) and file.name not in unread:
            digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return f"{EXTRACTOR}-{digest.hexdigest()}"
