from export.factory import concept, library, paper, three_papers, weave
from paperweft.export.view import view


def test_a_small_graph_is_shown_whole() -> None:
    shown = view(three_papers(), 100)
    assert len(shown.nodes) == 9
    assert shown.totals == {"papers": 3, "concepts": 6, "shownPapers": 3, "shownConcepts": 6}


def test_of_a_large_graph_the_most_connected_part_is_shown() -> None:
    graph = library(40, 200)
    shown = view(graph, 60)
    assert len(shown.nodes) == 60
    assert shown.totals["shownPapers"] == 20
    assert shown.totals["papers"] == 40
    assert "topic:deep-learning" in {node["id"] for node in shown.nodes}


def test_what_is_not_shown_leaves_nothing_behind() -> None:
    shown = view(library(40, 200), 60)
    ends = {end for edge in shown.edges for end in edge[:2]}
    assert ends <= set(range(60))
    assert {edge[5] for edge in shown.edges} == set(range(len(shown.sentences)))
    for paper_number, rows in shown.related.items():
        assert paper_number < 20
        assert all(other < 20 and all(c >= 20 for c in shared) for other, _, shared in rows)


def test_titles_in_all_languages_and_all_aliases_can_be_searched() -> None:
    names = {node["id"]: node["names"] for node in view(three_papers(), 100).nodes}
    assert "WeftRAG：將檢索織入生成" in names["arxiv:2413.00001"]
    assert "RAG" in names["method:retrieval-augmented-generation"]


def test_traditional_characters_are_searched_as_simplified_ones() -> None:
    graph = weave([paper(1, "T")], [concept("topic:r", "R", names=["检索增强"])])
    variants = view(graph, 10).variants
    assert variants["檢"] == "检"
    assert "龍" not in variants


def test_only_links_of_the_web_are_passed_on() -> None:
    urls = ["javascript:alert(1)", "data:text/html,x", "https://a.b/c", "HTTP://a.b", "//a.b", None]
    graph = weave([paper(n, "T", url=url) for n, url in enumerate(urls)], [])
    shown = [node["url"] for node in view(graph, 10).nodes]
    assert shown == [None, None, "https://a.b/c", "HTTP://a.b", None, None]
