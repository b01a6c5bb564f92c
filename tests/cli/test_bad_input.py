"""Bad and hostile input from end to end: a message with the place and a fix, the rest done."""

import html.parser
import json
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest
from command import DIGEST, TABLE, Result, digest, run

FIGURES = DIGEST.read_text()
ROWS = TABLE.read_text().splitlines()
BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']>\n<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
    "<id>http://arxiv.org/abs/2413.06004v1</id><title>&i;</title></entry></feed>"
)


def without_block(number: int) -> str:
    start, end = (FIGURES.index(f"[^{n}]: ") for n in (number, number + 1))
    return FIGURES[:start] + FIGURES[end:]


@pytest.mark.parametrize(
    ("source", "papers", "line", "told"),
    [
        ("", 0, "", ("the source is empty", "give a digest")),
        (bytes(range(256)) * 50, 0, "", ("binary, not text", "give a digest")),
        ("Dear reader,\n\nhello.\n", 0, "", ("no known format of papers", "these can be read: ")),
        (BOMB, 0, "", ("declares XML entities, which can be a bomb", "remove its <!DOCTYPE")),
        (FIGURES[:9_000], 8, ":10", ("row 6 of the table has no block", "only its title")),
        (without_block(3), 8, ":7", ("row 3 of the table has no block", "only its title")),
        (
            FIGURES.replace("[^3]: ", "[^2]: "), 9, ":44",
            ("the number 2 is there a second time", "give each block a number"),
        ),
        (
            "\n".join([*ROWS[:3], "| 2025年4月3日 | [A](https://arxiv.org/abs/2413.06002) |"]), 2,
            ":4", ("the row has 2 cells, its table 4 columns", r"write a | inside a text as \|"),
        ),
        (
            "\n".join([*ROWS[:3], ROWS[3] + " more | and more |"]), 2,
            ":4", ("the row has 6 cells, its table 4 columns", r"write a | inside a text as \|"),
        ),
        (
            json.dumps({"title": "T" * 10_000}), 1,
            ":1", ("the title is longer than 1,000", "check that the title"),
        ),
        (
            '{"title": "A"}\n{"title": "B"\n{"title": "C"}\n', 2,
            ":2", ("this is no JSON", "write one JSON object a line"),
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_place_and_a_fix_and_the_rest_is_read(
    tmp_path: Path, source: str | bytes, papers: int, line: str, told: tuple[str, str]
) -> None:
    file = tmp_path / "source.txt"
    file.write_bytes(source if isinstance(source, bytes) else source.encode())
    result = run("read", file)
    assert (result.code, len(result.out.splitlines())) == (3, papers)
    found = [text for text in result.err.splitlines() if f"not read: {file}{line}: " in text]
    assert any(all(part in text for part in told) for text in found), result.err


def test_a_good_file_among_bad_ones_is_built(tmp_path: Path) -> None:
    for name, content in {"a.md": b"", "b.bin": bytes(range(256)), "c.xml": BOMB.encode()}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "d.md").write_text(digest())
    graph = tmp_path.parent / "graph"
    result = run("build", tmp_path, tmp_path / "nowhere.md", "-w", graph)
    assert (result.code, result.out) == (3, "")
    assert result.err.count("not read: ") == 4
    assert "1 papers in" in result.err
    assert run("show", "2413.06001", "-w", graph).code == 0


def test_a_folder_without_a_readable_file_is_told(tmp_path: Path) -> None:
    result = run("read", tmp_path)
    assert (result.code, result.out) == (3, "")
    assert f"{tmp_path}: the folder has no readable file; put a digest in it" in result.err


def test_of_a_flood_of_problems_the_first_are_told(tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text('{"title": "A"}\n' + "{\n" * 500)
    result = run("read", file)
    assert result.code == 3
    assert len(result.err.splitlines()) < 40
    assert "more places like these" in result.err


@pytest.mark.parametrize(
    "source",
    [
        '{"id": "x", "title": "A Paper with no Abstract"}',
        digest("Pipes: p(x|y) and q(y|x)"),
    ],
)
def test_a_paper_without_abstract_and_a_title_with_a_bar_are_fine(
    tmp_path: Path, source: str
) -> None:
    file = tmp_path / "source.txt"
    file.write_text(source)
    result = run("read", file)
    assert (result.code, result.err) == (0, "1 papers\n")
    assert json.loads(result.out)["title"] in source


def test_a_line_of_50_megabytes_takes_seconds(tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    long = '{"title": "Long", "abstract": "' + "We use LoRA. " * 4_000_000 + '"}\n'
    file.write_text(long + '{"title": "Short"}\n')
    start = perf_counter()
    result = run("read", file)
    assert perf_counter() - start < 10
    assert result.code == 3
    assert json.loads(result.out)["title"] == "Short"
    assert f"{file}:1: the line is longer than" in result.err


def test_half_a_character_is_replaced_wherever_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    half = ["id", "url", "date", "abstract_zh"]
    record = dict.fromkeys(half, "\ud800") | {"authors": ["\ud800"], "labels": ["\ud800"]}
    file.write_text(json.dumps({"title": "Whole"} | record))
    assert run("read", file).code in (0, 3)
    assert run("extract", file).code in (0, 3)


EVIL = "\x1b[31mRed\x1b[0m \x9b31m \x07\x00 \u202eevil\u202c [red]markup[/red] [/] [link=file:///x]"
SCRIPT = "<script>alert(1)</script></script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A workspace of papers that try to take over the terminal or the page."""
    folder = tmp_path_factory.mktemp("hostile")
    abstract = f"We propose {SCRIPT}, a model {EVIL} that outperforms LoRA on GSM8K."
    records = [
        {"id": EVIL, "title": f"Evil {EVIL} Paper", "abstract": abstract, "labels": [EVIL, SCRIPT]},
        {"id": SCRIPT, "title": SCRIPT, "url": "javascript:alert(3)", "authors": [EVIL, SCRIPT]},
        {"id": "half", "title": "Half \ud800 a Character", "abstract": "We use LoRA."},
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "evil.jsonl").write_text(lines + "{\x1b[31m[red]broken\n")
    (folder / "evil[red].md").write_text(digest(f"Evil {EVIL} Digest".replace("\x00", "")))
    graph = folder.parent / "hostile-graph"
    return graph, run("build", folder, "-w", graph)


def test_nothing_in_a_digest_is_a_terminal_code_or_markup(hostile: tuple[Path, Result]) -> None:
    graph, built = hostile
    assert (built.code, built.out) == (3, "")
    results = [
        built,
        run("papers", "-w", graph),
        run("concepts", "-w", graph),
        run("show", "2413.06001", "-w", graph),
        run("related", "2413.06001", "-w", graph),
        run("query", "--cypher", "MATCH (p:Paper) RETURN p.title, p", "-w", graph),
        run("show", EVIL, "-w", graph),
        run("query", EVIL, "-w", graph),
    ]
    for result in results:
        for character in result.out + result.err:
            assert character.isprintable() or character == "\n", (result, character)
    assert "[red]markup[/red] [/]" in results[1].out
    assert "[red]markup[/red] [/]" in results[3].out


@pytest.mark.parametrize("form", ["json", "csv"])
def test_rows_for_programs_have_no_terminal_codes_either(
    hostile: tuple[Path, Result], form: str
) -> None:
    cypher = "MATCH (p:Paper) RETURN p.title, p.authors"
    out = run("query", "--cypher", cypher, "--format", form, "-w", hostile[0]).out
    assert "Evil" in out
    assert not any(character in out for character in "\x1b\x9b\x07\x00\u202e")


class Tags(html.parser.HTMLParser):
    """Counts the elements of a page, and its attributes that would run a script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] += 1
        for name, value in attrs:
            self.found["live"] += name.startswith("on") or (value or "").startswith("javascript:")


def test_a_page_runs_no_script_of_a_digest(hostile: tuple[Path, Result], workspace: Path) -> None:
    pages = []
    for path in (hostile[0], workspace):
        result = run("export", "html", "-w", path)
        assert result.code == 0
        pages.append(Tags(result.out).found)
    assert pages[0] == pages[1]
    assert pages[0]["live"] == 0
