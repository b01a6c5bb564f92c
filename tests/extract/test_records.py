from papers import paper, paper_of

from paperweft.extract.records import Problem


def test_the_english_title_is_shown() -> None:
    assert paper(1, "Looms", title_zh="织机").title == "Looms"


def test_without_an_english_title_the_first_is_shown_and_without_any_the_id() -> None:
    assert paper(1, title_zh="织机", title_hant="織機").title == "织机"
    assert paper_of(1, ("abstract", "en", "We weave.")).title == "arxiv:2413.00001"


def test_a_problem_is_told_with_its_place() -> None:
    assert str(Problem("a.md", 3, "it broke", "mend it")) == "a.md:3: it broke; mend it"
    assert str(Problem("a.md", None, "it broke", "mend it")) == "a.md: it broke; mend it"


def test_papers_of_the_same_content_are_equal() -> None:
    assert paper(1, "Looms") == paper(1, "Looms")
    assert len({paper(1, "Looms"), paper(1, "Looms"), paper(1, "Loom")}) == 2
