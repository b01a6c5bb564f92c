"""How fast and how fully digests and tables are read: `python benchmarks/reading.py DATA_FOLDER`.

The folder holds `digests/`, `samples/` and `public/tables/`. A second, plain reading of the files
by line positions is compared with what paperweft reads. Exits with 1 if anything was lost.
"""

import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from paperweft.extract.fields import clean, fold_title
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper

RUNS = 5
ROW = re.compile(r"\| \[\^(\d+)\] \| \[(.*)\]\((\S+)\) \| (.*) \|$")
SLOTS = ((2, "summary"), (4, "summary"), (6, "abstract"), (8, "abstract"))
ARXIV = re.compile(r"\]\(https?://arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5})")


def main(folder: Path) -> int:
    """Print all figures; 1 if a block, field or row was lost."""
    files = sorted(str(path) for path in (folder / "digests").iterdir())
    print("digests:", *speed(files))
    digests = compare(files + sorted(map(str, (folder / "samples").glob("00[0-2]*"))))
    print("digests:", ", ".join(f"{name} {count}" for name, count in digests.items()))
    tables = sorted(map(str, (folder / "public/tables").rglob("*.md")))
    rows, lost = compare_tables(tables + sorted(map(str, (folder / "samples").glob("003*"))))
    print(f"tables: {rows} rows with an arXiv link, {lost} lost")
    bad = ("blocks lost", "rows not matched", "fields lost", "fields mixed up", "problems")
    return int(lost > 0 or any(digests[name] for name in bad))


def speed(files: list[str]) -> tuple[str, ...]:
    """Read all files several times in one process."""
    seconds = []
    count = 0
    for _ in range(RUNS):
        start = time.perf_counter()
        count = sum(isinstance(item, Paper) for item in read_papers(files))
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    return (
        f"{count} papers,",
        f"{median:.2f} s (median of {RUNS}),",
        f"{count / median:.0f} papers/s",
    )


def compare(files: list[str]) -> Counter[str]:
    """Compare the blocks and rows of digests with the papers that were read there."""
    names = ("blocks", "blocks lost", "rows", "rows not matched", "fields", "fields lost")
    counts: Counter[str] = Counter(dict.fromkeys((*names, "fields mixed up", "problems"), 0))
    papers: dict[tuple[str, int], Paper] = {}
    for item in read_papers(files):
        if isinstance(item, Paper):
            papers[item.origins[0].path, item.origins[0].line] = item
        else:
            counts["problems"] += 1
    for name in files:
        compare_file(name, papers, counts)
    return counts


def compare_file(name: str, papers: dict[tuple[str, int], Paper], counts: Counter[str]) -> None:
    """Count what one digest has and what of it is not in its papers."""
    lines = Path(name).read_text(encoding="utf-8").split("\n")
    rows = {int(m[1]): (m[2], m[4]) for line in lines if (m := ROW.match(line))}
    counts["rows"] += len(rows)
    for number, line in enumerate(lines, 1):
        if not (match := re.match(r"\[\^(\d+)\]:", line)):
            continue
        counts["blocks"] += 1
        paper = papers.get((name, number))
        if paper is None:
            counts["blocks lost"] += 1
            continue
        title, summary = rows.pop(int(match[1]), ("", ""))
        texts = {passage.text for passage in paper.passages if passage.field == "summary"}
        same = fold_title(title) == fold_title(paper.title)
        counts["rows not matched"] += not (same and (not summary or _is_in(summary, texts)))
        compare_block(lines[number - 1 :], paper, counts)
    counts["rows not matched"] += len(rows)


def compare_block(lines: list[str], paper: Paper, counts: Counter[str]) -> None:
    """Look for each filled place below the link in the field it belongs to, then in any."""
    for offset, field in SLOTS:
        text = clean(lines[4 + offset])
        if not text:
            continue
        counts["fields"] += 1
        right = {p.text for p in paper.passages if p.field == field}
        wrong = {p.text for p in paper.passages if p.field != field}
        if not _is_in(text, right):
            counts["fields mixed up" if _is_in(text, wrong) else "fields lost"] += 1


def _is_in(text: str, passages: set[str]) -> bool:
    """A passage is the text, or what is left once a listing's prefix is taken off."""
    parts = re.split(r" ?En_Tdlr: ", clean(text))
    return all(
        any(part == passage or part.endswith(passage) for passage in passages) for part in parts
    )


def compare_tables(files: list[str]) -> tuple[int, int]:
    """Count the rows with an arXiv link, and those whose paper was not read in that line."""
    read = {
        (item.origins[0].path, item.origins[0].line): item.id
        for item in read_papers(files)
        if isinstance(item, Paper)
    }
    rows = lost = 0
    for name in files:
        lines = Path(name).read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if match := ARXIV.search(line):
                rows += 1
                lost += read.get((name, number)) != f"arxiv:{match[1]}"
    return rows, lost


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
