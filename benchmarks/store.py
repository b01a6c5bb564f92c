"""How long the embedded store and the workspace take for N papers, and how much memory.

    python benchmarks/store.py [N]

Makes an invented graph of N papers (12 concepts and 10 related papers each), writes it to a
workspace and a store in a temporary folder, and asks in a new process.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from paperweft.extract.records import Extraction, Mention, PaperConcept, SurfaceForm
from paperweft.extract.schema import DEFAULT_ROLE, EDGE_TYPES, ConceptType, Role
from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.tables import SCHEMAS
from paperweft.graph.workspace import Workspace, content_key

CONCEPTS_A_PAPER = 12
ASK = """
import sys
from paperweft.graph.arcade import ArcadeStore
with ArcadeStore(sys.argv[1]) as store:
    assert store.query("MATCH (p)-[r]->(c:Concept {id: $id}) RETURN p.id, r.sentence LIMIT 10",
                       {"id": "method:word0-0"}).rows
"""


def make_graph(papers: int) -> KnowledgeGraph:
    """Return an invented graph: a few concepts that many papers share, and a long tail."""
    rng = random.Random(1)
    ids = [f"arxiv:2413.{number:06}" for number in range(papers)]
    concepts = [_concept(number) for number in range(papers * 4)]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
    rows["concepts"] = sorted(concepts, key=lambda row: row["id"])
    for paper_id in ids:
        rows["papers"].append(_paper(paper_id, rng))
        for at in sorted({int(rng.random() ** 3 * len(concepts)) for _ in range(CONCEPTS_A_PAPER)}):
            kind = ConceptType(concepts[at]["type"])
            evidence = _evidence(paper_id, rng)
            rows["paper_edges"].append(
                {
                    "paper_id": paper_id,
                    "relation": EDGE_TYPES[DEFAULT_ROLE[kind]],
                    "concept_id": concepts[at]["id"],
                    "confidence": rng.random(),
                    "mentions": 4,
                    "rules": ["lexicon", "shapes"],
                    "evidence": evidence,
                }
            )
            rows["mentions"] += [_mention(paper_id, concepts[at]["id"], rng) for _ in range(4)]
        for other in sorted(rng.sample(ids, min(10, papers))):
            shared = [rng.choice(concepts)["id"] for _ in range(3)]
            rows["related"].append(
                {"paper_id": paper_id, "other_id": other, "score": rng.random(), "shared": shared}
            )
    for head in range(len(concepts)):
        tail = rng.randrange(len(concepts))
        rows["concept_edges"].append(
            {
                "head": concepts[head]["id"],
                "relation": "OUTPERFORMS",
                "tail": concepts[tail]["id"],
                "confidence": rng.random(),
                "support": 1,
                "evidence": [_evidence(rng.choice(ids), rng)],
            }
        )
    return KnowledgeGraph.from_tables(
        {name: pa.Table.from_pylist(found, schema=SCHEMAS[name]) for name, found in rows.items()}
    )


def make_extractions(graph: KnowledgeGraph) -> dict[str, Extraction]:
    """Return invented extractions: 12 concepts with 4 mentions each a paper."""
    mentions = tuple(Mention(2, at, at + 8, ConceptType.METHOD, "lexicon", 0.5) for at in range(4))
    concept = PaperConcept(
        type=ConceptType.METHOD,
        names=(SurfaceForm("Word Weaving", "en"), SurfaceForm("织词", "zh-Hans")),
        role=Role.USES,
        confidence=0.5,
        mentions=mentions,
    )
    concepts = (concept,) * CONCEPTS_A_PAPER
    return {content_key(paper): Extraction(paper, concepts, (), "1") for paper in graph.papers}


def _words(rng: random.Random, count: int) -> str:
    return " ".join(f"word{rng.randrange(5_000)}" for _ in range(count))


def _concept(number: int) -> dict[str, Any]:
    kind = list(ConceptType)[number % len(ConceptType)]
    label = f"Word{number % 5_000}-{number // 5_000}"
    names = [label, f"名称{number}", f"W{number}"]
    identifier = f"{kind.lower()}:{label.lower()}"
    return {"id": identifier, "type": kind, "label": label, "names": names, "papers": 1}


def _paper(paper_id: str, rng: random.Random) -> dict[str, Any]:
    title = _words(rng, 10)
    return {
        "id": paper_id,
        "title": title,
        "date": "2024-06-28",
        "authors": [f"Author {rng.randrange(20_000)}" for _ in range(5)],
        "categories": ["cs.AI", "cs.CL"],
        "truncated": False,
        "passages": [
            {"field": "title", "language": "en", "text": title},
            {"field": "summary", "language": "zh-Hans", "text": "摘要" + _words(rng, 40)},
            {"field": "abstract", "language": "en", "text": _words(rng, 180)},
        ],
        "origins": [{"path": "digest.md", "line": 1}],
        "record_ids": [],
    }


def _evidence(paper_id: str, rng: random.Random) -> dict[str, Any]:
    place = {"passage": 2, "field": "abstract", "language": "en", "start": 0, "end": 200}
    return {"paper_id": paper_id, **place, "sentence": _words(rng, 25)}


def _mention(paper_id: str, concept_id: str, rng: random.Random) -> dict[str, Any]:
    start = rng.randrange(1_000)
    place = {"passage": 2, "start": start, "end": start + 8, "rule": "lexicon", "confidence": 0.5}
    return {"paper_id": paper_id, "concept_id": concept_id, **place}


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long the body took and the most memory used so far."""
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:<38}{seconds:8.2f} s {memory:8} MB")


def main() -> None:
    """Measure."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 5_203
    with timed(f"make an invented graph, {papers} papers"):
        graph = make_graph(papers)
    print({name: table.num_rows for name, table in graph.tables.items()})
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "graph")
        records, extractions = graph.papers, make_extractions(graph)
        with timed("save records and extractions"):
            workspace.save(records, extractions)
        with timed("read them"):
            workspace.read_records()
            workspace.read_extractions()
        with timed("save the tables"):
            workspace.save_graph(graph)
        with timed("save the same tables"):
            workspace.save_graph(graph)
        with timed("read the tables"):
            graph = workspace.read_graph()
        store = ArcadeStore(workspace.store_path)
        with timed("write the store"):
            store.write(graph)
        with timed("write the same graph"):
            store.write(graph)
        size = sum(path.stat().st_blocks * 512 for path in workspace.store_path.rglob("*"))
        print(f"size of the store {size / 1e6:.0f} MB")
        for _ in range(3):
            with timed("new process: open and ask"):
                subprocess.run([sys.executable, "-c", ASK, str(workspace.store_path)], check=True)


if __name__ == "__main__":
    main()
