"""`paperweft build`: sources into a workspace."""

from paperweft.console import Bar, Format, err, finish, out
from paperweft.options import WORKSPACE, AnswerFormat, SourcesIfAny, Workers, WorkspacePath

NAME = "build"
EXAMPLE = "paperweft build digests/ -w my-graph"


def command(
    sources: SourcesIfAny = None,
    workspace: WorkspacePath = WORKSPACE,
    workers: Workers = None,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """Read papers, extract what is new, and bring the workspace up to date.

    Without SOURCE, tables and store of a workspace are made again from its extractions.
    """
    from paperweft.api import update_workspace
    from paperweft.summary import as_json, as_text

    with Bar().shown() as bar:
        summary = update_workspace(sources or [], workspace, workers=workers, progress=bar)
    if answer is Format.JSON:
        out.print_json(as_json(summary))
    else:
        err.print(as_text(summary, workspace, again=not sources))
    finish(summary.problems)
