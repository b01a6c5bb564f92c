"""How well names are told apart and joined, on a list of pairs.

    python benchmarks/identity.py

Reads `identity_pairs.tsv` beside this file: verdict (`same` or `apart`), two names, the texts of
small papers parted by `||` where the answer hangs on them, and what makes the pair hard. Asks the
function behind `paperweft same`: names alone, and in the graph of the small papers where there are
any. Prints shares by language and every failure; exits with 1 if two things were taken for one.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from paperweft.extract.languages import has_han
from paperweft.extract.pipeline import Extractor
from paperweft.extract.records import Paper, Passage
from paperweft.graph.build import build_graph
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.same import compare

PAIRS = Path(__file__).with_name("identity_pairs.tsv")
_PARTED = "||"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one concept, and the papers that say so, if any."""

    same: bool
    first: str
    second: str
    papers: tuple[str, ...]
    note: str

    @property
    def language(self) -> str:
        """`en`, `zh` or `mixed`."""
        chinese = [has_han(name) for name in (self.first, self.second)]
        return "zh" if all(chinese) else "mixed" if any(chinese) else "en"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a pair, and the first reason."""

    pair: Pair
    same: bool
    why: str

    @property
    def right(self) -> bool:
        """Whether it is what the list says."""
        return self.same == self.pair.same


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Return the pairs of a list."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair(
            {"same": True, "apart": False}[row["verdict"]],
            row["first"],
            row["second"],
            tuple(filter(None, row["evidence"].split(_PARTED))),
            row["note"],
        )
        for row in rows
    ]


def answers(pairs: Iterable[Pair]) -> Iterator[Answer]:
    """Ask about every pair: in the graph of its papers, or where it has none, names alone.

    A pair that is apart is asked about both ways: no paper may be needed to keep it apart.
    """
    extractor: Extractor | None = None
    for pair in pairs:
        if pair.papers:
            extractor = extractor or Extractor()
            yield _ask(pair, _graph(extractor, pair.papers))
        if not pair.papers or not pair.same:
            yield _ask(pair, None)


def _ask(pair: Pair, graph: KnowledgeGraph | None) -> Answer:
    verdict = compare(pair.first, pair.second, graph)
    return Answer(pair, verdict.same, verdict.why[0])


def _graph(extractor: Extractor, texts: Iterable[str]) -> KnowledgeGraph:
    """Extract papers of one abstract each and join them."""
    return build_graph(
        extractor(
            Paper(
                id=f"pair:{number}",
                passages=(Passage("abstract", "zh-Hans" if has_han(text) else "en", text),),
                origins=(),
            )
        )
        for number, text in enumerate(texts)
    )


def main() -> int:
    """Print the figures and the failures; 1 if there was a wrong merge."""
    found = list(answers(read_pairs()))
    for same, what in ((False, "apart"), (True, "same")):
        asked = [answer for answer in found if answer.pair.same == same]
        right = Counter(answer.pair.language for answer in asked if answer.right)
        every = Counter(answer.pair.language for answer in asked)
        for language in sorted(every):
            print(f"{what:6} {language:6} {right[language]:4} of {every[language]:4} right")
        total, good = len(asked), sum(right.values())
        print(f"{what:6} all    {good:4} of {total:4} right ({good / total:.1%})")
    for answer in (answer for answer in found if not answer.right):
        pair = answer.pair
        verdict = "wrong merge" if answer.same else "not joined"
        print(f"{verdict}: {pair.first} / {pair.second} ({pair.note}): {answer.why}")
    return int(any(answer.same and not answer.right for answer in found))


if __name__ == "__main__":
    sys.exit(main())
