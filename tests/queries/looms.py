"""A graph of eight invented papers with something for every query: ties, cycles, gaps in dates."""

from export.factory import concept, paper, weave

from paperweft.graph.model import KnowledgeGraph

HOSTILE = "x'}) DETACH DELETE n // `$limit` \" \\"

_ID = "arxiv:2413.0000{}".format
_SPINDLE = "model:spindle-7b"

_PAPERS = [
    paper(1, "WeftNet: Weaving Graphs", title_zh="织网", date="2024-02-10",
          authors=["Ada Loom", "李织"]),
    paper(2, "Warp at Scale", date="2024-03", authors=["Ada Loom"]),
    paper(3, "Shuttle Beats Weft", date="2024-04-02", authors=["Bo Spindle", "Ada Loom"]),
    paper(4, "A Bench for Knots", date="2024-05-20", authors=["李织"]),
    paper(5, "Old Threads", date="2023"),
    paper(6, "Undated Knots", date=None, authors=["Bo Spindle", "Bo Spindle"]),
    paper(7, "Knots Again", date="2024-05", authors=["O'Weft \"`$limit`"]),
    paper(8, HOSTILE, date="2024", authors=[HOSTILE]),
]  # fmt: skip

_CONCEPTS = [
    concept("dataset:knotbench", "KnotBench"),
    concept("dataset:loomqa", "LoomQA"),
    concept("metric:f1", "F1", names=["F1", "F1 分数"]),
    concept("metric:speed", "speed"),
    concept("method:hostile", HOSTILE, names=[HOSTILE]),
    concept("method:shuttle", "Shuttle"),
    concept("method:warp", "Warp"),
    concept("method:weft", "WeftNet", label_zh_hans="织网", names=["WeftNet", "织网", "織網"]),
    concept(_SPINDLE, "Spindle-7B"),
    concept("topic:repair", "repair"),
    concept("topic:weaving", "weaving", names=["weaving", "织造", "Warp"]),
]

_EDGES = [
    (1, "PROPOSES", "method:weft", 0.9), (1, "ADDRESSES", "topic:weaving", 0.8),
    (1, "EVALUATES_ON", "dataset:loomqa", 0.7), (1, "COMPARES_WITH", _SPINDLE, 0.6),
    (1, "REPORTS", "metric:f1", 0.9),
    (2, "PROPOSES", "method:warp", 0.9), (2, "USES", "method:weft", 0.7),
    (2, "ADDRESSES", "topic:weaving", 0.8), (2, "ADDRESSES", "topic:repair", 0.5),
    (2, "TRAINS_ON", "dataset:loomqa", 0.7),
    (3, "PROPOSES", "method:shuttle", 0.95), (3, "COMPARES_WITH", "method:weft", 0.8),
    (3, "ADDRESSES", "topic:weaving", 0.9), (3, "EVALUATES_ON", "dataset:loomqa", 0.9),
    (3, "COMPARES_WITH", _SPINDLE, 0.5), (3, "REPORTS", "metric:f1", 0.6),
    (4, "PROPOSES", "dataset:knotbench", 0.9), (4, "ADDRESSES", "topic:repair", 0.9),
    (4, "REPORTS", "metric:speed", 0.6), (4, "COMPARES_WITH", "dataset:loomqa", 0.4),
    (5, "ADDRESSES", "topic:weaving", 0.4), (5, "USES", _SPINDLE, 0.4),
    (6, "USES", "method:shuttle", 0.6), (6, "EVALUATES_ON", "dataset:knotbench", 0.6),
    (6, "ADDRESSES", "topic:repair", 0.9),
    (7, "USES", "method:weft", 0.5), (7, "EVALUATES_ON", "dataset:knotbench", 0.5),
    (7, "ADDRESSES", "topic:weaving", 0.8),
    (8, "PROPOSES", "method:hostile", 0.3), (8, "USES", "method:warp", 0.3),
]  # fmt: skip

_LINKS = [
    ("method:shuttle", "BASED_ON", "method:warp", 3),
    ("method:warp", "BASED_ON", "method:weft", 2),
    ("method:weft", "BASED_ON", "method:shuttle", 7),
    ("method:hostile", "BASED_ON", "method:warp", 8),
    ("method:shuttle", "PART_OF", "method:weft", 7),
    ("method:shuttle", "OUTPERFORMS", "method:weft", 3),
    ("method:weft", "OUTPERFORMS", "method:shuttle", 7),
    ("method:weft", "OUTPERFORMS", _SPINDLE, 1),
    (_SPINDLE, "OUTPERFORMS", "method:hostile", 8),
    ("method:weft", "USED_FOR", "topic:weaving", 1),
    (_SPINDLE, "USED_FOR", "topic:weaving", 5),
    (_SPINDLE, "EVALUATED_ON", "dataset:loomqa", 3),
    ("method:weft", "TRAINED_ON", "dataset:loomqa", 2),
]

_RESULTS = [
    (1, "metric:f1", "dataset:loomqa", "method:weft", (80.0, "%")),
    (3, "metric:f1", "dataset:loomqa", "method:shuttle", (91.5, "%")),
    (3, "metric:f1", "dataset:loomqa", "method:weft", (80.0, "%")),
    (4, "metric:speed", "dataset:knotbench", None, (12.0, "ms")),
    (4, "metric:speed", "dataset:loomqa", None, (3.0, None)),
    (7, "metric:f1", None, "method:weft", (0.5, None)),
]


def looms() -> KnowledgeGraph:
    """Return the graph; a sentence says what its edge says."""
    labels = {c["id"]: c["label"] for c in _CONCEPTS}
    return weave(
        _PAPERS,
        _CONCEPTS,
        [(_ID(n), r, c, sure, f"Paper {n} {r} {labels[c]}.") for n, r, c, sure in _EDGES],
        [(h, r, t, _ID(n), f"{labels[h]} {r} {labels[t]}, says {n}.") for h, r, t, n in _LINKS],
        [(_ID(n), m, d, by, value, f"{labels[m]} is {value[0]}, says {n}.")
         for n, m, d, by, value in _RESULTS],
    )  # fmt: skip
