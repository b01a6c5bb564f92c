"""How much the word of an optional recognizer counts: it raises a chance and decides nothing."""

import numpy as np
import pytest
from papers import paper

from paperweft.extract.advice import WEIGHTS, advised, unadvised
from paperweft.extract.candidates import REPEATED, Candidate, Occurrence
from paperweft.extract.helpers import Helpers
from paperweft.extract.llm.endpoint import Endpoint
from paperweft.extract.pipeline import Extractor
from paperweft.extract.records import Answer, Extraction, Hint
from paperweft.extract.schema import METHOD, MODEL, ConceptType
from paperweft.extract.version import extractor_version

CLASSES = ("none", "Method", "Model")
TOLD = paper(
    1,
    "Weaving better cloth",
    abstract="We study the dobby shuttle. The dobby shuttle outperforms GPT-4 on MMLU.",
)
ASKED = Helpers(llm=Endpoint(url="http://127.0.0.1/v1", model="weft-7b"))


def candidate(*rules: tuple[str, str]) -> Candidate:
    return Candidate(("weftnet",), (Occurrence(0, 7, rules),), (), ())


def chances(*rows: tuple[float, float, float]):
    return np.array(rows, np.float32)


def odds(row: np.ndarray, column: int) -> float:
    return float(np.log(row[column] / row[0]))


def test_a_proposal_raises_the_log_odds_of_its_type_by_its_weight() -> None:
    before = chances((0.8, 0.1, 0.1))
    (after,) = advised([candidate(("llm", "Method"), ("shapes", ""))], CLASSES, before)
    assert odds(after, 1) - odds(before[0], 1) == pytest.approx(WEIGHTS["llm"], abs=1e-4)
    assert odds(after, 2) == pytest.approx(odds(before[0], 2), abs=1e-4)
    assert after.sum() == pytest.approx(1)


def test_two_advisors_count_twice_and_one_counts_once_wherever_it_says_so() -> None:
    before = chances((0.8, 0.1, 0.1))
    both = Candidate(
        ("weftnet",),
        (
            Occurrence(0, 7, (("gliner", "Method"), ("llm", "Method"))),
            Occurrence(9, 16, (("llm", "Method"),)),
        ),
        (),
        (),
    )
    (after,) = advised([both], CLASSES, before)
    assert odds(after, 1) - odds(before[0], 1) == pytest.approx(sum(WEIGHTS.values()), abs=1e-4)


def test_without_advice_nothing_changes() -> None:
    before = chances((0.8, 0.1, 0.1), (0.3, 0.3, 0.4))
    plain = [candidate(("shapes", "")), candidate(("lexicon", "Model"))]
    assert np.array_equal(advised(plain, CLASSES, before), before)
    assert unadvised(plain) == plain
    assert advised([], CLASSES, before[:0]).shape == (0, 3)


def test_the_classifier_does_not_see_what_it_was_not_trained_on() -> None:
    seen, hidden = unadvised([candidate(("llm", "Method"), ("shapes", "")), candidate(("llm", ""))])
    assert seen.occurrences[0].rules == (("shapes", ""),)
    assert hidden.occurrences[0].rules == ((REPEATED, ""),)


def by_name(found: Extraction, name: str):
    return next((c for c in found.concepts if name in {form.text for form in c.names}), None)


def advice(name: str, kind: ConceptType = METHOD) -> Answer:
    return Answer("llm-x", (Hint(name, kind),))


def test_advice_makes_a_concept_of_a_name_that_was_doubtful(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(WEIGHTS, "llm", 20.0)  # whatever the classifier thinks of it
    told = by_name(Extractor(helpers=ASKED)(TOLD, advice("dobby shuttle")), "dobby shuttle")
    assert told is not None
    assert told.type == METHOD
    assert {mention.rule for mention in told.mentions} == {"llm"}


def test_advice_makes_a_sure_concept_surer_and_does_not_overrule_it() -> None:
    extract = Extractor(helpers=ASKED)
    plain = by_name(extract(TOLD), "GPT-4")
    seconded = by_name(extract(TOLD, advice("GPT-4", MODEL)), "GPT-4")
    denied = by_name(extract(TOLD, advice("GPT-4")), "GPT-4")
    assert plain is not None
    assert seconded is not None
    assert denied is not None
    assert seconded.type == denied.type == plain.type == MODEL
    assert seconded.confidence >= plain.confidence >= denied.confidence


def test_an_extraction_tells_who_helped() -> None:
    extract = Extractor(helpers=ASKED)
    plain, told = extract(TOLD), extract(TOLD, Answer("llm-x", ()))
    assert plain.extractor == Extractor()(TOLD).extractor == extractor_version()
    assert told.extractor == extractor_version(helpers=ASKED) != plain.extractor
    assert told.concepts == plain.concepts
