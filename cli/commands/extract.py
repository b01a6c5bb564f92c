"""`paperweft extract`: sources into concepts and relations, a paper a line."""

from paperweft.console import Bar, finish, tell_papers
from paperweft.options import (
    Gliner,
    LlmCache,
    LlmModel,
    LlmParallel,
    LlmPrice,
    LlmTimeout,
    LlmUrl,
    OutputFile,
    OwnLexicon,
    Sources,
    Without,
    Workers,
    Yes,
)

NAME = "extract"
EXAMPLE = "paperweft extract papers.jsonl -o concepts.jsonl"


def command(
    sources: Sources,
    output: OutputFile = None,
    lexicon: OwnLexicon = None,
    without: Without = None,
    workers: Workers = None,
    llm: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_price: LlmPrice = None,
    llm_parallel: LlmParallel = None,
    llm_timeout: LlmTimeout = None,
    llm_cache: LlmCache = None,
    yes: Yes = False,
    gliner: Gliner = None,
) -> None:
    """Print what is found in each paper: concepts, roles, evidence and relations, JSON Lines."""
    from os import cpu_count

    import msgspec

    from paperweft.asking import consent, helpers_of, tell_answers
    from paperweft.extract.merge import merge_papers
    from paperweft.extract.pipeline import extract_papers
    from paperweft.extract.reading import read_papers
    from paperweft.extract.records import Paper, Problem
    from paperweft.extract.rows import to_rows
    from paperweft.extract.settings import DEFAULT, read_told
    from paperweft.files import write_output

    told = read_told(lexicon, without)
    said = {"model": llm_model, "parallel": llm_parallel, "timeout": llm_timeout}
    helpers = helpers_of(llm, gliner, cache=llm_cache, **said)
    items = list(read_papers(sources))
    problems = [*told.problems, *(item for item in items if isinstance(item, Problem))]
    papers = merge_papers(item for item in items if isinstance(item, Paper))
    with Bar(consent(helpers.llm, llm_price, yes=yes)).shown() as bar:
        bar.start("ask", len(papers))
        answers = helpers.ask(papers, agree=bar.expect, on_paper=lambda _: bar.advance())
        problems += answers.problems if answers else ()
        bar.start("extract", len(papers))
        found = extract_papers(
            papers,
            workers=workers or cpu_count() or 1,
            settings=told.over(DEFAULT),
            helpers=helpers,
            answers=answers.by_paper if answers else {},
            on_paper=lambda _: bar.advance(),
            on_failure=problems.append,
        )
        encode = msgspec.json.Encoder().encode
        write_output((encode(row) for extraction in found for row in to_rows(extraction)), output)
    tell_answers(answers)
    tell_papers(len(papers), output)
    finish(problems)
