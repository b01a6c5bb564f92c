"""Evaluation of files: gold, and predictions or the papers to make them from."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from paperweft.extract.errors import SourceError, UsageError
from paperweft.extract.evaluation.evaluation import Evaluation, evaluate_rows
from paperweft.extract.evaluation.paper_rows import PaperRow, paper_row
from paperweft.extract.evaluation.row_files import RowFile, read_rows
from paperweft.extract.merge import merge_papers
from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper, Problem
from paperweft.extract.rows import row_ids, to_rows

_GOLD, _PAPERS = "_gold.jsonl", "_papers.jsonl"
_SHOWN = 5

AnyPath = str | Path
OnPaper = Callable[[Paper], None]


def evaluate_files(
    gold: AnyPath,
    predictions: AnyPath | None = None,
    *,
    papers: AnyPath | None = None,
    workers: int = 1,
    on_paper: OnPaper | None = None,
) -> Evaluation:
    """Compare predictions with gold; without predictions, those of the present extractor.

    Args:
        gold: Rows of papers with concepts and relations, JSON Lines.
        predictions: The same, as `paperweft extract` writes them; None extracts the papers.
        papers: The papers themselves; None is `x_papers.jsonl` beside a gold `x_gold.jsonl`, if
            there is one. With predictions they only give the sentences of misses.
        workers: Processes that extract.
        on_paper: Called with each paper that is extracted.

    Raises:
        UsageError: There are neither predictions nor papers.
        SourceError: The gold or the predictions have no paper that can be read, or the papers
            none to extract.
    """
    asked = _rows_of(gold)
    source = papers or _papers_beside(Path(gold))
    if predictions is None and source is None:
        raise UsageError(f"no PRED, and no papers beside {gold}; name the papers with --papers")
    known, problems = _papers_of(source, asked.rows) if source else ({}, ())
    failed: list[Problem] = []
    if predictions is not None:
        given = _rows_of(predictions)
    elif known:
        found = _extracted(known, workers, on_paper, failed.append)
        given = RowFile({row.id: row for row in found}, {}, ())
    else:
        why = problems[0] if problems else f"no paper of {source} is in {gold}; check the ids"
        raise SourceError(f"nothing can be extracted: {why}")
    evaluation = evaluate_rows(asked.rows.values(), given.rows.values())
    apart = _left_out(str(gold), asked, str(predictions or source), given)
    told = (*asked.problems, *problems, *given.problems, *failed, *apart)
    return replace(evaluation, papers=known, problems=told)


def _rows_of(name: AnyPath) -> RowFile:
    found = read_rows(name)
    if not found.rows:
        why = found.problems[0] if found.problems else f"{name}: there is no paper in it"
        raise SourceError(f"nothing can be scored: {why}")
    return found


def _papers_beside(gold: Path) -> Path | None:
    """Return the file of papers that belongs to a gold file by its name."""
    papers = gold.with_name(gold.name.removesuffix(_GOLD) + _PAPERS)
    return papers if gold.name.endswith(_GOLD) and papers.is_file() else None


def _papers_of(
    source: AnyPath, wanted: Collection[str]
) -> tuple[dict[str, Paper], tuple[Problem, ...]]:
    """Return those of the papers that are wanted, by the ids of their rows."""
    items = list(read_papers([source]))
    papers = merge_papers(item for item in items if isinstance(item, Paper))
    known = {name: paper for paper in papers for name in row_ids(paper) if name in wanted}
    return known, tuple(item for item in items if isinstance(item, Problem))


def _extracted(
    papers: dict[str, Paper],
    workers: int,
    on_paper: OnPaper | None,
    on_failure: Callable[[Problem], None],
) -> Iterator[PaperRow]:
    from paperweft.extract.pipeline import extract_papers

    todo = list(dict.fromkeys(papers.values()))
    found = extract_papers(todo, workers=workers, on_paper=on_paper, on_failure=on_failure)
    for extraction in found:
        yield from map(paper_row, to_rows(extraction))


def _left_out(gold: str, asked: RowFile, other: str, given: RowFile) -> Iterator[Problem]:
    """Yield which papers are in one of the files only; nothing is lost by them."""
    unknown = sorted(given.rows.keys() - asked.rows.keys()) if given.lines else []
    if unknown:
        message = f"{_listed(unknown)} not in {gold} and not scored"
        line = given.lines[unknown[0]]
        yield Problem(other, line, message, "check the ids if they should be", aside=True)
    missing = sorted(asked.rows.keys() - given.rows.keys())
    if missing:
        message = f"{_listed(missing)} not in {other}; all of theirs counts as missed"
        line = asked.lines[missing[0]]
        yield Problem(gold, line, message, "check the ids if they should be", aside=True)


def _listed(names: list[str]) -> str:
    shown = ", ".join(map(repr, names[:_SHOWN])) + (", …" if len(names) > _SHOWN else "")
    return f"{len(names)} paper{'s' * (len(names) > 1)} ({shown}) {'are' if names[1:] else 'is'}"
