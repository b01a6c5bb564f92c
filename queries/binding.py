"""Turn what a user gives for a query's parameters into values of the right type.

Types of parameters and what may be given for them:

- `concept`: an id, label or alias in either language. `method` (or model), `dataset`, `topic` and
  `metric` are the same, but of several concepts with this name one of that type is meant.
  Where the default is `any`, all concepts are: the value is null.
- `paper`: an id, arXiv number, link, DOI or title; `author`: a name, in any case.
- `type`: a concept type; `types`: one or several, with commas, or `any`; `relation`: an edge type.
- `month`: such as 2024-06; `quarter`: such as 2024-Q2, the value has its `first` month and those
  of the `previous` and the `next`; or `newest`, that of the newest paper.
- `integer`: from 0 up; `integer to 4`: from 0 to 4.
"""

from collections.abc import Callable, Mapping
from functools import partial

from paperweft.extract.errors import UsageError
from paperweft.extract.schema import EDGE_TYPES, ConceptType
from paperweft.graph.store import Store, Value
from paperweft.queries.library import NamedQuery, Parameter
from paperweft.queries.lookup import find_author, find_concept, find_paper
from paperweft.queries.periods import month_of, quarter_of
from paperweft.queries.values import integer, one_of, several_of

_ANY = "any"


def bind(query: NamedQuery, given: Mapping[str, Value], store: Store) -> dict[str, Value]:
    """Return a value for every parameter of a query.

    Args:
        query: The query.
        given: Values as a user writes them, or of the type itself.
        store: Where concepts, papers, authors and the newest date are looked up.

    Raises:
        UsageError: A parameter is unknown, missing or of the wrong type.
        NothingFoundError: No concept, paper or author goes by a given name.
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
    text = ",".join(map(str, given)) if isinstance(given, list) else str(given)
    if not text.strip():
        raise UsageError(f"{parameter.name} is empty; {_expects(query)}")
    if parameter.type == "integer":
        return integer(parameter.name, text.strip(), parameter.most)
    if parameter.type in _CONVERTERS:
        return _CONVERTERS[parameter.type](parameter.name, text.strip())
    if parameter.type in _PERIODS:
        return _PERIODS[parameter.type](store, parameter.name, text.strip())
    if parameter.default == _ANY == text.strip():
        return None
    return _LOOKUPS[parameter.type](store, text.strip())


def _expects(query: NamedQuery) -> str:
    if not query.parameters:
        return "it takes none"
    return f"it takes {', '.join(map(str, query.parameters))}"


_TYPES = [kind.value for kind in ConceptType]

_CONVERTERS: dict[str, Callable[[str, str], Value]] = {
    "type": partial(one_of, _TYPES),
    "types": partial(several_of, _TYPES, _ANY),
    "relation": partial(one_of, list(EDGE_TYPES.values())),
}

_PERIODS: dict[str, Callable[[Store, str, str], Value]] = {"month": month_of, "quarter": quarter_of}

_LOOKUPS: dict[str, Callable[[Store, str], Value]] = {
    "concept": find_concept,
    "method": partial(find_concept, types=(ConceptType.METHOD, ConceptType.MODEL)),
    "dataset": partial(find_concept, types=(ConceptType.DATASET,)),
    "topic": partial(find_concept, types=(ConceptType.TOPIC,)),
    "metric": partial(find_concept, types=(ConceptType.METRIC,)),
    "paper": find_paper,
    "author": find_author,
}
