"""The values of a query's parameters, as every store can take them."""

from collections.abc import Mapping

from paperweft.extract.errors import UsageError
from paperweft.graph.store import Value

_LARGEST = 2**63


def checked(parameters: Mapping[str, Value] | None) -> dict[str, Value]:
    """Return the parameters.

    Raises:
        UsageError: A whole number has more than 64 bits, or a text is no Unicode.
    """
    given = dict(parameters or {})
    for name, value in given.items():
        _check(name, value)
    return given


def _check(name: str, value: Value) -> None:
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise UsageError(f"parameter {name}: {value} has more than 64 bits; give it as text")
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise UsageError(f"parameter {name} is no valid Unicode text") from None
    if isinstance(value, dict):
        for key, item in value.items():
            _check(name, key)
            _check(name, item)
    elif isinstance(value, list):
        for item in value:
            _check(name, item)
