"""The Python interface: `paperweft.build`, `paperweft.open` and the graph they return."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from os import PathLike, cpu_count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from paperweft.defaults import DEFAULT_WORKSPACE
from paperweft.extract.errors import SourceError, UsageError
from paperweft.extract.helpers import NO_HELPERS, Helpers
from paperweft.extract.records import Paper, Problem
from paperweft.extract.settings import UNTOLD, Told
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.progress import Progress
from paperweft.graph.update import Summary, update
from paperweft.graph.workspace import Workspace

if TYPE_CHECKING:
    import pandas
    import rdflib

    from paperweft.extract.evaluation.evaluation import Evaluation
    from paperweft.graph.store import QueryResult


AnyPath = str | PathLike[str]


class OpenGraph(KnowledgeGraph):
    """The graph of a workspace: its tables, and questions put to its store."""

    workspace: Workspace

    @classmethod
    def of(cls, graph: KnowledgeGraph, workspace: Workspace) -> "OpenGraph":
        """Return the graph with the workspace that it came from."""
        opened = cls.from_tables(graph.tables)
        assert isinstance(opened, OpenGraph)  # noqa: S101 - from_tables makes its own class
        object.__setattr__(opened, "workspace", workspace)
        return opened

    def query(
        self,
        question: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
    ) -> "QueryResult":
        """Ask the embedded store, read-only.

        Args:
            question: The name of a query of the library, or Cypher.
            parameters: Values for the query's parameters.
            limit: The most rows to return.

        Raises:
            QueryError: The store refuses the query.
            StoreError: The store cannot be opened.
        """
        from paperweft.graph.arcade import ArcadeStore
        from paperweft.queries import ask

        with ArcadeStore(self.workspace.store_path) as store:
            return ask(store, question, parameters, limit=limit)

    def to_rdf(self) -> "rdflib.Graph":
        """Return the graph as RDF."""
        from paperweft.export.rdf import to_rdf

        return to_rdf(self)

    def to_pandas(self) -> "dict[str, pandas.DataFrame]":
        """Return the tables as data frames, by name.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            return {name: table.to_pandas() for name, table in self.tables.items()}
        except ImportError as error:
            raise UsageError("to_pandas needs pandas: pip install 'paperweft[pandas]'") from error

    def _repr_html_(self) -> str:
        """Return the page of the graph in a frame, for notebooks."""
        import html
        from io import BytesIO

        from paperweft.export import html as page

        buffer = BytesIO()
        page.export(self, buffer)
        document = html.escape(buffer.getvalue().decode("utf-8"), quote=True)
        return (
            f'<iframe srcdoc="{document}" sandbox="allow-scripts allow-popups" '
            'style="width:100%;height:640px;border:0"></iframe>'
        )


def build(  # noqa: PLR0913 - keywords, all with a default
    sources: AnyPath | Sequence[AnyPath],
    *,
    workspace: AnyPath = DEFAULT_WORKSPACE,
    lexicon: AnyPath | None = None,
    without: Sequence[str] | None = None,
    workers: int | None = None,
    helpers: Helpers = NO_HELPERS,
) -> OpenGraph:
    """Read the sources, extract what is new and bring the workspace up to date.

    Args:
        sources: Files, folders or globs, compressed or not; none of them makes tables and store
            of the workspace again from its extractions.
        workspace: The folder of the workspace; made if there is none and a paper was read.
        lexicon: A file with names of your own; None is what the workspace was built with,
            `"none"` no such file.
        without: Recognizers to leave out; None are those that the workspace was built without.
        workers: Processes that extract; None is one a processor.
        helpers: Optional recognizers to run: a language model, GLiNER.

    Returns:
        The graph of the workspace.

    Raises:
        SourceError: No paper could be read and there was no workspace.
        PaperweftError: See `paperweft.extract.errors`. What could not be read of a source is
            logged as a warning; the rest is done.
    """
    import logging

    from paperweft.extract.settings import read_told

    listed = [sources] if isinstance(sources, str | PathLike) else list(sources)
    told = read_told(None if lexicon is None else Path(lexicon), without)
    summary = update_workspace(listed, workspace, told=told, workers=workers, helpers=helpers)
    for problem in summary.problems:
        logging.getLogger("paperweft").warning("%s", problem)
    if not Workspace.exists(workspace):
        raise SourceError(f"no paper was read, so no workspace was made: {summary.problems[0]}")
    return OpenGraph.of(summary.graph, Workspace.open(workspace))


