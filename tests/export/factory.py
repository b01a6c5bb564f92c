"""Small invented graphs: a few lines say who uses what, and the tables follow."""

import random
from collections import Counter
from typing import Any

import pyarrow as pa

from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.related import related_table
from paperweft.graph.tables import SCHEMAS

# (paper, relation, concept, confidence, sentence), (head, relation, tail, paper, sentence)
Edge = tuple[str, str, str, float, str]
Link = tuple[str, str, str, str, str]
# paper, metric, dataset, method, value and unit, sentence
Told = tuple[str, str, str | None, str | None, tuple[float, str | None], str]


def paper(number: int, title: str, **fields: Any) -> dict[str, Any]:
    """A paper `arxiv:2413.0000N` with an English title; `title_zh`, `title_hant` add others."""
    titles = {
        "en": title,
        "zh-Hans": fields.pop("title_zh", None),
        "zh-Hant": fields.pop("title_hant", None),
    }
    passages = [{"field": "title", "language": k, "text": v} for k, v in titles.items() if v]
    defaults = {
        "id": f"arxiv:2413.{number:05}",
        "title": title,
        "version": 1,
        "date": "2024-06-28",
        "url": f"https://arxiv.org/abs/2413.{number:05}",
        "authors": [],
        "categories": [],
        "announce_type": None,
        "truncated": False,
        "passages": passages,
        "origins": [{"path": "digest.md", "line": number}],
        "record_ids": [],
    }
    return {**defaults, **fields}


def concept(concept_id: str, label: str, **fields: Any) -> dict[str, Any]:
    """A concept whose type is the part of its id before the colon."""
    defaults = {
        "id": concept_id,
        "type": concept_id.partition(":")[0].title(),
        "label": label,
        "label_en": label,
        "label_zh_hans": None,
        "label_zh_hant": None,
        "names": [label],
        "papers": 0,
    }
    return {**defaults, **fields}


def weave(
    papers: list[dict[str, Any]],
    concepts: list[dict[str, Any]],
    edges: list[Edge] = [],  # noqa: B006 (never changed)
    links: list[Link] = [],  # noqa: B006
    results: list[Told] = [],  # noqa: B006
) -> KnowledgeGraph:
    """Make a graph; the sentences of a paper's edges become its English abstract."""
    papers = sorted((dict(p) for p in papers), key=lambda p: p["id"])
    sentences = [(e[0], e[4]) for e in edges] + [(link[3], link[4]) for link in links]
    sentences += [(told[0], told[-1]) for told in results]
    spans = _abstracts(papers, sentences)
    users = Counter(c for _, c in {(e[0], e[2]) for e in edges})
    concepts = [{**c, "papers": users[c["id"]]} for c in concepts]
    paper_edges = [
        {
            "paper_id": p,
            "relation": relation,
            "concept_id": c,
            "confidence": confidence,
            "mentions": 1,
            "rules": ["lexicon"],
            "evidence": spans[p, sentence],
        }
        for p, relation, c, confidence, sentence in edges
    ]
    concept_edges = [
        {
            "head": head,
            "relation": relation,
            "tail": tail,
            "confidence": 0.75,
            "support": 1,
            "evidence": [spans[p, sentence]],
        }
        for head, relation, tail, p, sentence in links
    ]
    rows = {
        "papers": papers,
        "concepts": sorted(concepts, key=lambda c: c["id"]),
        "aliases": _aliases(concepts),
        "merges": [],
        "mentions": [],
        "paper_edges": sorted(
            paper_edges, key=lambda e: (e["paper_id"], e["relation"], e["concept_id"])
        ),
        "concept_edges": sorted(concept_edges, key=lambda e: (e["head"], e["relation"], e["tail"])),
        "results": [_result(number, told, spans) for number, told in enumerate(results, start=1)],
    }
    tables = {name: pa.Table.from_pylist(r, schema=SCHEMAS[name]) for name, r in rows.items()}
    tables["related"] = related_table(tables["paper_edges"])
    return KnowledgeGraph.from_tables(tables)


def _result(number: int, told: Told, spans: dict[Any, Any]) -> dict[str, Any]:
    paper_id, metric, dataset, method, (value, unit), sentence = told
    return {
        "id": f"result:{number:016}",
        "paper_id": paper_id,
        "metric_id": metric,
        "dataset_id": dataset,
        "method_id": method,
        "value": value,
        "unit": unit,
        "change": None,
        "bound": None,
        "baseline": None,
        "rule": "is",
        "confidence": 0.9,
        "evidence": spans[paper_id, sentence],
    }


