"""`paperweft read`: sources into paper records."""

from collections.abc import Iterator

from paperweft.console import finish, tell_papers
from paperweft.options import OutputFile, Sources

NAME = "read"
EXAMPLE = "paperweft read digests/ -o papers.jsonl"


def command(sources: Sources, output: OutputFile = None) -> None:
    """Print the papers as they are read: paper records, JSON Lines, one a block or row."""
    import msgspec

    from paperweft.extract.readers.paper_records import to_record
    from paperweft.extract.reading import read_papers
    from paperweft.extract.records import Problem
    from paperweft.files import write_output

    problems: list[Problem] = []
    encode = msgspec.json.Encoder().encode

    def lines() -> Iterator[bytes]:
        for item in read_papers(sources):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                yield encode(to_record(item))

    tell_papers(write_output(lines(), output), output)
    finish(problems)
