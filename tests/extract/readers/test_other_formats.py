import json
import time
from collections.abc import Callable

from paperweft.extract.records import Paper, Problem

Read = Callable[..., tuple[list[Paper], list[Problem]]]
Text = Callable[..., str | None]

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <title>query</title>
  <entry>
    <id>http://arxiv.org/abs/2413.00001v2</id>
    <published>2031-06-08T10:00:00Z</published>
    <title>A Loom &lt;script&gt;
      that Weaves</title>
    <summary>  We weave
 well. </summary>
    <author><name>Ann One</name></author>
    <author><name>Bo Two</name></author>
    <link href="http://arxiv.org/abs/2413.00001v2" rel="alternate" type="text/html"/>
    <arxiv:primary_category term="cs.LG"/>
    <category term="cs.LG"/><category term="stat.ML"/>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/2413.00002v1</id>
    <title>Knots</title>
  </entry>
</feed>
"""
RSS = """<rss version="2.0" xmlns:arxiv="http://arxiv.org/schemas/atom"><channel><title>cs.LG</title>
<item><title>A Loom</title><link>https://arxiv.org/abs/2413.00001</link>
<description>arXiv:2413.00001v1 Announce Type: cross Abstract: We weave if a &lt; b.</description>
<arxiv:announce_type>cross</arxiv:announce_type><category>cs.LG</category></item></channel></rss>
"""
BOMB = """<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&b;</title></entry></feed>
"""
BIBTEX = """% a comment
@article{one,
  title = {A {Loom} that {Weaves} f{\\"u}r {$x_{1}$}},
  author = {One, Ann and Bo Two},
  eprint = {2413.00001},
  primaryClass = {cs.LG},
  year = 2031, month = jun,
  keywords = {looms, knots},
  abstract = {We weave.}
}
@misc{broken, title = {Half
@inproceedings{two, title = "Knots", doi = {10.99999/KNOTS}}
@misc{two, title = {The Same Key}}
"""
RIS = """TY  - JOUR
TI  - A Loom
AU  - One, Ann
AU  - Two, Bo
AB  - We weave.
KW  - looms
KW  - knots
PY  - 2031/06/08/
UR  - https://arxiv.org/abs/2413.00001
ER  -

TY  - CONF
T1  - Knots
DO  - 10.99999/KNOTS
"""


def test_an_atom_feed_gives_a_paper_for_each_entry(read: Read, text: Text) -> None:
    papers, problems = read(ATOM)
    assert problems == []
    first, second = papers
    assert (first.id, first.version, first.date) == ("arxiv:2413.00001", 2, "2031-06-08")
    assert text(first, "title") == "A Loom <script> that Weaves"
    assert text(first, "abstract") == "We weave well."
    assert first.authors == ("Ann One", "Bo Two")
    assert first.categories == ("cs.LG", "stat.ML")
    assert [paper.origins[0].line for paper in (first, second)] == [4, 17]


def test_an_rss_feed_of_arxiv_is_read(read: Read, text: Text) -> None:
    paper = read(RSS)[0][0]
    assert text(paper, "abstract") == "We weave if a < b."
    assert (paper.id, paper.announce_type) == ("arxiv:2413.00001", "cross")


def test_a_feed_in_another_encoding_is_read(read: Read) -> None:
    feed = ATOM.replace("UTF-8", "GB18030").replace("Knots", "解开绳结的方法")
    assert [paper.title for paper in read(feed.encode("gb18030"))[0]][1] == "解开绳结的方法"


def test_a_feed_with_a_broken_namespace_is_read_and_reported(read: Read) -> None:
    papers, problems = read(ATOM.replace("schemas/atom", "a schema for atom"))
    assert len(papers) == 2
    assert [problem.message for problem in problems] == ["the feed is not well-formed XML"]


def test_an_xml_bomb_is_a_problem_and_not_expanded(read: Read) -> None:
    papers, problems = read(BOMB)
    assert papers == []
    assert "entities" in problems[0].message


def test_a_feed_that_was_cut_is_read_as_far_as_it_goes(read: Read) -> None:
    papers, problems = read(ATOM[: ATOM.index("<title>Knots")])
    assert papers[0].id == "arxiv:2413.00001"
    assert [problem.message for problem in problems] == ["the feed is not well-formed XML"]


def test_the_metadata_snapshot_is_read(read: Read, text: Text) -> None:
    record = {
        "id": "2413.00001",
        "authors": "Ann One, Bo Two and Cy Three (Some Lab)",
        "title": "A Loom\n  that Weaves",
        "categories": "cs.LG stat.ML",
        "abstract": "  We weave.\n",
        "doi": "10.99999/other",
        "versions": [
            {"version": "v1", "created": "Sun, 8 Jun 2031 10:00:00 GMT"},
            {"version": "v2", "created": "Mon, 9 Jun 2031 10:00:00 GMT"},
        ],
        "update_date": "2031-07-01",
    }
    parsed = {**record, "authors_parsed": [["One", "Ann", ""], ["Solo", "", ""]]}
    (first, second), problems = read(json.dumps(record) + "\n" + json.dumps(parsed) + "\n")
    assert problems == []
    assert (first.id, first.version, first.date) == ("arxiv:2413.00001", 2, "2031-06-08")
    assert text(first, "title") == "A Loom that Weaves"
    assert first.authors == ("Ann One", "Bo Two", "Cy Three")
    assert first.categories == ("cs.LG", "stat.ML")
    assert first.record_ids == ("2413.00001",)
    assert second.authors == ("Ann One", "Solo")


def test_bibtex_is_read_and_a_broken_entry_reported(read: Read, text: Text) -> None:
    papers, problems = read(BIBTEX)
    assert [paper.id[:12] for paper in papers[:2]] == ["arxiv:2413.0", "doi:10.99999"]
    assert "Weaves für $x_{1}$" in papers[0].title
    assert papers[0].authors == ("Ann One", "Bo Two")
    assert papers[0].date == "2031-06"
    assert papers[2].title == "The Same Key"
    assert [problem.line for problem in problems] == [11]


def test_ris_is_read_and_a_cut_record_reported(read: Read, text: Text) -> None:
    papers, problems = read(RIS)
    assert [paper.id for paper in papers] == ["arxiv:2413.00001", "doi:10.99999/knots"]
    assert papers[0].authors == ("Ann One", "Bo Two")
    assert papers[0].date == "2031-06-08"
    assert text(papers[0], "label") == "knots"
    assert [(problem.line, "ER" in problem.message) for problem in problems] == [(12, True)]


def test_csv_and_tsv_are_read_by_their_headings(read: Read, text: Text) -> None:
    comma = 'Title,Link,Abstract,Year\n"Looms, Fast",https://arxiv.org/abs/2413.00001,"a\nb",2031\n'
    papers, problems = read(comma)
    assert text(papers[0], "title") == "Looms, Fast"
    assert text(papers[0], "abstract") == "a b"
    assert (papers[0].date, problems) == ("2031", [])
    tab = "標題\t摘要\t作者\n這個織機\t很快。\t王一、李二\n"
    paper = read(tab)[0][0]
    assert text(paper, "title", "zh-Hant") == "這個織機"
    assert paper.authors == ("王一", "李二")


def test_csv_rows_with_other_cells_are_reported(read: Read) -> None:
    papers, problems = read("title,abstract,year\nA Loom,one,2031\nKnots,a,b,2031\n\nYarn\n")
    assert [paper.title for paper in papers] == ["A Loom", "Knots", "Yarn"]
    assert [problem.line for problem in problems] == [3, 5]


def test_a_quote_that_is_never_closed_costs_its_own_row_only(read: Read) -> None:
    rows = "".join(f"Yarn {n},x\n" for n in range(9_000))
    papers, problems = read(f'title,abstract\nA Loom,one\nKnots,"open\n{rows}')
    assert [paper.title for paper in papers[:3]] == ["A Loom", "Knots", "Yarn 0"]
    assert len(papers) == 9_002
    assert [problem.line for problem in problems] == [3]


def test_a_long_line_in_each_format_costs_little_time(read: Read) -> None:
    long = "x" * 5_000_000
    start = time.perf_counter()
    for content in (BIBTEX.replace("Half", long), RIS.replace("We weave", long)):
        papers, problems = read(content)
        assert papers
        assert any("longer than" in problem.message for problem in problems)
    assert time.perf_counter() - start < 10
