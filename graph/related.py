"""Papers related by shared concepts, and which shared concept made how much of the score.

A paper is a vector over concepts. A concept weighs its role in the paper, times the confidence
of the edge, times its inverse document frequency (Lucene's variant of Robertson & Spärck Jones
1976, "Relevance weighting of search terms": always above zero, next to zero for a concept of
most papers); in large graphs both counts are rounded to powers of three, so that a few more
papers leave nearly all scores as they were (docs/decisions/020). The score is the cosine of two
vectors (Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval") with one
change: each paper has one more component of its own, as heavy as a concept that it alone
proposes. So two papers of which nothing is known but one generic topic do not score 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy import sparse

from paperweft.extract.errors import UsageError
from paperweft.extract.schema import EDGE_TYPES, Role
from paperweft.graph.model import Related
from paperweft.graph.tables import RELATED

ROLE_WEIGHTS: dict[Role, float] = {
    Role.PROPOSES: 1.0,
    Role.ADDRESSES: 0.8,
    Role.USES: 0.7,
    Role.EVALUATES_ON: 0.6,
    Role.TRAINS_ON: 0.6,
    Role.COMPARES: 0.5,
    Role.REPORTS: 0.3,
}
"""How much a concept tells about a paper, by its role there."""

_EDGE_WEIGHTS = {EDGE_TYPES[role]: weight for role, weight in ROLE_WEIGHTS.items()}
_LEAST_CONFIDENCE = 0.01  # an edge of confidence 0 is still something shared
_DIGITS = 9  # scores equal to this many digits are a tie, broken by id
_EXACT = 1_000  # papers: with more, counts are rounded
_LIKELY = 0.03  # among the best of a paper, most often; no result depends on it
_CHUNK_CELLS = 8_000_000  # products held at once, about 100 MB


@dataclass(frozen=True, eq=False)
class _Vectors:
    """Unit vectors of all papers: row by paper id, column by concept id, both sorted."""

    papers: Any  # sorted paper ids
    concepts: Any  # sorted concept ids
    matrix: sparse.csr_array


def related_to(
    paper_edge_table: pa.Table, paper_id: str, *, limit: int | None = 10
) -> tuple[Related, ...]:
    """Return the papers that share concepts with one paper, best first.

    Args:
        paper_edge_table: Edges from papers to concepts, with the columns of `PAPER_EDGES`.
        paper_id: Id of a paper; one without edges is related to none.
        limit: How many at most; None is every paper that shares anything.

    Raises:
        UsageError: The limit is negative.
    """
    _check(limit)
    vectors = _vectors(paper_edge_table)
    row = _position(vectors.papers, paper_id)
    if row is None:
        return ()
    table = _related_rows(vectors, row, row + 1, limit)
    return tuple(Related(**{**r, "shared": tuple(r["shared"])}) for r in table.to_pylist())


def related_table(paper_edge_table: pa.Table, *, limit: int | None = 10) -> pa.Table:
    """Return the papers related to each paper, best first: a table with the columns `RELATED`.

    Args:
        paper_edge_table: Edges from papers to concepts, with the columns of `PAPER_EDGES`.
        limit: How many a paper at most; None is every paper that shares anything.

    Raises:
        UsageError: The limit is negative.
    """
    _check(limit)
    vectors = _vectors(paper_edge_table)
    parts = [_related_rows(vectors, *chunk, limit) for chunk in _chunks(vectors.matrix)]
    return pa.concat_tables([RELATED.empty_table(), *parts]).combine_chunks()


def score_shares(paper_edge_table: pa.Table, paper_id: str, other_id: str) -> dict[str, float]:
    """Return how much of the score of two papers each shared concept makes, heaviest first.

    The values add up to the score; no shared concept gives an empty dictionary.
    """
    vectors = _vectors(paper_edge_table)
    row, other = _position(vectors.papers, paper_id), _position(vectors.papers, other_id)
    if row is None or other is None or row == other:
        return {}
    _, columns, values = _shared(vectors.matrix, np.array([row]), np.array([other]))
    return {str(vectors.concepts[c]): float(v) for c, v in zip(columns, values, strict=True)}


def _check(limit: int | None) -> None:
    if limit is not None and limit < 0:
        raise UsageError(f"limit must be 0 or more, or None for all, not {limit}")


def _position(ids: Any, wanted: str) -> int | None:
    at = int(np.searchsorted(ids, wanted)) if len(ids) else 0
    return at if at < len(ids) and ids[at] == wanted else None


def _vectors(table: pa.Table) -> _Vectors:
    papers, rows = _codes(table.column("paper_id"))
    concepts, columns = _codes(table.column("concept_id"))
    relations, relation_codes = _codes(table.column("relation"))
    roles = np.array([_EDGE_WEIGHTS[str(name)] for name in relations])[relation_codes]
    confidence = table.column("confidence").to_numpy().astype(np.float64)
    weights = roles * np.clip(confidence, _LEAST_CONFIDENCE, 1.0)
    rows, columns, weights = _heaviest_edges(rows, columns, weights)
    found_in = np.bincount(columns, minlength=len(concepts))
    among = len(papers)
    if among > _EXACT:
        among, found_in = _rounded(among), _rounded(found_in)
    values = weights * np.log((among + 1) / (found_in + 0.5))[columns]
    own = np.log((among + 1) / 1.5)
    norms = np.sqrt(np.bincount(rows, values**2, minlength=len(papers)) + own**2)
    matrix = sparse.csr_array(
        (values / norms[rows], (rows, columns)), shape=(len(papers), len(concepts))
    )
    return _Vectors(papers, concepts, matrix)


def _rounded(counts: Any) -> Any:
    """Return the power of three nearest to each count; a count of 0 counts as 1."""
    return 3.0 ** np.round(np.log(np.maximum(counts, 1)) / np.log(3))


def _codes(column: Any) -> tuple[Any, Any]:
    """Return the sorted distinct strings of a column and, for each row, the number of its own."""
    encoded = column.combine_chunks().dictionary_encode()
    values = np.array(encoded.dictionary.to_pylist(), dtype=object)
    order = np.argsort(values, kind="stable")
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values))
    return values[order], rank[encoded.indices.to_numpy()]


def _heaviest_edges(rows: Any, columns: Any, weights: Any) -> tuple[Any, Any, Any]:
    """Keep one edge for each paper and concept: the one that weighs most."""
    width = int(columns.max(initial=0)) + 1
    keys = rows * width + columns
    order = np.argsort(keys, kind="stable")  # fast: tables stand in nearly this order
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[starts] // width, keys[starts] % width, np.maximum.reduceat(weights[order], starts)


def _chunks(matrix: sparse.csr_array) -> Iterator[tuple[int, int]]:
    """Yield row ranges whose products have at most about `_CHUNK_CELLS` cells."""
    found_in = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.float64)
    sums = np.concatenate(([0.0], np.cumsum(found_in[matrix.indices])))
    cost = np.minimum(np.diff(sums[matrix.indptr]), matrix.shape[0])
    ends = np.cumsum(cost)
    start = 0
    while start < len(cost):
        done = ends[start - 1] if start else 0.0
        end = max(int(np.searchsorted(ends, done + _CHUNK_CELLS, side="right")), start + 1)
        yield start, end
        start = end


def _related_rows(vectors: _Vectors, start: int, end: int, limit: int | None) -> pa.Table:
    """Return the rows of `RELATED` for the papers from start to end."""
    product = (vectors.matrix[start:end] @ vectors.matrix.T).tocsr()
    best = [_best(product, i, start + i, limit) for i in range(end - start)]
    rows = np.repeat(np.arange(start, end), [len(others) for others, _ in best])
    others = np.concatenate([others for others, _ in best])
    scores = np.concatenate([scores for _, scores in best])
    pairs, columns, _ = _shared(vectors.matrix, rows, others)
    offsets = np.searchsorted(pairs, np.arange(len(rows) + 1))
    return pa.table(
        [
            pa.array(vectors.papers[rows], pa.string()),
            pa.array(vectors.papers[others], pa.string()),
            pa.array(scores, pa.float64()),
            pa.ListArray.from_arrays(
                pa.array(offsets, pa.int32()), pa.array(vectors.concepts[columns], pa.string())
            ),
        ],
        schema=RELATED,
    )


def _best(product: sparse.csr_array, row: int, self: int, limit: int | None) -> tuple[Any, Any]:
    """Return the papers of one row of the product and their rounded scores, best first."""
    cells = slice(product.indptr[row], product.indptr[row + 1])
    others, scores = product.indices[cells], product.data[cells]
    keep = others != self
    if limit is not None and limit + 1 < len(scores):
        keep &= scores >= _worst(scores, limit + 1) - 10.0**-_DIGITS  # the paper itself is one more
    others, scores = others[keep], np.round(scores[keep], _DIGITS)
    order = np.lexsort((others, -scores))[:limit]
    return others[order], scores[order]


def _worst(scores: Any, wanted: int) -> float:
    """Return the worst of the best scores, so many as are wanted and there are at least."""
    likely = scores[scores > _LIKELY]  # a fraction of all, and mostly enough
    pool = likely if len(likely) >= wanted else scores
    return float(np.partition(pool, len(pool) - wanted)[len(pool) - wanted])


def _shared(matrix: sparse.csr_array, rows: Any, others: Any) -> tuple[Any, Any, Any]:
    """Return pair number, concept and share of the score, by pair, heaviest concept first."""
    shares = matrix[rows].multiply(matrix[others]).tocoo()
    order = np.lexsort((shares.col, -np.round(shares.data, _DIGITS + 3), shares.row))
    return shares.row[order], shares.col[order], shares.data[order]