def _abstracts(papers: list[dict[str, Any]], sentences: list[tuple[str, str]]) -> dict[Any, Any]:
    spans = {}
    for p in papers:
        text = ""
        passages = list(p["passages"])
        for sentence in dict.fromkeys(s for owner, s in sentences if owner == p["id"]):
            start = len(text)
            text += sentence + " "
            spans[p["id"], sentence] = {
                "paper_id": p["id"],
                "passage": len(passages),
                "field": "abstract",
                "language": "en",
                "start": start,
                "end": start + len(sentence),
                "sentence": sentence,
            }
        if text:
            p["passages"] = [*passages, {"field": "abstract", "language": "en", "text": text}]
    return spans


def _aliases(concepts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "concept_id": c["id"],
            "name": name,
            "language": "en" if name.isascii() else "zh-Hans",
            "papers": 1,
        }
        for c in sorted(concepts, key=lambda c: c["id"])
        for name in c["names"]
    ]


def three_papers() -> KnowledgeGraph:
    """Three papers: two share a method and a topic, the third shares only the topic."""
    return weave(
        [
            paper(
                1,
                "WeftRAG: Weaving Retrieval into Generation",
                title_zh="WeftRAG：将检索织入生成",
                title_hant="WeftRAG：將檢索織入生成",
                authors=["Ada Loom", "李织"],
                categories=["cs.CL", "cs.IR"],
            ),
            paper(2, "Retrieval at Rest", date="2024-06", version=None),
            paper(3, "Looms for Vision", url=None),
        ],
        [
            concept(
                "method:retrieval-augmented-generation",
                "Retrieval-Augmented Generation",
                label_zh_hans="检索增强生成",
                label_zh_hant="檢索增強生成",
                names=["Retrieval-Augmented Generation", "RAG", "检索增强生成", "檢索增強生成"],
            ),
            concept("method:weftrag", "WeftRAG"),
            concept("dataset:loomqa", "LoomQA"),
            concept("metric:f1", "F1"),
            concept("model:spindle-7b", "Spindle-7B"),
            concept("topic:deep-learning", "Deep Learning"),
        ],
        [
            ("arxiv:2413.00001", "PROPOSES", "method:weftrag", 0.95, "We propose WeftRAG."),
            (
                "arxiv:2413.00001",
                "USES",
                "method:retrieval-augmented-generation",
                0.9,
                "WeftRAG is a retrieval-augmented generation (RAG) method, tested on LoomQA.",
            ),
            (
                "arxiv:2413.00001",
                "EVALUATES_ON",
                "dataset:loomqa",
                0.8,
                "WeftRAG is a retrieval-augmented generation (RAG) method, tested on LoomQA.",
            ),
            ("arxiv:2413.00001", "ADDRESSES", "topic:deep-learning", 0.5, "Deep learning grows."),
            (
                "arxiv:2413.00002",
                "PROPOSES",
                "method:retrieval-augmented-generation",
                0.9,
                "We introduce RAG.",
            ),
            ("arxiv:2413.00002", "REPORTS", "metric:f1", 0.7, "It gains 3 points of F1."),
            ("arxiv:2413.00002", "ADDRESSES", "topic:deep-learning", 0.5, "Deep learning is old."),
            ("arxiv:2413.00003", "USES", "model:spindle-7b", 0.6, "Spindle-7B sees."),
            ("arxiv:2413.00003", "ADDRESSES", "topic:deep-learning", 0.5, "Deep learning sees."),
        ],
        [
            (
                "method:weftrag",
                "BASED_ON",
                "method:retrieval-augmented-generation",
                "arxiv:2413.00001",
                "WeftRAG is a retrieval-augmented generation (RAG) method, tested on LoomQA.",
            )
        ],
        [
            (
                "arxiv:2413.00001",
                "metric:f1",
                "dataset:loomqa",
                "method:weftrag",
                (92.1, "%"),
                "On LoomQA, WeftRAG reaches an F1 of 92.1%.",
            )
        ],
    )


_NOUNS = ["Loom", "Weft", "Warp", "Spindle", "Shuttle", "Bobbin", "Heddle", "Selvage", "Thread"]
_AREAS = [
    ("Retrieval-Augmented Generation", "检索增强生成"),
    ("Graph Neural Network", "图神经网络"),
    ("Diffusion Model", "扩散模型"),
    ("Reinforcement Learning", "强化学习"),
    ("Speech Recognition", "语音识别"),
    ("Code Generation", "代码生成"),
    ("Medical Imaging", "医学影像"),
    ("Machine Translation", "机器翻译"),
]
_KINDS = {
    "method": ("USES", "Attention Pruning Adapter Distillation Alignment Sampling Memory"),
    "model": ("COMPARES_WITH", "7B Base Large Tiny Former Net Coder"),
    "dataset": ("EVALUATES_ON", "QA Bench Corpus Eval Set Hard Images"),
    "topic": ("ADDRESSES", "Robustness Reasoning Safety Efficiency Privacy Planning"),
    "metric": ("REPORTS", "Score Rate Error Gain"),
}


