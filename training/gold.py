"""Annotated papers, aligned with the candidates that the recognizers propose for them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from spacy.tokens import Doc

from paperweft.extract.candidates import Candidate, assemble
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.folding import fold_name
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper

Gold = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """One annotated paper: its document, its candidates and the gold concept of each, if any."""

    doc: Doc
    candidates: list[Candidate]
    concepts: list[Gold | None]
    relations: list[tuple[str, str, str]]


def read_gold(path: Path) -> dict[str, Gold]:
    """Return the annotations by paper record id."""
    lines = path.read_text("utf-8").splitlines()
    return {gold["id"]: gold for gold in map(json.loads, lines)}


def read_annotated(papers: Path, gold: Path) -> list[tuple[Paper, Gold]]:
    """Return the papers with their annotations, by record id."""
    by_id = read_gold(gold)
    found = {
        record_id: item
        for item in read_papers([papers])
        if isinstance(item, Paper)
        for record_id in item.record_ids
    }
    return [(found[record_id], by_id[record_id]) for record_id in sorted(by_id)]


def split(
    items: list[tuple[Paper, Gold]], share: float, seed: int = 7
) -> tuple[list[tuple[Paper, Gold]], list[tuple[Paper, Gold]]]:
    """Return the items parted at random: the ones to train on and the ones held out."""
    held = set(Random(seed).sample(range(len(items)), round(len(items) * share)))
    kept = [item for number, item in enumerate(items) if number not in held]
    return kept, [items[number] for number in sorted(held)]


def in_one_language(item: tuple[Paper, Gold], language: str) -> tuple[Paper, Gold] | None:
    """Return the paper with its passages of one language alone, and what the gold has there.

    Most annotated papers are in both languages; a reader's may be in one.

    Args:
        item: A paper with its annotation.
        language: `en` or `zh`.

    Returns:
        None if the paper has no text or no concept in that language.
    """
    paper, gold = item
    kept = tuple(p for p in paper.passages if p.language.startswith(language))
    text = "\n".join(passage.text for passage in kept)
    concepts = [
        {**concept, "names": found}
        for concept in gold["concepts"]
        if (found := [name for name in concept["names"] if name in text])
    ]
    firsts = {
        before["names"][0]: after["names"][0]
        for before in gold["concepts"]
        for after in concepts
        if after["names"][0] in before["names"]
    }
    relations = [
        [firsts[head], relation, firsts[tail]]
        for head, relation, tail in gold["relations"]
        if head in firsts and tail in firsts
    ]
    if not concepts or len(kept) == len(paper.passages):
        return None
    told = {**gold, "concepts": concepts, "relations": relations}
    return replace(paper, passages=kept), told


def align(items: Iterable[tuple[Paper, Gold]]) -> Iterator[Example]:
    """Yield each paper's candidates with the gold concept that shares a name with them."""
    engine = make_engine()
    for paper, gold in items:
        doc = read_paper(engine, paper)
        candidates = assemble(doc)
        concepts = _concepts_of(candidates, gold)
        yield Example(doc, candidates, concepts, [tuple(r) for r in gold["relations"]])


def _concepts_of(candidates: list[Candidate], gold: Gold) -> list[Gold | None]:
    """Return each candidate's gold concept; of several candidates for one the fullest has it.

    So the deciding step learns to leave out what names a concept a second time.
    """
    names = [({fold_name(n) for n in c["names"]}, c) for c in gold["concepts"]]
    found: list[Gold | None] = [None] * len(candidates)
    for folds, concept in names:
        rivals = [i for i, c in enumerate(candidates) if folds & set(c.folds) and not found[i]]
        if rivals:
            found[max(rivals, key=lambda i: _fullness(candidates[i], folds))] = concept
    return found


def _fullness(candidate: Candidate, folds: set[str]) -> tuple[int, bool, int]:
    english = any(fold.isascii() for fold in candidate.folds)
    return len(folds & set(candidate.folds)), english, len(candidate.occurrences)
