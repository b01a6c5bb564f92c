"""Bringing a workspace up to date: what is new is extracted, what is derived is made again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol

from paperweft.extract.errors import NothingFoundError
from paperweft.extract.merge import group_records, merge_papers
from paperweft.extract.records import Extraction, Paper, Problem
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.workspace import Workspace, content_key

_CHECKPOINT = 5_000  # papers extracted between two saves: what a kill can cost


class Progress(Protocol):
    """What `update` tells of its work while it goes on."""

    def start(self, step: str, total: int | None) -> None:
        """A step begins; `total` is its number of papers, where there is one."""

    def advance(self) -> None:
        """One more paper of the step is done."""


class Silence:
    """A progress that tells nobody."""

    def start(self, step: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What an update did.

    Attributes:
        graph: The graph as it is now.
        read: Papers read from the sources, before those of one paper were joined.
        added: Ids of papers that were not in the workspace before.
        changed: Ids of papers that were, and of which more or newer is known now.
        extracted: How many papers were extracted; the others were known.
        problems: What could not be read.
        seconds: How long each step took.
    """

    graph: KnowledgeGraph
    read: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    extracted: int
    problems: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)


class _Clock:
    """Times the steps and passes their names on."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._step: str | None = None
        self._began = perf_counter()

    def start(self, step: str, total: int | None = None) -> None:
        self.stop()
        self._step = step
        self._progress.start(step, total)

    def stop(self) -> None:
        now = perf_counter()
        if self._step:
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + now - self._began
        self._began = now
        self._step = None


def update(
    workspace: Workspace,
    items: Iterable[Paper | Problem],
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Add papers to a workspace and bring its graph and its store up to date.

    Args:
        workspace: The workspace.
        items: Papers as read, and what could not be read.
        workers: Processes that extract.
        progress: Is told of the work.

    Raises:
        WorkspaceLockedError: Another process is writing to the workspace.
        WorkspaceError: The disk is full or cannot be written.
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
        known = workspace.read_extractions()
        merged = {content_key(paper): paper for paper in merge_papers(records)}
        todo = [paper for key, paper in merged.items() if key not in known]
        was = group_records(before).keys()
        clock.start("extract", len(todo))
        for extraction in _extract(todo, workers, progress):
            known[content_key(extraction.paper)] = extraction
            if len(known) % _CHECKPOINT == 0:
                workspace.save(before, known)
        current = {key: _of(paper, known[key]) for key, paper in merged.items()}
        graph = _save(workspace, records, current, clock)
    fresh = sorted(paper.id for paper in todo)
    return Summary(
        graph=graph,
        read=len(papers),
        added=tuple(i for i in fresh if i not in was),
        changed=tuple(i for i in fresh if i in was),
        extracted=len(todo),
        problems=problems,
        seconds=clock.seconds,
    )


def _of(paper: Paper, extraction: Extraction) -> Extraction:
    """Return the extraction for this paper, which may have been read at more places since."""
    return Extraction(paper, extraction.concepts, extraction.relations, extraction.extractor)


def _extract(todo: list[Paper], workers: int, progress: Progress) -> Iterator[Extraction]:
    if not todo:
        return
    from paperweft.extract.pipeline import extract_papers

    for extraction in extract_papers(todo, workers=workers):
        yield extraction
        progress.advance()


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
    with ArcadeStore(workspace.store_path) as store:
        store.write(graph)
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
        known = workspace.read_extractions()
        merged = {content_key(paper): paper for paper in merge_papers(records)}
        # A record with a title alone may join another paper now, which is then a new one.
        todo = [paper for key, paper in merged.items() if key not in known]
        known |= {content_key(e.paper): e for e in _extract(todo, 1, Silence())}
        current = {key: _of(paper, known[key]) for key, paper in merged.items()}
        return _save(workspace, records, current, _Clock(Silence()))
