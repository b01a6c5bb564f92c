from papers import paper, paper_of, read

from paperweft.extract.document import layout, passages, propose, text_of

TOLD = paper(1, "Loom: a Weaver", title_zh="织机：织布", abstract="We weave.", labels=["weaving"])


def test_the_document_is_the_passages_one_below_the_other() -> None:
    assert text_of(TOLD) == "Loom: a Weaver\n织机：织布\nWe weave.\nweaving"
    assert layout(read(TOLD)).text == text_of(TOLD)


def test_each_passage_is_found_at_its_start() -> None:
    doc = read(TOLD)
    for start, passage in passages(doc):
        assert text_of(TOLD)[start : start + len(passage.text)] == passage.text


def test_every_position_knows_its_passage_also_beside_empty_ones() -> None:
    told = paper_of(1, ("title", "en", ""), ("abstract", "en", "Weft"), ("label", "en", ""))
    plan = layout(read(told))
    assert [plan.passage_at(position) for position in range(1, 5)] == [1, 1, 1, 1]
    assert plan.bounds(1) == (1, 5)


def test_a_range_of_whole_tokens_becomes_a_mention() -> None:
    doc = read(TOLD)
    span = propose(doc, 0, 4, "mine", "Model")
    assert span is not None
    assert (span.text, span.id_, span.label_) == ("Loom", "mine", "Model")


def test_a_range_that_cuts_a_token_is_no_mention() -> None:
    assert propose(read(TOLD), 0, 3, "mine") is None


def test_a_range_over_a_line_break_is_no_mention() -> None:
    assert propose(read(TOLD), 8, 16, "mine") is None
