"""The columns of the graph's Arrow tables, each documented where it is declared.

Rows stand in the order of their first columns, so equal graphs are equal tables.
"""

import pyarrow as pa


def _schema(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema(columns)


LIST = pa.list_(pa.string())

PASSAGE = pa.struct([("field", pa.string()), ("language", pa.string()), ("text", pa.string())])
ORIGIN = pa.struct([("path", pa.string()), ("line", pa.int64())])

# A sentence of a paper: `sentence == passages[passage].text[start:end]`, in code points.
EVIDENCE = pa.struct(
    [
        ("paper_id", pa.string()),
        ("passage", pa.int32()),  # index into the paper's passages
        ("field", pa.string()),
        ("language", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("sentence", pa.string()),
    ]
)

PAPERS = _schema(
    ("id", pa.string()),
    ("title", pa.string()),  # the one to show
    ("version", pa.int32()),
    ("date", pa.string()),  # ISO 8601 as exact as known
    ("url", pa.string()),
    ("authors", LIST),
    ("categories", LIST),
    ("announce_type", pa.string()),
    ("truncated", pa.bool_()),
    ("passages", pa.list_(PASSAGE)),
    ("origins", pa.list_(ORIGIN)),
    ("record_ids", LIST),
)

CONCEPTS = _schema(
    ("id", pa.string()),  # type:slug, ASCII, from content
    ("type", pa.string()),
    ("label", pa.string()),  # the one to show
    ("label_en", pa.string()),
    ("label_zh_hans", pa.string()),
    ("label_zh_hant", pa.string()),
    ("names", LIST),  # every alias, most used first
    ("papers", pa.int32()),  # how many papers mention it
)

ALIASES = _schema(
    ("concept_id", pa.string()),
    ("name", pa.string()),
    ("language", pa.string()),
    ("papers", pa.int32()),  # how many papers use this name
)

# Why two names are one concept.
MERGES = _schema(
    ("concept_id", pa.string()),
    ("name", pa.string()),
    ("other", pa.string()),
    ("rule", pa.string()),
    ("papers", pa.int32()),  # how many papers say so; 0: the lexicon alone
    ("paper_id", pa.string()),  # one of them, the first by id
)

MENTIONS = _schema(
    ("paper_id", pa.string()),
    ("concept_id", pa.string()),
    ("passage", pa.int32()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("rule", pa.string()),
    ("confidence", pa.float32()),
)

PAPER_EDGES = _schema(
    ("paper_id", pa.string()),
    ("relation", pa.string()),  # PROPOSES, USES, …
    ("concept_id", pa.string()),
    ("confidence", pa.float32()),
    ("mentions", pa.int32()),
    ("rules", LIST),
    ("evidence", EVIDENCE),  # the best sentence
)

CONCEPT_EDGES = _schema(
    ("head", pa.string()),
    ("relation", pa.string()),  # OUTPERFORMS, PART_OF, …
    ("tail", pa.string()),
    ("confidence", pa.float32()),
    ("support", pa.int32()),  # how many papers state it
    ("evidence", pa.list_(EVIDENCE)),  # up to five, surest first
)

RESULTS = _schema(
    ("id", pa.string()),  # result:hash, of all the columns up to `baseline`
    ("paper_id", pa.string()),
    ("metric_id", pa.string()),
    ("dataset_id", pa.string()),  # what it was measured on, where the text says
    ("method_id", pa.string()),  # the method or model whose value it is, where the text says
    ("value", pa.float64()),  # as written, without a sign
    ("unit", pa.string()),  # %, points, percentage points, ×, ms, …
    ("change", pa.string()),  # increase, decrease; none: the value itself
    ("bound", pa.string()),  # at most, at least
    ("baseline", pa.float64()),  # the value before: from baseline to value
    ("rule", pa.string()),
    ("confidence", pa.float32()),
    ("evidence", EVIDENCE),
)

RELATED = _schema(
    ("paper_id", pa.string()),
    ("other_id", pa.string()),
    ("score", pa.float64()),
    ("shared", LIST),  # concept ids, heaviest first
)

SCHEMAS: dict[str, pa.Schema] = {
    "papers": PAPERS,
    "concepts": CONCEPTS,
    "aliases": ALIASES,
    "merges": MERGES,
    "mentions": MENTIONS,
    "paper_edges": PAPER_EDGES,
    "concept_edges": CONCEPT_EDGES,
    "results": RESULTS,
    "related": RELATED,
}
"""Every table by the name of its attribute on `KnowledgeGraph` and of its Parquet file."""
