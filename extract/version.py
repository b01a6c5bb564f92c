"""The version of the product, and the one of the extractor that its cached results are keyed by."""

from functools import cache
from hashlib import blake2b
from importlib import resources

VERSION = "0.1.0"

# Raised whenever the code would extract the same paper differently; the data speaks for itself.
EXTRACTOR = "1"

_DATA = (".npz", ".tsv", ".txt")


def extractor_version(*helpers: str) -> str:
    """Return the version of the extractor: its code's, and a hash of its weights and word lists.

    Results of another version are extracted again.

    Args:
        helpers: What tells the optional recognizers that took part from others.
    """
    return "+".join((_own_version(), *helpers))


@cache
def _own_version() -> str:
    """Return the version without helpers. Takes about 10 ms, once."""
    folder = resources.files("paperweft.extract")
    files = [*folder.iterdir(), *(folder / "lexicon").iterdir()]
    digest = blake2b(digest_size=6)
    for file in sorted(files, key=lambda file: file.name):
        if file.name.endswith(_DATA):
            digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return f"{EXTRACTOR}-{digest.hexdigest()}"
