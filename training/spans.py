"""Annotated names as spans of a paper's text, and how right predicted spans are as they are.

For taggers that read a text and say where names stand, without candidates or a deciding step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gold import Gold, read_annotated, split

from paperweft.extract.document import places_of, text_of
from paperweft.extract.evaluation.evaluation import evaluate_rows
from paperweft.extract.evaluation.matching import match_key
from paperweft.extract.evaluation.paper_rows import ConceptRow, PaperRow, paper_row
from paperweft.extract.records import Paper

Span = tuple[int, int, str]
"""First code point in the text of a paper, one past the last, concept type."""

HELD = 0.2  # the share of annotated papers that `training/fit.py` leaves out


@dataclass(frozen=True, slots=True)
class Spanned:
    """One annotated paper: its text, where its names stand, and the annotation itself."""

    text: str
    spans: tuple[Span, ...]
    gold: Gold


def read_spanned(folder: Path) -> tuple[list[Spanned], list[Spanned]]:
    """Return the annotated papers to train on and the fifth held out."""
    items = read_annotated(folder / "train_papers.jsonl", folder / "train_gold.jsonl")
    kept, held = split(items, HELD)
    return [spanned(*item) for item in kept], [spanned(*item) for item in held]


def spanned(paper: Paper, gold: Gold) -> Spanned:
    """Return where the annotated names stand; of names that overlap the longer one counts."""
    text = text_of(paper)
    found = [
        (start, end, concept["type"])
        for concept in gold["concepts"]
        for name in concept["names"]
        for start, end in places_of(text, name)
    ]
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if taken.isdisjoint(range(*span[:2])):
            kept.append(span)
            taken.update(range(*span[:2]))
    return Spanned(text, tuple(sorted(kept)), gold)


def to_row(item: Spanned, spans: Iterable[Span]) -> PaperRow:
    """Return the spans as concepts of the paper: spans of one type and folded name are one."""
    names: dict[tuple[str, str], str] = {}
    for start, end, kind in spans:
        names.setdefault((kind, match_key(item.text[start:end])), item.text[start:end])
    concepts = (ConceptRow(kind, (name,)) for (kind, key), name in names.items() if key)
    return PaperRow(item.gold["id"], tuple(concepts))


def report(items: Iterable[Spanned], spans: Iterable[Iterable[Span]]) -> Iterator[str]:
    """Yield precision, recall and F1 of names and of typed concepts, a line each."""
    pairs = list(zip(items, spans, strict=True))
    found = evaluate_rows(
        (paper_row(item.gold) for item, _ in pairs), (to_row(item, own) for item, own in pairs)
    )
    for what in ("names", "concepts"):
        tally = found.overall[what]
        yield f"{what}: {tally.precision:.3f} / {tally.recall:.3f} / {tally.f1:.3f}"
