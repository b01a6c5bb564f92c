"""`paperweft build`: sources into a workspace."""

from paperweft.console import Bar, Format, err, finish, out
from paperweft.options import (
    WORKSPACE,
    AnswerFormat,
    Gliner,
    LlmCache,
    LlmModel,
    LlmParallel,
    LlmPrice,
    LlmTimeout,
    LlmUrl,
    OwnLexicon,
    SourcesIfAny,
    Without,
    Workers,
    WorkspacePath,
    Yes,
)

NAME = "build"
EXAMPLE = "paperweft build digests/ -w my-graph"


def command(
    sources: SourcesIfAny = None,
    workspace: WorkspacePath = WORKSPACE,
    lexicon: OwnLexicon = None,
    without: Without = None,
    workers: Workers = None,
    answer: AnswerFormat = Format.TABLE,
    llm: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_price: LlmPrice = None,
    llm_parallel: LlmParallel = None,
    llm_timeout: LlmTimeout = None,
    llm_cache: LlmCache = None,
    yes: Yes = False,
    gliner: Gliner = None,
) -> None:
    """Read papers, extract what is new, and bring the workspace up to date.

    Without SOURCE, tables and store of a workspace are made again from its extractions.
    A workspace remembers --lexicon and --without; when they change, its papers are extracted anew.
    """
    from paperweft.api import update_workspace
    from paperweft.asking import consent, helpers_of, tell_answers
    from paperweft.extract.settings import read_told
    from paperweft.summary import as_json, as_text

    told = read_told(lexicon, without)
    said = {"model": llm_model, "parallel": llm_parallel, "timeout": llm_timeout}
    helpers = helpers_of(llm, gliner, cache=llm_cache, **said)
    with Bar(consent(helpers.llm, llm_price, yes=yes)).shown() as bar:
        summary = update_workspace(
            sources or [], workspace, told=told, workers=workers, helpers=helpers, progress=bar
        )
    tell_answers(summary.answers)
    if answer is Format.JSON:
        out.print_json(as_json(summary))
    else:
        err.print(as_text(summary, workspace, again=not sources))
    finish(summary.problems)
