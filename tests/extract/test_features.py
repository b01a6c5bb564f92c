from papers import english, paper, read

from paperweft.extract.candidates import assemble
from paperweft.extract.features import Shadow, features
from paperweft.extract.records import Paper


def of(told: Paper, fold: str) -> list[str]:
    doc = read(told)
    found = assemble(doc)
    (one,) = [candidate for candidate in found if fold in candidate.folds]
    return features(doc, one, Shadow(found))


def test_features_tell_the_rules_the_name_and_the_words_beside_it() -> None:
    found = of(english("We propose WeftNet for looms."), "weftnet")
    assert {"bias", "rule=shapes", "name=weftnet", "left1=propose", "right1=for"} <= set(found)


def test_features_tell_the_field_and_the_lexicon() -> None:
    found = of(paper(1, title_zh="基于知识图谱的织机"), "知识图谱")
    assert {"in=title-zh", "entry=knowledge graph", "scripts=zh"} <= set(found)


def test_context_does_not_reach_into_the_next_passage() -> None:
    found = of(paper(1, "About WeftNet", abstract="Looms weave."), "weftnet")
    assert "right1=" in found
    assert "right~looms" not in found


def test_a_name_inside_a_longer_one_is_told_to_be_hidden() -> None:
    told = english("A woven graph neural network.")
    assert "hidden=all" in of(told, "graphneuralnetwork")
    assert "hidden=all" not in of(told, "wovengraphneuralnetwork")


def test_features_are_the_same_every_time() -> None:
    told = paper(1, "WeftNet (WN)", abstract_zh="织网（WN）")
    assert of(told, "wn") == of(told, "wn")
