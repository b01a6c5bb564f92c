from papers import paper, read

from paperweft.extract.candidates import Candidate, assemble
from paperweft.extract.chinese_names import PROJECTED, Joined, join_chinese_names
from paperweft.extract.decide import SECOND, judge
from paperweft.extract.document import layout
from paperweft.extract.records import Paper

DRIVING = paper(
    1,
    "Cooperative Eco-Driving on Mountain Roads",
    title_zh="山路上的协作式生态驾驶",
    abstract="Cooperative eco-driving saves fuel. We use a hierarchical gradient update scheduler.",
    abstract_zh="协作式生态驾驶节省燃料。我们使用分层的梯度更新调度器。",
)


def joined(told: Paper, fold: str) -> tuple[list[Candidate], Joined | None]:
    """What the one concept that has this name is joined with, were it all that the paper has."""
    doc = read(told)
    candidates = assemble(doc)
    (number,) = [n for n, candidate in enumerate(candidates) if fold in candidate.folds]
    return candidates, next(iter(join_chinese_names(layout(doc), candidates, {number})), None)


def test_a_concept_gets_the_chinese_name_that_stands_in_its_place() -> None:
    _, found = joined(DRIVING, "cooperativeecodriving")
    assert found is not None
    assert "协作式生态驾驶" in found.candidate.folds
    assert [link.rule for link in found.candidate.links] == [PROJECTED]


def test_every_place_of_the_name_is_a_place_of_the_concept() -> None:
    _, found = joined(DRIVING, "cooperativeecodriving")
    assert found is not None
    text = layout(read(DRIVING)).text
    written = [text[place.start : place.end] for place in found.candidate.occurrences]
    assert written.count("协作式生态驾驶") == 2
    assert written.count("Cooperative eco-driving") == 1


def test_a_candidate_of_that_name_alone_becomes_part_of_the_concept() -> None:
    doc = read(DRIVING)
    judged = judge(doc, assemble(doc))
    (kept,) = [j for j in judged if j.kept and "cooperativeecodriving" in j.candidate.folds]
    assert "协作式生态驾驶" in kept.candidate.folds
    others = [j for j in judged if j is not kept and "协作式生态驾驶" in j.candidate.folds]
    assert all(other.why == SECOND for other in others)


def test_a_negated_name_is_not_the_name_of_the_plain_one() -> None:
    told = paper(
        1,
        "Cooperative Eco-Driving",
        abstract="Cooperative eco-driving saves fuel.",
        abstract_zh="非协作生态驾驶浪费燃料。",
    )
    _, found = joined(told, "cooperativeecodriving")
    assert found is None


def test_a_name_with_another_number_is_not_the_name() -> None:
    told = paper(
        1,
        "On 3D Volumetric Weaving",
        abstract="We study 3D volumetric weaving.",
        abstract_zh="我们研究4D体积编织。",
    )
    _, found = joined(told, "3dvolumetricweaving")
    assert found is None or "4d体积编织" not in found.candidate.folds


def test_no_chinese_name_goes_to_two_concepts() -> None:
    doc = read(DRIVING)
    candidates = assemble(doc)
    found = join_chinese_names(layout(doc), candidates, set(range(len(candidates))))
    given = [one.candidate.links[-1].other for one in found]
    assert len(given) == len(set(given))
    assert given


def test_a_paper_in_one_language_gets_no_names() -> None:
    told = paper(1, "Cooperative Eco-Driving", abstract="Cooperative eco-driving saves fuel.")
    assert joined(told, "cooperativeecodriving")[1] is None
