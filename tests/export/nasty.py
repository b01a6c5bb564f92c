"""A graph of texts that quoting of any kind gets wrong."""

from typing import Any

from export.factory import HOSTILE, Link, Told, concept, paper, weave
from paperweft.graph.model import KnowledgeGraph

NASTY = (
    *HOSTILE,
    "quotes ' '' \" \"\" \\' \\\" ` `` and an end\\",
    "\\u0027}] AS row MATCH (n) DETACH DELETE n //",
    "'}] AS row MATCH (n) DETACH DELETE n;\n//",
    ";\n:exit\n",
    "a;b|c,d\x1fe\x1ef\ue000",
    " blanks around \t\n",
    "\ufeffmark\u202eturned\u0085\u2028",
    "=1+1",
    "-12",
    "true",
    "null",
    "𠮷织😀\U000e0001",
    "lone\rreturns\r\nand ends",
)


def tangled() -> KnowledgeGraph:
    """A graph of nasty texts, with lists that are empty, and a very long text."""
    papers = [
        paper(
            number,
            text,
            id=f"doi:10.9999/{text}",
            title_zh=f"论文 {text}",
            url=f"https://a.b/{text}",
            authors=[text, "李织"] if number % 3 else [],
            categories=[text] if number % 2 else [],
        )
        for number, text in enumerate(NASTY)
    ]
    things = [
        concept(f"method:nasty-{number}", text, label_zh_hans=text, names=[text, f"别名 {text}"])
        for number, text in enumerate(NASTY)
    ]
    things += [
        concept("metric:f1", "", names=["", "F1"]),
        concept("dataset:loomqa", "LoomQA", names=[]),
    ]
    edges = [
        (p["id"], "USES", c["id"], 0.1 * (n + 1), f"{c['label']} says so.")
        for p in papers
        for n, c in enumerate(things[:4])
    ]
    first = papers[0]["id"]
    links: list[Link] = [
        (f"method:nasty-{n}", "BASED_ON", f"method:nasty-{n + 1}", first, f"{NASTY[n]} again.")
        for n in range(len(NASTY) - 1)
    ]
    told: list[Told] = [
        (first, "metric:f1", None, None, (3.0, None), "3 points"),
        (first, "metric:f1", "dataset:loomqa", "method:nasty-1", (1e-7, "%"), "so little"),
        (first, "metric:f1", "dataset:loomqa", "method:nasty-2", (2.5e20, "ms"), "so much"),
    ]
    return weave([*papers, _long()], things, edges, links, told)


def _long() -> dict[str, Any]:
    passages = [{"field": "abstract", "language": "en", "text": "long, " * 1_000_000}]
    return paper(99, "", truncated=True, version=None, date=None, passages=passages)