def update_workspace(  # noqa: PLR0913 - keywords, all with a default
    sources: Iterable[AnyPath],
    workspace: AnyPath,
    *,
    told: Told = UNTOLD,
    workers: int | None = None,
    helpers: Helpers = NO_HELPERS,
    progress: Progress | None = None,
) -> Summary:
    """Do what `build` does and return what was done.

    Raises:
        UsageError: There is nothing to do: no source, and no workspace.
    """
    from paperweft.extract.reading import read_papers

    began = perf_counter()
    listed = [str(source) for source in sources]
    items: Iterable[Paper | Problem] = chain(told.problems, read_papers(listed))
    if not Workspace.exists(workspace):
        if not listed:
            raise UsageError(
                f"no SOURCE to read, and no workspace at {workspace} to make again;"
                f" name digests, as in `paperweft build digests/ -w {workspace}`"
            )
        items, found = _up_to_a_paper(items)
        if not found:
            return _nothing_read(items)
    waited = perf_counter() - began
    made = Workspace.create(workspace)
    summary = update(
        made,
        items,
        settings=told.over(made.read_settings()),
        workers=workers or cpu_count() or 1,
        helpers=helpers,
        progress=progress,
    )
    seconds = {**summary.seconds, "read": summary.seconds["read"] + waited}
    return replace(summary, seconds=seconds)


def _up_to_a_paper(items: Iterable[Paper | Problem]) -> tuple[Iterator[Paper | Problem], bool]:
    """Read until the first paper; return all items, and whether there is one."""
    rest = iter(items)
    first: list[Paper | Problem] = []
    for item in rest:
        first.append(item)
        if isinstance(item, Paper):
            return chain(first, rest), True
    return iter(first), False


def _nothing_read(items: Iterable[Paper | Problem]) -> Summary:
    from paperweft.graph.build import build_graph

    problems = tuple(item for item in items if isinstance(item, Problem))
    return Summary(
        graph=build_graph([]), read=0, added=(), changed=(), extracted=0, problems=problems
    )


def open(workspace: AnyPath = DEFAULT_WORKSPACE) -> OpenGraph:  # noqa: A001 - the public name
    """Open the graph of a workspace.

    Raises:
        WorkspaceError: There is no workspace, or it holds no graph.
    """
    found = Workspace.open(workspace)
    return OpenGraph.of(found.read_graph(), found)


def evaluate(
    gold: AnyPath,
    predictions: AnyPath | None = None,
    *,
    papers: AnyPath | None = None,
    workers: int | None = None,
) -> "Evaluation":
    """Compare predictions with gold; without predictions, what is extracted here and now.

    Args:
        gold: Papers with their concepts and relations, JSON Lines.
        predictions: The same, as `paperweft extract` writes them.
        papers: The papers to extract; None is `x_papers.jsonl` beside a gold `x_gold.jsonl`.
        workers: Processes that extract; None is one a processor.

    Returns:
        Tallies, calibration, the worst misses, and the problems: what could not be read.

    Raises:
        UsageError: There are neither predictions nor papers.
        SourceError: The gold or the predictions have no paper that can be read, or the papers
            none to extract.
    """
    from paperweft.extract.evaluation.files import evaluate_files

    return evaluate_files(
        str(gold),
        None if predictions is None else str(predictions),
        papers=None if papers is None else str(papers),
        workers=workers or cpu_count() or 1,
    )