def library(papers: int = 75, concepts: int = 400, seed: int = 7) -> KnowledgeGraph:
    """A larger graph shaped like a real one: areas, a few shared concepts and a long tail."""
    rng = random.Random(seed)
    things = [concept("topic:deep-learning", "Deep Learning", label_zh_hans="深度学习")]
    things += [
        concept(f"topic:{en.lower().replace(' ', '-')}", en, label_zh_hans=zh, names=[en, zh])
        for en, zh in _AREAS
    ]
    pools: list[list[str]] = [[] for _ in _AREAS]
    while len(things) < concepts:
        kind = rng.choices(list(_KINDS), [40, 20, 20, 14, 6])[0]
        name = f"{rng.choice(_NOUNS)}{rng.choice(_KINDS[kind][1].split())}-{len(things)}"
        things.append(concept(f"{kind}:{name.lower()}", name, names=[name, f"{name} 模块"]))
        pools[rng.randrange(len(_AREAS))].append(things[-1]["id"])
    labels = {c["id"]: c["label"] for c in things}
    rows, edges, links = [], [], []
    plans = []
    for _ in range(papers):
        area = rng.randrange(len(_AREAS))
        weights = [1 / (i + 1) for i in range(len(pools[area]))]
        picked = {rng.choices(pools[area], weights)[0] for _ in range(7)}
        picked |= {rng.choice(rng.choice(pools)), things[area + 1]["id"]}
        if rng.random() < 0.5:
            picked.add("topic:deep-learning")
        plans.append((area, picked))
    for c in sorted(set(labels) - set().union(*(picked for _, picked in plans))):
        plans[rng.randrange(papers)][1].add(c)  # no concept without a paper
    for number, (area, picked) in enumerate(plans, start=1):
        en, zh = _AREAS[area]
        lead = next((c for c in sorted(picked) if c.startswith("method:")), None)
        title = f"{labels[lead] if lead else en}: {rng.choice(_NOUNS)}s for {en} under Pressure"
        rows.append(
            paper(number, title, title_zh=f"面向{zh}的{labels[lead] if lead else en}方法",
                  categories=["cs.CL"], authors=[f"Author {number % 17}"])
        )  # fmt: skip
        for c in sorted(picked):
            relation = "PROPOSES" if c == lead else _KINDS[c.partition(":")[0]][0]
            text = f"In this work on {en.lower()}, {labels[c]} plays its part in the whole."
            edges.append((rows[-1]["id"], relation, c, round(rng.uniform(0.4, 0.99), 2), text))
        models = [c for c in sorted(picked) if c.startswith(("model:", "dataset:"))]
        if lead and models:
            other = rng.choice(models)
            relation = "EVALUATED_ON" if other.startswith("dataset:") else "OUTPERFORMS"
            text = f"{labels[lead]} is set against {labels[other]}, and does well."
            links.append((lead, relation, other, rows[-1]["id"], text))
    unique = {(head, relation, tail): row for row in links for head, relation, tail in [row[:3]]}
    return weave(rows, things, edges, list(unique.values()))


HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    '"><img src=x onerror="window.pwned=3">',
    "<!--<script>{{ 7 * 7 }}",
    "javascript:window.pwned=4",
    "=HYPERLINK(1)|'\u2028\u2029\x00\x01\x1b[31m\ufffe\\ \" \r\n]]> &amp; %",
)
"""What a digest might try: in HTML, templates, links, XML, RDF, spreadsheets and terminals."""


def hostile() -> KnowledgeGraph:
    """A graph where all text that a digest gives is an attack."""
    papers = [
        paper(
            number,
            text,
            title_zh=f"论文 {text}",
            url="javascript:window.pwned=5" if number % 2 else f"https://a.b/{text}",
            authors=[text],
            categories=[text],
            date=text,
            id=f"doi:10.9999/{text}",
        )
        for number, text in enumerate(HOSTILE)
    ]
    concepts = [
        concept(f"method:attack-{number}", text, label_zh_hans=text, names=[text, f"别名 {text}"])
        for number, text in enumerate(HOSTILE)
    ]
    edges = [
        (p["id"], "USES", c["id"], 0.5, f"{c['label']} says so.") for p in papers for c in concepts
    ]
    links: list[Link] = [
        ("method:attack-0", "BASED_ON", "method:attack-1", papers[0]["id"], f"{HOSTILE[2]} again.")
    ]
    return weave(papers, concepts, edges, links)
