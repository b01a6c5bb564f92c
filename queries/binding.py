"""Turn what a user gives for a query's parameters into values of the right type."""

import math
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from paperweft.extract.errors import UsageError
from paperweft.extract.schema import EDGE_TYPES, ConceptType
from paperweft.graph.store import Store, Value
from paperweft.queries.library import NamedQuery, Parameter
from paperweft.queries.lookup import find_concept, find_paper

_LARGEST = 2**63 - 1


def bind(query: NamedQuery, given: Mapping[str, Value], store: Store) -> dict[str, Value]:
    """Return a value for every parameter of a query.

    Args:
        query: The query.
        given: Values as a user writes them, or of the type itself.
        store: Where concepts and papers are looked up.

    Raises:
        UsageError: A parameter is unknown, missing or of the wrong type.
        NothingFoundError: No concept or paper goes by a given name.
    """
    known = [parameter.name for parameter in query.parameters]
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise UsageError(f"{query.name} has no parameter {unknown!r}; {_expects(query)}")
    return {
        parameter.name: _value(query, parameter, given.get(parameter.name), store)
        for parameter in query.parameters
    }


def _value(query: NamedQuery, parameter: Parameter, given: Value, store: Store) -> Value:
    if given is None:
        given = parameter.default
    if given is None:
        raise UsageError(f"{query.name} needs {parameter.name}; {_expects(query)}")
    text = str(given).strip()
    if not text and parameter.type != "text":
        raise UsageError(f"{parameter.name} is empty; {_expects(query)}")
    if parameter.type == "concept":
        return find_concept(store, text)
    if parameter.type == "paper":
        return find_paper(store, text)
    return _CONVERTERS[parameter.type](parameter.name, str(given))


def _expects(query: NamedQuery) -> str:
    if not query.parameters:
        return "it takes none"
    return f"it takes {', '.join(map(str, query.parameters))}"


def _integer(name: str, text: str) -> Value:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= _LARGEST:
        raise UsageError(f"{name} must be a whole number from 0 up, not {text!r}")
    return number


def _number(name: str, text: str) -> Value:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"{name} must be a number, not {text!r}")
    return number


def _one_of(choices: list[str], name: str, text: str) -> Value:
    wanted = text.strip().lower().replace("-", "_")
    for choice in choices:
        if wanted == choice.lower():
            return choice
    near = get_close_matches(wanted, [choice.lower() for choice in choices], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(f"{name} must be one of {', '.join(choices)}, not {text!r}{hint}")


_CONVERTERS: dict[str, Callable[[str, str], Value]] = {
    "integer": _integer,
    "number": _number,
    "text": lambda _, text: text,
    "type": lambda name, text: _one_of([kind.value for kind in ConceptType], name, text),
    "relation": lambda name, text: _one_of(list(EDGE_TYPES.values()), name, text),
}
