"""Bringing a workspace up to date: what is new is extracted, what is derived is made again."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from paperweft.extract.errors import NothingFoundError
from paperweft.extract.helpers import NO_HELPERS, Helpers
from paperweft.extract.merge import group_records, merge_papers
from paperweft.extract.records import Extraction, Paper, Problem
from paperweft.extract.settings import Settings
from paperweft.graph.known import Known
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.progress import Progress, Silence
from paperweft.graph.workspace import Workspace

if TYPE_CHECKING:
    from paperweft.extract.llm.asking import Answers

_CHECKPOINT = 5_000  # papers extracted between two saves: what a kill can cost


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What an update did.

    Attributes:
        graph: The graph as it is now.
        read: Papers read from the sources, before those of one paper were joined.
        added: Ids of papers that were not in the workspace before.
        changed: Ids of papers that were, and of which more or newer is known now.
        extracted: How many papers were extracted; the others were known.
        problems: What could not be read, and papers that a language model had no answer for.
        seconds: How long each step took.
        answers: What the language model told, where one was asked.
    """

    graph: KnowledgeGraph
    read: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    extracted: int
    problems: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    answers: "Answers | None" = None


class _Clock:
    """Times the steps and passes their names on."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self.progress = progress
        self._step: str | None = None
        self._began = perf_counter()

    def start(self, step: str, total: int | None = None) -> None:
        self.stop()
        self._step = step
        self.progress.start(step, total)

    def stop(self) -> None:
        now = perf_counter()
        if self._step:
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + now - self._began
        self._began = now
        self._step = None


def update(  # noqa: PLR0913 - keywords, all with a default
    workspace: Workspace,
    items: Iterable[Paper | Problem],
    *,
    settings: Settings | None = None,
    workers: int = 1,
    helpers: Helpers = NO_HELPERS,
    progress: Progress | None = None,
) -> Summary:
    """Add papers to a workspace and bring its graph and its store up to date.

    All papers of the workspace are then extracted with these settings and helpers; without new
    papers and without helpers, the extractions of these settings stay as they were made.

    Args:
        workspace: The workspace.
        items: Papers as read, and what could not be read.
        settings: What the extractor is told, from now on; what it was told last if None.
        workers: Processes that extract.
        helpers: Optional recognizers to run.
        progress: Is told of the work.

    Raises:
        WorkspaceLockedError: Another process is writing to the workspace.
        WorkspaceError: The disk is full or cannot be written.
        EndpointError: The language model cannot be asked; nothing was changed.
    """
    progress = progress or Silence()
    clock = _Clock(progress)
    with workspace.writing():
        clock.start("read")
        read = list(items)
        papers = [item for item in read if isinstance(item, Paper)]
        problems = tuple(item for item in read if isinstance(item, Problem))
        before = workspace.read_records()
        records = [*before, *papers]
        settings = workspace.read_settings() if settings is None else settings
        keep = not papers and helpers == NO_HELPERS
        known = Known(workspace.read_extractions(), settings, helpers, keep=keep)
        merged = merge_papers(records)
        todo = known.lacking(merged)
        was = group_records(before).keys()
        answers = _ask(todo, helpers, clock)
        if answers:
            problems += answers.problems
            todo = [p for p in todo if p.id in answers.by_paper or not known.has_spare(p)]
        clock.start("extract", len(todo))
        failed: list[Problem] = []
        for extraction in _extract(todo, workers, settings, helpers, answers, failed.append):
            progress.advance()
            known.add(extraction)
            if len(known.by_key) % _CHECKPOINT == 0:
                workspace.save(before, known.by_key)
        workspace.save_settings(settings)
        graph = _save(workspace, records, known.current(merged), clock)
    without = {paper.id for paper in known.lacking(todo)} if failed else set()
    fresh = sorted(paper.id for paper in todo if paper.id not in without)
    return Summary(
        graph=graph,
        read=len(papers),
        added=tuple(i for i in fresh if i not in was),
        changed=tuple(i for i in fresh if i in was),
        extracted=len(todo) - len(failed),
        problems=(*problems, *failed),
        seconds=clock.seconds,
        answers=answers,
    )


def _ask(todo: list[Paper], helpers: Helpers, clock: _Clock) -> "Answers | None":
    if not helpers.llm:
        return None
    clock.start("ask", len(todo))
    progress = clock.progress
    return helpers.ask(todo, agree=progress.expect, on_paper=lambda _: progress.advance())


def _extract(  # noqa: PLR0913, PLR0917 - what the extractor is told
    todo: list[Paper],
    workers: int,
    settings: Settings,
    helpers: Helpers,
    answers: "Answers | None",
    on_failure: Callable[[Problem], None],
) -> Iterator[Extraction]:
    if not todo:
        return iter(())
    from paperweft.extract.pipeline import extract_papers

    told = answers.by_paper if answers else {}
    return extract_papers(
        todo,
        workers=workers,
        settings=settings,
        helpers=helpers,
        answers=told,
        on_failure=on_failure,
    )


def _save(
    workspace: Workspace,
    records: Iterable[Paper],
    extractions: dict[str, Extraction],
    clock: _Clock,
) -> KnowledgeGraph:
    from paperweft.graph.arcade import ArcadeStore
    from paperweft.graph.build import build_graph

    clock.start("save")
    workspace.save(records, extractions)
    clock.start("resolve")
    graph = build_graph(extractions.values())
    workspace.save_graph(graph)
    clock.start("store")
    gc.freeze()  # or the many objects that a store makes have all others looked at, again and again
    try:
        with ArcadeStore(workspace.store_path) as store:
            store.write(graph)
    finally:
        gc.unfreeze()
    clock.stop()
    return graph


def forget(workspace: Workspace, paper_ids: Iterable[str]) -> KnowledgeGraph:
    """Remove papers and all that only they supported.

    Args:
        workspace: The workspace.
        paper_ids: Ids of papers in it.

    Raises:
        NothingFoundError: A paper is not in the workspace; nothing was removed.
    """
    gone = set(paper_ids)
    with workspace.writing():
        groups = group_records(workspace.read_records())
        missing = sorted(gone - groups.keys())
        if missing:
            raise NothingFoundError(
                f"no paper {missing[0]} in {workspace.path}; nothing was removed"
            )
        records = [r for name in groups.keys() - gone for r in groups[name]]
        settings = workspace.read_settings()
        known = Known(workspace.read_extractions(), settings, NO_HELPERS, keep=True)
        merged = merge_papers(records)
        # A record with a title alone may join another paper now, which is then a new one.
        fresh = _extract(known.lacking(merged), 1, settings, NO_HELPERS, None, _log)
        for extraction in fresh:
            known.add(extraction)
        return _save(workspace, records, known.current(merged), _Clock(Silence()))


def _log(problem: Problem) -> None:
    logging.getLogger("paperweft").warning("%s", problem)
