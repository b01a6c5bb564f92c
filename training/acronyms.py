"""Counts what acronyms stand for in a corpus, in English and in Chinese.

    python training/acronyms.py papers-100k.jsonl.xz [--out extract/acronyms.npz]

Definitions are found by the schema of `extract/recognizers/acronyms.py`; one counts if two papers
have it, a Chinese one if three. The papers also vote where a Chinese long form begins: one that
ends in another that more papers give is that one with words before it. Takes two minutes.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from paperweft.extract.folding import fold_name, fold_text
from paperweft.extract.languages import has_han
from paperweft.extract.pairs import CountedPair, Pairs, pair_key
from paperweft.extract.reading import read_papers
from paperweft.extract.recognizers.acronyms import definitions
from paperweft.extract.records import Paper
from paperweft.extract.vocabulary import lexicon

_RARE = 2  # papers
_RARE_CHINESE = 3  # fewer do not agree where a Chinese name begins

Forms = dict[str, Counter[str]]  # by folded long form: how it is written


def count(papers: Iterable[Paper]) -> dict[str, Forms]:
    """Return for each folded acronym its long forms, each counted once a paper."""
    found: dict[str, Forms] = defaultdict(lambda: defaultdict(Counter))
    for paper in papers:
        seen = set()
        for passage in paper.passages:
            for long, short in definitions(passage.text, lexicon()):
                form = " ".join(fold_text(passage.text[slice(*long)]).split())
                acronym, fold = fold_name(passage.text[slice(*short)]), fold_name(form)
                if acronym and fold and (acronym, fold) not in seen:
                    seen.add((acronym, fold))
                    found[acronym][fold][form] += 1
    return found


def vote(forms: Forms) -> Iterator[tuple[str, int]]:
    """Yield the long forms of one acronym that count, as written, and their papers."""
    papers = {fold: written.total() for fold, written in forms.items()}
    common = {f for f in papers if papers[f] >= (_RARE_CHINESE if has_han(f) else _RARE)}
    for fold in sorted(common):
        ending = [f for f in common if fold.endswith(f) and papers[f] > papers[fold]]
        if not (ending and has_han(fold)):
            yield _written(fold, forms[fold]), papers[fold]


def _written(fold: str, forms: Counter[str]) -> str:
    alike = [form for form in forms if pair_key(form) == pair_key(fold)]
    return min(alike, key=lambda form: (-forms[form], form), default=fold)


def main() -> None:
    """Read the corpus, count, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("extract/acronyms.npz"))
    options = parser.parse_args()
    found = count(item for item in read_papers([options.corpus]) if isinstance(item, Paper))
    table = Pairs.of(
        CountedPair(acronym, long, papers)
        for acronym, forms in found.items()
        for long, papers in vote(forms)
    )
    with options.out.open("wb") as file:
        table.save(file)
    print(f"{len(table.papers):,} long forms")


if __name__ == "__main__":
    main()
