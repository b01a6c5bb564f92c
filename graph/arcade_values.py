"""Values between Python and ArcadeDB."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from paperweft.graph.arcade_jvm import java
from paperweft.graph.store import Value
from paperweft.graph.store_schema import HIDDEN, KEYS


def to_java(parameters: Mapping[str, Any]) -> Any:
    """Return parameters as a Java map; they cross as one JSON text, never as query text."""
    return java("com.arcadedb.serializer.json.JSONObject")(json.dumps(dict(parameters))).toMap()


def to_python(value: Any) -> Value:
    """Return a value of a result as what JSON can say."""
    if value is None:
        return None
    types = _types()
    for kind, convert in _CONVERTERS:
        if isinstance(value, types[kind] if isinstance(kind, str) else kind):
            return convert(value)
    return str(value)


def _list(values: Any) -> Value:
    return [to_python(value) for value in values]


def _map(entries: Any) -> Value:
    return {str(entry.getKey()): to_python(entry.getValue()) for entry in entries.entrySet()}


def _path(path: Any) -> Value:
    return {"nodes": _list(path.getVertices()), "edges": _list(path.getEdges())}


@cache
def _types() -> dict[str, Any]:
    names = {
        "string": "java.lang.String",
        "boolean": "java.lang.Boolean",
        "element": "com.arcadedb.database.Document",
        "edge": "com.arcadedb.graph.Edge",
        "map": "java.util.Map",
        "path": "com.arcadedb.query.opencypher.traversal.TraversalPath",
        "many": "java.util.Collection",
    }
    return {short: java(name) for short, name in names.items()}


def _element(value: Any) -> Value:
    given: dict[str, Value] = json.loads(str(value.toJSON(False).toString()))
    properties = {name: given[name] for name in sorted(given) if name not in HIDDEN}
    if isinstance(value, _types()["edge"]):
        ends: dict[str, Value] = {
            "_from": _key(value.getOutVertex()),
            "_to": _key(value.getInVertex()),
        }
        return {"_type": str(value.getTypeName()), **ends, **properties}
    return {"_labels": list(_labels(value)), **properties}


def _labels(vertex: Any) -> tuple[str, ...]:
    kind = vertex.getType()
    return (*(str(parent.getName()) for parent in kind.getSuperTypes()), str(kind.getName()))


def _key(vertex: Any) -> str:
    key = next(KEYS[label] for label in _labels(vertex) if label in KEYS)
    return str(vertex.get(key))


# In this order: Java's booleans are numbers to Python, too.
_CONVERTERS: tuple[tuple[str | type, Callable[[Any], Value]], ...] = (
    ("string", str),
    ("boolean", bool),
    (int, int),
    (float, float),
    ("element", _element),
    ("map", _map),
    ("path", _path),
    ("many", _list),
)
