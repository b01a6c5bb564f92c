"""Values of parameters that need no store: numbers and words of a fixed list."""

from collections.abc import Sequence

from paperweft.extract.errors import UsageError
from paperweft.graph.store import Value

LARGEST = 2**63 - 1  # of a store


def integer(name: str, text: str, most: int = LARGEST) -> int:
    """Return a whole number from 0 up.

    Raises:
        UsageError: It is none, or too large.
    """
    try:
        found = int(text)
    except ValueError:
        found = -1
    if not 0 <= found <= most:
        wanted = "from 0 up" if most == LARGEST else f"from 0 to {most}"
        raise UsageError(f"{name} must be a whole number {wanted}, not {text!r}")
    return found


def one_of(choices: Sequence[str], name: str, text: str) -> str:
    """Return the choice that is meant; case does not matter, nor does `-` for `_`.

    Raises:
        UsageError: It is none of them; the message suggests the nearest.
    """
    from difflib import get_close_matches

    folded = {choice.lower(): choice for choice in choices}
    wanted = text.strip().lower().replace("-", "_")
    if wanted in folded:
        return folded[wanted]
    near = get_close_matches(wanted, folded, n=1)
    hint = f"; did you mean {folded[near[0]]}?" if near else ""
    raise UsageError(f"{name} must be one of {', '.join(choices)}, not {text!r}{hint}")


def several_of(choices: Sequence[str], all_of_them: str, name: str, text: str) -> Value:
    """Return the choices meant by words with commas between, or by the word for all.

    Raises:
        UsageError: One is none of them; the message suggests the nearest.
    """
    chosen = {one_of([*choices, all_of_them], name, part) for part in text.split(",")}
    return [choice for choice in choices if choice in chosen or all_of_them in chosen]
