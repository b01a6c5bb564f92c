from papers import english, paper, read

from paperweft.extract.candidates import Occurrence
from paperweft.extract.document import layout
from paperweft.extract.records import Paper
from paperweft.extract.relations import Pair, Party, find_relations, pair_features, pairs_of
from paperweft.extract.schema import DATASET, MODEL, TOPIC, ConceptType, Role


def party(told: Paper, name: str, kind: ConceptType = MODEL, role: Role = Role.COMPARES) -> Party:
    text, places, start = layout(read(told)).text, [], -1
    while (start := text.find(name, start + 1)) >= 0:
        places.append(Occurrence(start, start + len(name), (("lexicon", kind.value),)))
    return Party(kind, role, tuple(places))


def pairs(told: Paper, *names: str) -> list[Pair]:
    return list(pairs_of(read(told), [party(told, name) for name in names]))


def test_two_concepts_of_one_sentence_are_a_pair_in_both_directions() -> None:
    found = pairs(english("WeftNet beats LoomNet."), "WeftNet", "LoomNet")
    assert [(pair.head, pair.tail) for pair in found] == [(0, 1), (1, 0)]


def test_concepts_of_two_sentences_or_passages_are_no_pair() -> None:
    assert pairs(english("WeftNet weaves. LoomNet too."), "WeftNet", "LoomNet") == []
    assert pairs(paper(1, "WeftNet", title_zh="LoomNet"), "WeftNet", "LoomNet") == []


def test_a_name_inside_another_is_no_pair() -> None:
    assert pairs(english("WeftNet weaves."), "WeftNet", "Weft") == []


def test_the_places_nearest_to_each_other_stand_for_the_pair() -> None:
    told = english("WeftNet weaves and WeftNet beats LoomNet.")
    pair = pairs(told, "WeftNet", "LoomNet")[0]
    assert pair.head_place.start == 19


def test_the_sentence_of_a_pair_is_told_in_its_passage() -> None:
    told = paper(1, "A title", abstract="First. WeftNet beats LoomNet. Last.")
    sentence = pairs(told, "WeftNet", "LoomNet")[0].sentence
    passage = told.passages[sentence.passage].text
    assert passage[sentence.start : sentence.end] == "WeftNet beats LoomNet."


def test_features_tell_types_and_the_words_between() -> None:
    told = english("WeftNet beats CIFAR-10 now.")
    parties = [party(told, "WeftNet"), party(told, "CIFAR-10", DATASET)]
    pair = next(pairs_of(read(told), parties))
    found = pair_features(read(told), parties, pair)
    assert {"bias", "types=Model-Dataset", "between=beats", "after~now:True"} <= set(found)


def test_relations_fit_the_schema_and_stand_once_a_pair() -> None:
    told = english("WeftNet outperforms GPT-4 on CIFAR-10. WeftNet outperforms GPT-4 again.")
    parties = [
        party(told, "WeftNet", role=Role.PROPOSES),
        party(told, "GPT-4"),
        party(told, "CIFAR-10", DATASET, Role.EVALUATES_ON),
    ]
    found = find_relations(read(told), parties)
    assert ("outperforms", 0, 1) in {(r.relation, r.head, r.tail) for r in found}
    assert len({(r.head, r.tail) for r in found}) == len(found)
    assert [(r.head, r.tail) for r in found] == sorted((r.head, r.tail) for r in found)


def test_no_concepts_have_no_relations() -> None:
    told = english("WeftNet outperforms GPT-4.")
    assert find_relations(read(told), []) == ()
    assert find_relations(read(told), [party(told, "WeftNet", TOPIC)]) == ()


def test_a_paper_has_a_handful_of_relations_however_long_it_lists() -> None:
    names = [f"GPT-{number}" for number in range(10, 99)]
    told = english(" ".join(f"WeftNet outperforms {name}." for name in names))
    parties = [party(told, "WeftNet", role=Role.PROPOSES), *(party(told, n) for n in names)]
    found = find_relations(read(told), parties)
    assert 0 < len(found) <= 12
