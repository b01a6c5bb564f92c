"""Trains the network that finds the Chinese names of English concepts.

    python training/projector.py ANNOTATED [--held 0.2] [--out extract/projector.npz]

ANNOTATED holds train_papers.jsonl and train_gold.jsonl. Every concept that is kept and that the
gold has is looked for once more as if it had its English names alone. A softmax over all its
stretches, and over there being none; the gold's Chinese names are right. Needs PyTorch, and what
`training/fit.py` wrote; takes five minutes.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from gold import Gold, read_annotated, split
from numpy.typing import NDArray

from paperweft.extract.bitext import read_bitext
from paperweft.extract.candidates import Candidate, assemble
from paperweft.extract.decide import weigh
from paperweft.extract.document import Layout, layout
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.evaluation.matching import match_key
from paperweft.extract.languages import has_han
from paperweft.extract.projection import windows
from paperweft.extract.projection_features import Sought, measure
from paperweft.extract.projector import FAR, Projector
from paperweft.extract.records import Paper

_UNITS, _EPOCHS, _BATCH, _RATE, _DECAY = 48, 16, 64, 3e-3, 1e-3
_LEAST = 1e-9
_KEPT_FROM = 0.46  # the chance from which a candidate's Chinese name is a lesson

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Lesson:
    """The stretches of one concept: their features, and which of them are its name."""

    features: Floats
    right: NDArray[np.bool_]


def lessons(items: Sequence[tuple[Paper, Gold]]) -> Iterator[Lesson]:
    """Yield a lesson for each concept that is kept and in the gold."""
    engine = make_engine()
    for paper, gold in items:
        doc = read_paper(engine, paper)
        candidates = assemble(doc)
        kept = [judged.candidate for judged in weigh(doc, candidates, _KEPT_FROM) if judged.kept]
        yield from _lessons(layout(doc), candidates, kept, gold)


def _lessons(
    plan: Layout, candidates: list[Candidate], kept: list[Candidate], gold: Gold
) -> Iterator[Lesson]:
    plain = [_in_english(plan, candidate) for candidate in kept]
    concepts = [candidate for candidate in plain if candidate.occurrences]
    others = [one for one, own in zip(kept, plain, strict=True) if not own.occurrences]
    bitext = read_bitext(plan)
    found = windows(plan, bitext, concepts)
    if not found:
        return
    proposed = frozenset((o.start, o.end) for one in candidates for o in one.occurrences)
    measured = measure(plan, bitext, found, Sought(concepts, others, proposed))
    places = zip(measured.starts.tolist(), measured.ends.tolist(), strict=True)
    names = [match_key(plan.text[start:end]) for start, end in places]
    for owner, concept in enumerate(concepts):
        told = _gold_names(plan, concept, gold)
        own = np.flatnonzero(measured.owners == owner)
        if told is not None and len(own):
            right = np.array([names[row] in told for row in own])
            yield Lesson(measured.features[own].astype(np.float32), right)


def _in_english(plan: Layout, candidate: Candidate) -> Candidate:
    places = (o for o in candidate.occurrences if not has_han(plan.text[o.start : o.end]))
    return replace(candidate, occurrences=tuple(places))


def _gold_names(plan: Layout, concept: Candidate, gold: Gold) -> set[str] | None:
    """Return the Chinese names that the gold has for a concept; None if it lacks the concept."""
    own = {match_key(plan.text[o.start : o.end]) for o in concept.occurrences}
    told = [c["names"] for c in gold["concepts"] if not own.isdisjoint(map(match_key, c["names"]))]
    return {match_key(n) for names in told for n in names if has_han(n)} if told else None


def train(found: Sequence[Lesson]) -> Projector:
    """Train the network on lessons."""
    every = np.concatenate([lesson.features for lesson in found])
    mean, scale = every.mean(0), every.std(0) + 1e-3
    features = [
        torch.tensor(np.clip((lesson.features - mean) / scale, -FAR, FAR)) for lesson in found
    ]
    right = [torch.tensor(lesson.right) for lesson in found]
    hidden, out = torch.nn.Linear(len(mean), _UNITS), torch.nn.Linear(_UNITS, 1)
    network = torch.nn.Sequential(hidden, torch.nn.Tanh(), out)
    optimizer = torch.optim.Adam(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    for epoch in range(_EPOCHS):
        optimizer.param_groups[0]["lr"] = _RATE * (1 - epoch / _EPOCHS)
        total = 0.0
        for batch in torch.randperm(len(found)).split(_BATCH):
            chosen = batch.tolist()
            loss = _loss(network, [features[n] for n in chosen], [right[n] for n in chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.detach()) * len(chosen)
        print(f"epoch {epoch + 1}: {total / len(found):.4f}", flush=True)
    arrays = (hidden.weight.T, hidden.bias, out.weight[0], out.bias)
    return Projector(mean, scale, *(array.detach().numpy() for array in arrays))


def _loss(
    network: torch.nn.Module, features: list[torch.Tensor], right: list[torch.Tensor]
) -> torch.Tensor:
    """Return how unlikely the right stretches are, or that there is none where none is right."""
    owners = torch.repeat_interleave(torch.tensor([len(rows) for rows in features]))
    odds = network(torch.cat(features))[:, 0].exp()
    told = torch.cat(right)
    nothing = torch.ones(len(features))
    every = nothing.index_add(0, owners, odds)
    named = torch.zeros(len(features)).index_add(0, owners, odds * told)
    is_named = torch.tensor([bool(rows.any()) for rows in right])
    chance: torch.Tensor = torch.where(is_named, named, nothing) / every
    return -chance.clamp(min=_LEAST).log().mean()


def main() -> None:
    """Read the gold, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--held", type=float, default=0.2, help="share of papers to leave out")
    parser.add_argument("--out", type=Path, default=Path("extract/projector.npz"))
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)  # the matrices are small: a second thread only waits
    folder = options.annotated
    items = read_annotated(folder / "train_papers.jsonl", folder / "train_gold.jsonl")
    weights = train(list(lessons(split(items, options.held)[0])))
    with options.out.open("wb") as file:
        weights.save(file)


if __name__ == "__main__":
    main()
