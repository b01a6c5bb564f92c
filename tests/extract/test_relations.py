from papers import english, paper, read

from paperweft.extract.candidates import Occurrence
from paperweft.extract.cooccurrences import Pair, Party, pairs_of
from paperweft.extract.document import layout
from paperweft.extract.pair_features import pair_features
from paperweft.extract.records import Paper
from paperweft.extract.relations import IMPLIED_RULE, find_relations
from paperweft.extract.schema import DATASET, METHOD, MODEL, TOPIC, ConceptType, Role


def party(told: Paper, name: str, kind: ConceptType = MODEL, role: Role = Role.COMPARES) -> Party:
    text, places, start = layout(read(told)).text, [], -1
    while (start := text.find(name, start + 1)) >= 0:
        places.append(Occurrence(start, start + len(name), (("lexicon", kind.value),)))
    return Party(kind, role, tuple(places))


def pairs(told: Paper, *names: str, role: Role = Role.COMPARES) -> list[Pair]:
    plan = layout(read(told))
    return pairs_of(plan, [party(told, name, role=role) for name in names])


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
    place = pairs(told, "WeftNet", "LoomNet")[0].places[0]
    assert place.head.start == 19
    assert place.gap == len(" beats ")


def test_a_pair_has_its_nearest_sentences() -> None:
    told = english("WeftNet and some say LoomNet. WeftNet, LoomNet. " * 3)
    places = pairs(told, "WeftNet", "LoomNet")[0].places
    assert [place.gap for place in places] == [2, 2, 2]


def test_the_sentence_of_a_pair_is_told_in_its_passage() -> None:
    told = paper(1, "A title", abstract="First. WeftNet beats LoomNet. Last.")
    sentence = pairs(told, "WeftNet", "LoomNet")[0].places[0].sentence
    passage = told.passages[sentence.passage].text
    assert passage[sentence.start : sentence.end] == "WeftNet beats LoomNet."


def test_a_sentence_about_our_method_speaks_of_what_the_paper_proposes() -> None:
    told = english("We present WeftNet. Our method beats LoomNet.")
    parties = [party(told, "WeftNet", METHOD, Role.PROPOSES), party(told, "LoomNet")]
    place = pairs_of(layout(read(told)), parties)[0].places[0]
    assert place.implied
    assert layout(read(told)).text[place.head.start : place.head.end] == "Our method"


def test_a_sentence_without_a_subject_is_about_the_proposal_from_its_beginning() -> None:
    told = english("We present WeftNet. Experiments compare LoomNet.")
    parties = [party(told, "WeftNet", METHOD, Role.PROPOSES), party(told, "LoomNet")]
    place = pairs_of(layout(read(told)), parties)[0].places[0]
    assert place.implied
    assert place.head.start == place.head.end


def test_nothing_is_implied_where_nothing_is_proposed() -> None:
    assert pairs(english("WeftNet weaves. Our method beats LoomNet."), "WeftNet", "LoomNet") == []


def test_features_tell_types_and_the_words_between() -> None:
    told = english("WeftNet beats CIFAR-10 now.")
    parties = [party(told, "WeftNet"), party(told, "CIFAR-10", DATASET)]
    plan = layout(read(told))
    found = pair_features(plan, parties, pairs_of(plan, parties)[0])
    assert {"bias", "types=Model-Dataset", "between=beats", "after~now:True"} <= set(found)


def test_an_implied_relation_says_so() -> None:
    told = english("We propose WeftNet, a method. Our method outperforms GPT-4 by far.")
    parties = [party(told, "WeftNet", METHOD, Role.PROPOSES), party(told, "GPT-4")]
    found = find_relations(read(told), parties)
    assert [(r.relation, r.head, r.tail, r.rule) for r in found] == [
        ("outperforms", 0, 1, IMPLIED_RULE)
    ]


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
