from papers import english, paper, read

from paperweft.extract.candidates import assemble
from paperweft.extract.document import layout
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.records import Paper
from paperweft.extract.tagger import Tokens
from paperweft.extract.tokens import LONGEST, MARK, read_spans, read_tokens, tokens_of


def tokens(told: Paper) -> Tokens:
    return read_tokens(layout(read(told)))


def test_every_passage_begins_with_a_mark() -> None:
    found = tokens(paper(1, "Weaving", abstract="We weave."))
    marks = [n for n, key in enumerate(found.columns[0]) if key == MARK]
    assert marks == [0, 2]
    assert all(found.starts[n] == found.ends[n] for n in marks)


def test_tokens_lie_where_the_document_has_them_hyphens_are_blanks() -> None:
    told = paper(1, "WeftNet 织布", abstract="On CIFAR-10.")
    plan, found = layout(read(told)), tokens(told)
    written = [plan.text[a:b] for a, b in zip(found.starts, found.ends, strict=True) if a < b]
    assert written == ["WeftNet", "织", "布", "On", "CIFAR", "10", "."]


def test_words_are_told_by_their_shape() -> None:
    words = ["word", "WORD", "Word", "10", "WeftNet", "Llama2", "织", "A", "-"]
    shapes = tokens(english(" ".join(words))).columns[3]
    assert len(set(shapes[-len(words) :])) == len(words)


def test_case_is_no_part_of_the_key() -> None:
    keys = tokens(english("weft WEFT")).columns[0]
    assert keys[-1] == keys[-2]


def test_the_same_character_differs_by_its_neighbours() -> None:
    _, openings, endings, _, _ = tokens(paper(1, "", title_zh="织布织机")).columns
    assert openings[-4] != openings[-2]
    assert endings[-4] != endings[-2]


def test_a_field_is_told_with_its_language() -> None:
    fields = tokens(paper(1, "Weaving", title_zh="织布")).columns[4]
    assert fields[0] != fields[-1]


def test_places_of_candidates_are_tokens() -> None:
    told = paper(1, "WeftNet", abstract="WeftNet beats GPT-4.")
    doc = read(told)
    candidates, found = assemble(doc), tokens(told)
    spans = read_spans(found, candidates)
    text = layout(doc).text
    for owner, first, last in zip(spans.owners, spans.firsts, spans.lasts, strict=True):
        places = {text[place.start : place.end] for place in candidates[owner].occurrences}
        assert text[found.starts[first] : found.ends[last]] in places


def test_a_stretch_without_a_token_has_no_range() -> None:
    found = tokens(english("a   b"))
    start = found.ends[-2]
    assert found.range_of(start, start + 1) is None


def test_a_long_paper_is_read_up_to_a_limit() -> None:
    told = english("weft " * 2 * LONGEST)
    found = tokens(told)
    assert found.columns.shape == (5, LONGEST)
    assert len(found.starts) == len(found.ends) == LONGEST
    assert read_spans(found, assemble(read(told))).lasts.max() < LONGEST


def test_tokens_are_kept_with_the_document_where_the_tagger_is_on() -> None:
    assert tokens_of(read_paper(make_engine(), english("Weft."))) is not None
    assert tokens_of(read_paper(make_engine(without=["tagger"]), english("Weft."))) is None
