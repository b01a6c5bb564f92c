"""How long related papers take, and how much memory, on made-up edges.

    python benchmarks/related.py 5203 50000

Concepts follow the law of Zipf and Mandelbrot, as they do in digests: the most common in a tenth
of all papers, most in one or two.
"""

import resource
import sys
import time

import numpy as np
import pyarrow as pa

from paperweft.extract.schema import EDGE_TYPES, Role
from paperweft.graph.related import related_table, related_to
from paperweft.graph.tables import PAPER_EDGES


def edges(papers: int, each: int = 16) -> pa.Table:
    """Return a table of edges with about so many concepts a paper, and no evidence."""
    rng = np.random.default_rng(7)
    share = 1 / (np.arange(papers * 4) + 12)
    rank = rng.choice(len(share), papers * each, p=share / share.sum())
    pairs = np.unique(np.stack([np.repeat(np.arange(papers), each), rank], axis=1), axis=0)
    roles = [EDGE_TYPES[role] for role in Role]
    columns = {
        "paper_id": [f"arxiv:2413.{p:06}" for p in pairs[:, 0]],
        "relation": [roles[c % len(roles)] for c in pairs[:, 1]],
        "concept_id": [f"topic:{c}" for c in pairs[:, 1]],
        "confidence": rng.uniform(0.3, 1.0, len(pairs)).astype(np.float32),
    }
    fields = [PAPER_EDGES.field(name) for name in columns]
    return pa.table(columns, schema=pa.schema(fields))


def main() -> None:
    """Time both functions for each number of papers on the command line."""
    for papers in [int(word) for word in sys.argv[1:]] or [5_203]:
        table = edges(papers)
        start = time.perf_counter()
        rows = related_table(table).num_rows
        whole = time.perf_counter() - start
        start = time.perf_counter()
        related_to(table, "arxiv:2413.000001", limit=10)
        one = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{papers} papers, {table.num_rows} edges, {rows} rows: "
            f"all {whole:.2f} s, one {one:.2f} s, peak {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
