"""How right and how fast extraction is, on annotated papers that it was not trained on.

    python benchmarks/extraction.py ANNOTATED [--workers 2]

ANNOTATED holds train_*.jsonl and dev_*.jsonl. Prints, for the fifth of train that `training/fit.py`
leaves out and for dev: papers a second; precision, recall and F1 of names, typed concepts, edges
(with role) and relations; the calibration error; how many Chinese-English concepts are found as
one. `paperweft evaluate` tells more.
"""

import argparse
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from gold import Gold, read_annotated, split

from paperweft.extract.evaluation.evaluation import Evaluation, evaluate_rows
from paperweft.extract.evaluation.paper_rows import paper_row
from paperweft.extract.models import load_tagger
from paperweft.extract.pipeline import extract_papers
from paperweft.extract.records import Paper
from paperweft.extract.rows import to_rows

_HELD = 0.2


def measure(name: str, items: list[tuple[Paper, Gold]], workers: int) -> None:
    """Extract, compare, print."""
    began = perf_counter()
    extractions = list(extract_papers([paper for paper, _ in items], workers=workers))
    seconds = perf_counter() - began
    print(f"{name}: {len(items)} papers, {len(items) / seconds:.0f} papers/s")
    found = (paper_row(row) for extraction in extractions for row in to_rows(extraction))
    show(evaluate_rows((paper_row(gold) for _, gold in items), found))


def show(found: Evaluation) -> None:
    """Print the figures that docs/benchmarks.md has."""
    for what, tally in found.overall.items():
        figures = f"precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}"
        print(f"  {what:10} {figures}")
    if found.calibration:
        print(f"  expected calibration error {found.calibration.error:.3f}")
    for what, share in (("all", found.bilingual), ("those found by a name", found.joined)):
        counted = f"{share.value:.3f} ({share.part} of {share.whole})"
        print(f"  Chinese-English concepts found as one, of {what}: {counted}")


def main() -> None:
    """Measure on the held-out fifth and on dev."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    folder = options.annotated
    train = read_annotated(folder / "train_papers.jsonl", folder / "train_gold.jsonl")
    dev = read_annotated(folder / "dev_papers.jsonl", folder / "dev_gold.jsonl")
    if load_tagger().held == _HELD:
        measure("held-out fifth of train", split(train, _HELD)[1], options.workers)
    else:
        print("held-out fifth of train: these weights have seen it; train with --held 0.2")
    measure("dev", dev, options.workers)


if __name__ == "__main__":
    main()
