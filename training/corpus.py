"""The corpus as training reads it: in a random order, so that a part of it is a fair sample."""

from pathlib import Path
from random import Random

from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper


def shuffled_papers(corpus: Path) -> list[Paper]:
    """Return the papers of a corpus in an order that is random and always the same."""
    papers = [item for item in read_papers([corpus]) if isinstance(item, Paper)]
    papers.sort(key=lambda paper: paper.id)
    Random(1).shuffle(papers)
    return papers
