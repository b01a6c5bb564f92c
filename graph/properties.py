"""From a row of a table to the flat properties of a node or an edge; see `docs/schema.md`.

A property that is not known is None: a store that had one before takes it away.
"""

from typing import Any, get_args

from paperweft.extract.folding import fold_name
from paperweft.extract.records import Field, Language
from paperweft.extract.schema import AUTHORED_BY, IN_CATEGORY, RELATED_TO
from paperweft.graph.store_schema import (
    CONCEPT,
    ENDS,
    FINGERPRINT,
    FOLDS,
    LABELS,
    PAPER,
    RESULT,
)

Properties = dict[str, Any]

_PAPER = ("id", "title", "version", "date", "url", "authors", "categories", "announce_type",
          "truncated")  # fmt: skip
_RESULT = ("id", "value", "unit", "change", "bound", "baseline", "rule")
_LABELS = ("label", "label_en", "label_zh_hans", "label_zh_hant")
_SENTENCE = ("passage", "field", "language", "start", "end", "sentence")
_CONCEPT = ("id", "type", *_LABELS, "names", "papers")
_DIGITS = 6  # a 32-bit float has no more: 0.9, not 0.8999999761581421


def paper(row: Properties) -> Properties:
    """Return the properties of a paper: every passage but its labels is one."""
    found = {name: row[name] for name in _PAPER} | dict.fromkeys(_passages())
    labels = []
    titles = [row["title"]]
    for passage in row["passages"] or ():
        field, text = passage["field"], passage["text"]
        if field == "label":
            labels.append(text)
        else:
            found[_passage(field, passage["language"])] = text
        if field == "title":
            titles.append(text)
    return {**found, "labels": labels, FOLDS: _folds(titles)}


def concept(row: Properties) -> Properties:
    """Return the properties of a concept."""
    labels = [row[column] for column in _LABELS if row[column]]
    found = {name: row[name] for name in _CONCEPT}
    return {**found, FOLDS: _folds([*labels, *(row["names"] or ())])}


def result(row: Properties) -> Properties:
    """Return the properties of a result."""
    return {name: row[name] for name in _RESULT} | _said(row)


def paper_edge(row: Properties) -> Properties:
    """Return the properties of an edge from a paper to a concept."""
    return {"mentions": row["mentions"], "rules": row["rules"], **_said(row)}


def concept_edge(row: Properties) -> Properties:
    """Return the properties of an edge between concepts."""
    evidence = row["evidence"] or ()
    return {
        "confidence": round(row["confidence"], _DIGITS),
        "support": row["support"],
        "evidence_sentences": [one["sentence"] for one in evidence],
        "evidence_papers": [one["paper_id"] for one in evidence],
    }


def related(row: Properties) -> Properties:
    """Return the properties of an edge between related papers."""
    return {"score": row["score"], "shared": row["shared"]}


def name(row: Properties) -> Properties:
    """Return the properties of an author or a category."""
    return {"name": row["name"]}


def membership(row: Properties) -> Properties:
    """Return the properties of an edge from a paper to an author or a category."""
    return {"position": row["position"]}


def nothing(_: Properties) -> Properties:
    """Return no properties."""
    return {}


def known(properties: Properties) -> Properties:
    """Return the properties that are known."""
    return {name: value for name, value in properties.items() if value is not None}


def node_names(label: str) -> tuple[str, ...]:
    """Return the names of all properties that nodes of a label, or of a concept type, may have."""
    if label == PAPER:
        return (*_PAPER, *_passages(), "labels", FOLDS, FINGERPRINT)
    if label == RESULT:
        return (*_RESULT, "confidence", *_SENTENCE, FINGERPRINT)
    if CONCEPT in LABELS[label]:
        return (*_CONCEPT, FOLDS, FINGERPRINT)
    return ("name", FINGERPRINT)


def edge_names(kind: str) -> tuple[str, ...]:
    """Return the names of all properties that edges of a type may have."""
    if ENDS[kind] == (PAPER, CONCEPT):
        return ("mentions", "rules", "confidence", *_SENTENCE, FINGERPRINT)
    if ENDS[kind] == (CONCEPT, CONCEPT):
        return ("confidence", "support", "evidence_sentences", "evidence_papers", FINGERPRINT)
    if kind == RELATED_TO:
        return ("score", "shared", FINGERPRINT)
    return ("position", FINGERPRINT) if kind in {AUTHORED_BY, IN_CATEGORY} else (FINGERPRINT,)


def _passages() -> list[str]:
    fields = (field for field in get_args(Field) if field != "label")
    return [_passage(field, language) for field in fields for language in get_args(Language)]


def _passage(field: str, language: str) -> str:
    return f"{field}_{language.lower().replace('-', '_')}"


def _said(row: Properties) -> Properties:
    """Return how sure it is and the sentence that says so."""
    evidence = row["evidence"] or {}
    confidence = round(row["confidence"], _DIGITS)
    return {"confidence": confidence, **{name: evidence.get(name) for name in _SENTENCE}}


def _folds(names: list[str]) -> list[str]:
    return sorted({fold for name in names if (fold := fold_name(name))})
