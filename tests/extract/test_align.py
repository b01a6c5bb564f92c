from papers import paper, read

from paperweft.extract.candidates import assemble
from paperweft.extract.records import Paper


def folds_with(told: Paper, fold: str) -> tuple[str, ...]:
    (found,) = [c.folds for c in assemble(read(told)) if fold in c.folds]
    return found


def bilingual(english: str, chinese: str) -> Paper:
    return paper(1, "On looms", title_zh="论织机", abstract=english, abstract_zh=chinese)


def test_a_name_and_its_translation_are_one_candidate() -> None:
    told = bilingual(
        "We study woven graph representation learning for looms.",
        "我们研究了织机的编织图表示学习。",
    )
    assert "图表示学习" in folds_with(told, "graphrepresentationlearning")


def test_a_latin_word_in_a_chinese_name_translates_itself() -> None:
    told = bilingual("We use a hierarchical Weftformer network.", "我们使用分层Weftformer网络。")
    assert "分层weftformer网络" in folds_with(told, "hierarchicalweftformernetwork")


def test_a_translation_that_leaves_a_word_out_is_none() -> None:
    told = bilingual("Wombat graph learning is slow.", "图学习很慢。")
    assert folds_with(told, "wombatgraphlearning") == ("wombatgraphlearning",)


def test_a_negated_name_is_no_translation_of_the_plain_one() -> None:
    told = bilingual("The structured pruning of looms.", "织机的非结构化剪枝。")
    names = [c.folds for c in assemble(read(told)) if "structuredpruning" in c.folds]
    assert all("非结构化剪枝" not in folds for folds in names)


def test_the_links_say_why() -> None:
    told = bilingual("We use a hierarchical Weftformer network.", "我们使用分层Weftformer网络。")
    rules = {link.rule for c in assemble(read(told)) for link in c.links}
    assert rules == {"translation"}


def test_a_paper_in_one_language_has_no_translations() -> None:
    told = paper(1, "On graph representation learning", abstract="Graph representation learning.")
    assert not [
        link for c in assemble(read(told)) for link in c.links if link.rule == "translation"
    ]
