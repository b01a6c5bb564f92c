"""`paperweft extract`: sources into concepts and relations, a paper a line."""

from paperweft.console import Bar, finish, tell_papers
from paperweft.options import OutputFile, Sources, Workers

NAME = "extract"
EXAMPLE = "paperweft extract papers.jsonl -o concepts.jsonl"


def command(sources: Sources, output: OutputFile = None, workers: Workers = None) -> None:
    """Print what is found in each paper: concepts, roles, evidence and relations, JSON Lines."""
    from os import cpu_count

    import msgspec

    from paperweft.extract.merge import merge_papers
    from paperweft.extract.pipeline import extract_papers
    from paperweft.extract.reading import read_papers
    from paperweft.extract.records import Paper, Problem
    from paperweft.extract.rows import to_rows
    from paperweft.files import write_output

    items = list(read_papers(sources))
    problems = [item for item in items if isinstance(item, Problem)]
    papers = merge_papers(item for item in items if isinstance(item, Paper))
    with Bar().shown() as bar:
        bar.start("extract", len(papers))
        found = extract_papers(
            papers, workers=workers or cpu_count() or 1, on_paper=lambda _: bar.advance()
        )
        encode = msgspec.json.Encoder().encode
        write_output((encode(row) for extraction in found for row in to_rows(extraction)), output)
    tell_papers(len(papers), output)
    finish(problems)
