import pytest

from paperweft.extract.arxiv import ArxivId, arxiv_id, arxiv_link, arxiv_month, doi_in


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/abs/2413.00001",
        "http://arxiv.org/pdf/2413.00001.pdf",
        "https://arxiv.org/html/2413.00001#S1",
        "https://rss.arxiv.org/abs/2413.00001",
        "http://export.arxiv.org/abs/2413.00001",
        "https://www.alphaxiv.org/abs/2413.00001",
        "https://huggingface.co/papers/2413.00001",
        "https://doi.org/10.48550/arXiv.2413.00001",
    ],
)
def test_a_link_to_arxiv_or_to_a_site_about_it_names_the_paper(link: str) -> None:
    assert arxiv_link(link) == ArxivId("2413.00001")


def test_a_version_is_told_apart_from_the_id() -> None:
    assert arxiv_link("https://arxiv.org/abs/2413.00001v3") == ArxivId("2413.00001", 3)
    assert arxiv_id("arXiv:2413.00001v12") == ArxivId("2413.00001", 12)


def test_ids_of_the_old_style_lose_their_subject_class() -> None:
    assert arxiv_id("math.GT/9913001v2") == ArxivId("math/9913001", 2)
    assert arxiv_link("http://arxiv.org/abs/cs/0113017") == ArxivId("cs/0113017")


@pytest.mark.parametrize("text", ["000-1", "2413.0000123", "10.1000/x", "", "v1", "24130.0001"])
def test_other_ids_are_no_arxiv_ids(text: str) -> None:
    assert arxiv_id(text) is None


def test_an_id_tells_its_month_unless_there_is_none_such() -> None:
    assert arxiv_month("2402.99999") == "2024-02"
    assert arxiv_month("cs/9912999") == "1999-12"
    assert arxiv_month("2413.00001") is None


def test_a_doi_is_lower_case_and_ends_before_punctuation() -> None:
    assert doi_in("see https://doi.org/10.99999/AbC.1).") == "10.99999/abc.1"
    assert doi_in("nothing") is None
    assert doi_in("https://doi.org/10.99999/.") is None
