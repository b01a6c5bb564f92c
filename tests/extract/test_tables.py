"""The hashed tables that ship: what corpora say of names and words."""

from io import BytesIO

from paperweft.extract.mined import Mined, Reputation
from paperweft.extract.models import load_mined, load_translation
from paperweft.extract.schema import METHOD, TOPIC
from paperweft.extract.translation import Translation, character_pairs, code, english_words


def test_reputations_come_back_as_they_were_saved() -> None:
    names = {"weftnet": Reputation(3, 9, METHOD, 8), "织布": Reputation(1, 2, TOPIC, 10)}
    file = BytesIO()
    Mined.of(names).save(file)
    file.seek(0)
    table = Mined.load(file)
    assert {name: table.look_up(name) for name in names} == names
    assert table.look_up("neverseen") is None


def test_translations_come_back_as_they_were_saved() -> None:
    file = BytesIO()
    Translation.of({("loom", "织机"): 0.8, ("loom", "织布"): 0.2}).save(file)
    file.seek(0)
    found = dict(Translation.load(file).partners("loom"))
    assert found.keys() == {code("织机"), code("织布")}
    assert found[code("织机")] > found[code("织布")]
    assert Translation.load(BytesIO(file.getvalue())).partners("warp") == ()


def test_words_are_stemmed_and_function_words_left_out() -> None:
    assert english_words("The learned Graph-Networks of a loom") == [
        "learn",
        "graph",
        "network",
        "loom",
    ]


def test_character_pairs_do_not_cross_latin_words() -> None:
    assert character_pairs("圖神經GNN网络") == ["图神", "神经", "网络"]


def test_the_shipped_tables_know_the_field() -> None:
    reputation = load_mined().look_up("reinforcementlearning")
    assert reputation is not None
    assert reputation.type is METHOD
    partners = dict(load_translation().partners("graph"))
    assert max(partners, key=partners.__getitem__) in {code("图神"), code("图表"), code("识图")}
