"""How right and how fast extraction is, on annotated papers that it was not trained on.

    python benchmarks/extraction.py ANNOTATED [--workers 2]

ANNOTATED holds train_*.jsonl, dev_*.jsonl and score.py. Prints precision, recall and F1 of names,
typed concepts, edges (with role) and relations, for the fifth of train that `training/fit.py`
leaves out and for dev, and papers a second.
"""

import argparse
import importlib.util
import sys
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from gold import Gold, read_annotated, split

from paperweft.extract.pipeline import extract_papers
from paperweft.extract.records import Paper
from paperweft.extract.rows import to_rows

_HELD = 0.2
Rows = dict[str, dict[str, Any]]


def load_scorer(path: Path) -> ModuleType:
    """Import the scorer that comes with the annotated papers."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folded(scorer: ModuleType, rows: Rows) -> Rows:
    """Add the folded names that the scorer compares."""
    for row in rows.values():
        for concept in row["concepts"]:
            concept["_f"] = {scorer.fold(name) for name in concept["names"]} - {""}
    return rows


def measure(name: str, items: list[tuple[Paper, Gold]], scorer: ModuleType, workers: int) -> None:
    """Extract, score, print."""
    began = perf_counter()
    extractions = list(extract_papers([paper for paper, _ in items], workers=workers))
    seconds = perf_counter() - began
    found = {row["id"]: row for extraction in extractions for row in to_rows(extraction)}
    gold = {gold["id"]: gold for _, gold in items}
    scores = scorer.score(folded(scorer, gold), folded(scorer, found))["exact"]
    print(f"{name}: {len(items)} papers, {len(items) / seconds:.0f} papers/s")
    for what, (precision, recall, f1, *_) in scores.items():
        print(f"  {what:10} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def main() -> None:
    """Measure on the held-out fifth and on dev."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    folder = options.annotated
    scorer = load_scorer(folder / "score.py")
    train = read_annotated(folder / "train_papers.jsonl", folder / "train_gold.jsonl")
    dev = read_annotated(folder / "dev_papers.jsonl", folder / "dev_gold.jsonl")
    for name, items in (("held-out fifth of train", split(train, _HELD)[1]), ("dev", dev)):
        measure(name, items, scorer, options.workers)


if __name__ == "__main__":
    main()
