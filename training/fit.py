"""Trains what ships: the linear classifiers and the tagger.

    python training/fit.py ANNOTATED --vectors VECTORS --network NETWORK [--held 0.2]

ANNOTATED holds train_papers.jsonl and train_gold.jsonl. With `--held 0` it trains on all of them.
VECTORS and NETWORK are what `training/vectors.py` and `training/pretrain.py` wrote.
Needs scikit-learn and PyTorch (`pip install -e '.[training]'`); takes about 20 minutes and 10 GB on
two cores.
"""

import argparse
import gc
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from gold import Example, align, in_one_language, read_annotated, split
from linear import fit_linear, out_of_fold
from network import Item, load, make_network
from numpy.typing import NDArray
from tagger import Lesson, fine_tune

from paperweft.extract.cooccurrences import Party, pairs_of
from paperweft.extract.decide import worth_a_look
from paperweft.extract.document import layout
from paperweft.extract.features import NONE, candidate_columns
from paperweft.extract.linear import LinearModel, columns
from paperweft.extract.measures import measures
from paperweft.extract.pair_features import pair_features
from paperweft.extract.roles import choose_role, role_columns
from paperweft.extract.schema import ConceptType, Role
from paperweft.extract.tokens import read_spans, read_tokens

Row = tuple[list[int], str]
_HALVED = 0.15  # share of papers that are seen once more in one language
_FALSE = 0.35  # a candidate this likely and no concept is among the parties of relations too
_LEAST = 0.3  # how sure a concept is taken to be at least
ROLES = [role.value for role in Role]


def class_of(gold: dict[str, object] | None) -> str:
    """Return the class of a candidate."""
    return str(gold["type"]) if gold else NONE


def lesson(example: Example, chances: NDArray[np.float32], classes: Sequence[str]) -> Lesson:
    """Return what the tagger learns from one paper."""
    plan, none = layout(example.doc), list(classes).index(NONE)
    looked_at = worth_a_look(chances, none)
    candidates = [example.candidates[number] for number in looked_at]
    concepts = [example.concepts[number] for number in looked_at]
    tokens = read_tokens(plan)
    spans = read_spans(tokens, candidates)
    measured = measures(plan, candidates, chances[looked_at], none)
    told = [list(classes).index(class_of(gold)) for gold in concepts]
    roles = [ROLES.index(gold["role"]) if gold else -1 for gold in concepts]
    return Lesson(Item(tokens, spans, measured), torch.tensor(told), torch.tensor(roles))


def role_rows(example: Example, rows: Sequence[list[int]]) -> Iterator[Row]:
    """Yield the training rows of one paper for the linear roles."""
    for row, gold in zip(rows, example.concepts, strict=True):
        if gold and gold["type"] != "Topic":
            yield role_columns(ConceptType(gold["type"]), row), gold["role"]


def relation_rows(
    example: Example,
    rows: Sequence[list[int]],
    chances: NDArray[np.float32],
    classes: Sequence[str],
) -> Iterator[Row]:
    """Yield the training rows of one paper for the relations, likely false concepts among them."""
    none = list(classes).index(NONE)
    parties: list[Party] = []
    labels: list[str | None] = []
    for candidate, row, gold, own in zip(
        example.candidates, rows, example.concepts, chances, strict=True
    ):
        sure = float(1 - own[none])
        if gold:
            kind, role = ConceptType(gold["type"]), Role(gold["role"])
        elif sure >= _FALSE:
            kind = ConceptType(classes[int(np.delete(own, none).argmax())])
            role = choose_role(kind, row)
        else:
            continue
        parties.append(Party(kind, role, candidate.occurrences, max(sure, _LEAST)))
        labels.append(gold["names"][0] if gold else None)
    stated: dict[tuple[str | None, str | None], str] = {
        (head, tail): relation for head, relation, tail in example.relations
    }
    plan = layout(example.doc)
    for pair in pairs_of(plan, parties):
        ends = labels[pair.head], labels[pair.tail]
        yield columns(pair_features(plan, parties, pair)), stated.get(ends, NONE)


def write(model: LinearModel, path: Path) -> None:
    """Write a classifier and say so."""
    with path.open("wb") as file:
        model.save(file)
    print(f"{path.name}: {', '.join(model.classes)}", flush=True)


def read_examples(folder: Path, held: float) -> tuple[list[Example], list[int]]:
    """Return the papers to train on, and for each a number; of one number are halves of one."""
    items = read_annotated(folder / "train_papers.jsonl", folder / "train_gold.jsonl")
    kept, _ = split(items, held)
    halves = [
        (number, half)
        for number in range(round(len(kept) * _HALVED))
        if (half := in_one_language(kept[number], "en" if number % 2 else "zh"))
    ]
    numbers = [*range(len(kept)), *(number for number, _ in halves)]
    return list(align([*kept, *(half for _, half in halves)])), numbers


def main() -> None:
    """Read the gold, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--held", type=float, default=0.2, help="share of papers to leave out")
    parser.add_argument("--out", type=Path, default=Path("extract"))
    parser.add_argument("--epochs", type=int, default=5)
    options = parser.parse_args()
    torch.manual_seed(0)
    gc.disable()  # everything read stays to the end, and there is nothing to find in it
    examples, papers = read_examples(options.annotated, options.held)
    rows = [candidate_columns(example.doc, example.candidates) for example in examples]
    told = [[class_of(gold) for gold in example.concepts] for example in examples]
    concepts, chances = out_of_fold(rows, told, groups=papers)
    write(concepts, options.out / "concepts.npz")
    roles = [row for pair in zip(examples, rows, strict=True) for row in role_rows(*pair)]
    write(fit_linear(roles), options.out / "roles.npz")
    relations = [
        row
        for example, own, seen in zip(examples, rows, chances, strict=True)
        for row in relation_rows(example, own, seen, concepts.classes)
    ]
    write(fit_linear(relations), options.out / "relations.npz")
    lessons = [
        lesson(example, seen, concepts.classes)
        for example, seen in zip(examples, chances, strict=True)
    ]
    network = make_network(options.vectors, measures=lessons[0].item.measured.shape[1])
    load(network, options.network)
    fine_tune(network, lessons, epochs=options.epochs)
    tagger = network.to_tagger(list(concepts.classes), ROLES, options.held)
    with (options.out / "tagger.npz").open("wb") as file:
        tagger.save(file)


if __name__ == "__main__":
    main()
