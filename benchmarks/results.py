"""Results to be read by a person: are they right? And what they cost.

    python benchmarks/results.py PAPERS [--papers 300] [--results 100] [--seed 1]

Extracts papers chosen at random from any source and prints results chosen at random, each below
its sentence, for a reader to judge: nobody has annotated values, so precision is read.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path
from random import Random
from time import process_time

from paperweft.extract.pipeline import extract_papers
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Extraction, Paper
from paperweft.extract.results import find_results
from paperweft.extract.sentences import sentence_bounds
from paperweft.graph.build import build_graph
from paperweft.graph.model import KnowledgeGraph, Result


def cost(extractions: Iterable[Extraction]) -> float:
    """Return the milliseconds of processor time that finding the results takes."""
    sentence_bounds.cache_clear()
    began = process_time()
    for extraction in extractions:
        find_results(extraction.paper, extraction.concepts)
    return (process_time() - began) * 1000


def told(graph: KnowledgeGraph, result: Result) -> str:
    """Return a result in words: metric, value, dataset, method."""
    ends = [("", result.metric_id), ("on ", result.dataset_id), ("by ", result.method_id)]
    words = [f"{word}{graph.concept(end).label}" for word, end in ends if end is not None]
    return f"{words[0]}: {result.text} {' '.join(words[1:])}"


def main() -> None:
    """Extract, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--papers", type=int, default=300)
    parser.add_argument("--results", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = Random(options.seed)
    papers = [item for item in read_papers([options.source]) if isinstance(item, Paper)]
    chosen = rng.sample(papers, min(options.papers, len(papers)))
    extractions = list(extract_papers(chosen))
    graph = build_graph(extractions)
    count = min(options.results, len(graph.results))
    for number, result in enumerate(rng.sample(graph.results, count), start=1):
        print(f"{number}. {result.evidence.sentence}\n   {told(graph, result)} ({result.rule})\n")
    print(
        f"{len(graph.results)} results in {len({r.paper_id for r in graph.results})} of"
        f" {len(chosen)} papers; {cost(extractions) / len(chosen):.2f} ms a paper"
    )


if __name__ == "__main__":
    main()
