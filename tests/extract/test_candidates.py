from papers import english, paper, read

from paperweft.extract.candidates import Candidate, assemble
from paperweft.extract.document import layout
from paperweft.extract.records import Paper


def candidates(told: Paper) -> list[Candidate]:
    return assemble(read(told))


def of(told: Paper, fold: str) -> Candidate:
    (found,) = [c for c in candidates(told) if fold in c.folds]
    return found


def written(told: Paper, candidate: Candidate) -> list[str]:
    text = layout(read(told)).text
    return [text[place.start : place.end] for place in candidate.occurrences]


def test_every_name_belongs_to_one_candidate() -> None:
    told = paper(1, "WeftNet and GPT-4", title_zh="织网与GPT-4", labels=["weaving"])
    folds = [fold for candidate in candidates(told) for fold in candidate.folds]
    assert len(folds) == len(set(folds))


def test_spellings_of_one_name_are_one_candidate() -> None:
    told = english("WeftNets weave. A Weft-Net weaves. WEFTNET wove.")
    assert written(told, of(told, "weftnet")) == ["WeftNets", "Weft-Net", "WEFTNET"]


def test_an_acronym_and_its_long_form_are_one_candidate() -> None:
    told = english("We use weft attention networks (WAN). WAN is fast.")
    found = of(told, "wan")
    assert found.folds == ("wan", "weftattentionnetwork")
    assert {link.rule for link in found.links} == {"acronym"}


def test_an_acronym_spelled_out_in_two_ways_joins_only_the_first() -> None:
    told = english("We use weft attention networks (WAN). They use woven area nets (WAN).")
    assert "wovenareanet" not in of(told, "wan").folds


def test_names_of_one_lexicon_entry_are_one_candidate() -> None:
    told = paper(1, abstract="Knowledge graphs help.", abstract_zh="知识图谱很好。")
    found = of(told, "knowledgegraph")
    assert "知识图谱" in found.folds
    assert [entry.label for entry in found.entries] == ["knowledge graph"]


def test_an_acronym_alone_names_no_entry() -> None:
    assert of(english("We report the MAE of looms."), "mae").entries == ()


def test_other_places_of_a_name_are_found_by_repeating_the_search() -> None:
    told = paper(1, "WeftNet: a loom", abstract="We use WeftNet, not weftnets of WeftNetty.")
    assert "WeftNetty" not in written(told, of(told, "weftnet"))
    assert written(told, of(told, "weftnet"))[:2] == ["WeftNet", "WeftNet"]


def test_names_of_two_versions_are_two_candidates() -> None:
    told = english("GPT-3, GPT-3.5 and GPT-35 on CIFAR-10 and CIFAR-100.")
    for fold in ("gpt3", "gpt3.5", "gpt35", "cifar10", "cifar100"):
        assert of(told, fold).folds == (fold,)


def test_a_paper_without_names_has_no_candidates() -> None:
    assert candidates(english("🤖 。 ( )")) == []


def test_a_chinese_long_form_begins_where_the_english_one_is_translated() -> None:
    told = paper(
        1,
        abstract="We prune graph neural networks (GNNW).",
        abstract_zh="加快运行速度图神经网络（GNNW）。",
    )
    assert "图神经网络" in of(told, "gnnw").folds


def test_half_a_long_form_is_no_name_of_the_acronym() -> None:
    told = paper(
        1,
        abstract="We use reinforcement learning from human feedback (RLHF).",
        abstract_zh="我们使用强化学习与人类反馈（RLHF）。",
    )
    assert "人类反馈" not in of(told, "rlhf").folds


def test_a_stretch_that_cuts_a_long_form_is_no_candidate() -> None:
    told = english("Weft learning by WEft Loom tying (WELT) is new.")
    folds = {fold for candidate in candidates(told) for fold in candidate.folds}
    assert "weftloomtying" in folds
    assert "weftloom" not in folds


def test_names_that_a_corpus_pairs_are_one_candidate() -> None:
    told = paper(1, "On looms", abstract="We study the heart rate.", abstract_zh="我们把心率测好。")
    (found,) = [c for c in assemble(read(told)) if "heartrate" in c.folds]
    assert found.folds == ("heartrate", "心率")
    assert {link.rule for link in found.links} == {"pairs"}


def test_a_name_within_a_web_address_is_no_place_of_it() -> None:
    told = english("We present WeftNet. Our page is at https://weftnet.github.io/weft-net, look.")
    assert written(told, of(told, "weftnet")) == ["WeftNet"]


def test_a_name_behind_a_web_address_is_one() -> None:
    told = paper(1, "GPT-4 weaves", abstract_zh="见https://loom.example/x，GPT-4会织布。")
    assert written(told, of(told, "gpt4")) == ["GPT-4", "GPT-4"]


def test_a_long_form_of_two_acronyms_is_cut_to_the_meaning_of_neither() -> None:
    told = paper(
        1,
        abstract="Diffusion probabilistic models (DPMs) spin. Woven ones (WDPMs) do it better.",
        abstract_zh="编织扩散概率模型（WDPMs）更好。编织扩散概率模型（DPMs）会旋转。",
    )
    assert "编织扩散概率模型" in of(told, "wdpm").folds
