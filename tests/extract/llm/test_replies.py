"""What a model wrote, good, broken or hostile, and the names that are read out of it."""

import json
import time

import pytest
from model_server import said
from papers import paper

from paperweft.extract.llm.replies import NoAnswer, content_of, hints_in, quoted
from paperweft.extract.records import Hint
from paperweft.extract.schema import DATASET, METHOD, MODEL, TOPIC

GOOD = (
    '{"concepts": [{"type": "Method", "names": ["WeftNet", "织网"]},'
    ' {"type": "Dataset", "names": ["YarnSet"]}]}'
)
HINTS = (Hint("WeftNet", METHOD), Hint("织网", METHOD), Hint("YarnSet", DATASET))


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Sure! Here {{it}} is [1]:\n\n{GOOD}\n\nHope [this] helps {{you}}.",
        f"<think>Perhaps {{'concepts': []}}?</think>{GOOD}",
        GOOD.replace("]}", "],}").replace("}]", "},]"),
        GOOD.replace('"', "'"),
        GOOD.replace('"type"', "type").replace('"names"', "names"),
        GOOD[:-2],
        GOOD.removesuffix("]}") + ', {"type": "Model", "names": ["Loo',
        f"[{GOOD}]",
        json.dumps(json.loads(GOOD)["concepts"]),
        json.dumps(json.loads(GOOD)),
        GOOD.replace("Method", " method ").replace("Dataset", "DATASET"),
    ],
)
def test_the_names_are_read_however_the_json_is_broken(content: str) -> None:
    assert hints_in(content) == HINTS


@pytest.mark.parametrize(
    "content",
    [
        "I cannot help with that.",
        "{}",
        "[1, 2]",
        "null",
        '{"concepts": "WeftNet"}',
        '{"concepts": [{"type": "Person", "names": ["WeftNet"]}]}',
        '{"concepts": [["Method", "WeftNet"]]}',
        '{"concepts": [{"type": {"a": 1}, "names": [1, null, {}]}]}',
        "}{",
        "\x00\x1b[31m",
    ],
)
def test_what_lists_no_concepts_is_no_answer(content: str) -> None:
    with pytest.raises(NoAnswer):
        hints_in(content)


def test_a_paper_may_have_no_concepts() -> None:
    assert hints_in('{"concepts": []}') == ()


def test_what_is_no_name_of_a_known_type_is_left_out() -> None:
    rows = [
        {"type": "Topic", "names": ["weaving", 7, None, "", "x" * 500, "weaving", " looms "]},
        {"type": "Author", "names": ["Ada"]},
        {"type": "Model", "name": "GPT-4"},
        "Model",
        {"type": "Model"},
    ]
    found = hints_in(json.dumps({"concepts": rows}))
    assert found == (Hint("weaving", TOPIC), Hint("looms", TOPIC), Hint("GPT-4", MODEL))


def test_a_flood_of_names_is_cut() -> None:
    names = [f"Loom-{n}" for n in range(5_000)]
    content = json.dumps({"concepts": [{"type": "Method", "names": names}]})
    assert [hint.name for hint in hints_in(content)] == names[:200]


HOSTILE = {
    "brackets": "[" * 200_000,
    "nested objects": '{"concepts":' * 20_000,
    "open objects": '{"a"' * 50_000,
    "open strings": '{"concepts": [{"names": ["a' * 10_000,
    "quotes": '{"concepts":["' + '"b"a' * 50_000,
    "backslashes": '{"' + "\\" * 200_000,
    "a long number": '{"concepts": ' + "9" * 200_000 + "}",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_answer_takes_seconds_and_is_no_answer(kind: str) -> None:
    began = time.perf_counter()
    with pytest.raises(NoAnswer):
        hints_in(HOSTILE[kind])
    assert time.perf_counter() - began < 15


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>502 Bad Gateway</html>",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": ["a"]}}]}',
        b'{"error": "overloaded"}',
        said(" \n").body,
    ],
)
def test_a_body_that_is_no_chat_completion_is_no_answer(body: bytes) -> None:
    with pytest.raises(NoAnswer):
        content_of(body)


def test_the_body_of_a_chat_completion_has_what_the_model_wrote() -> None:
    assert content_of(said(GOOD).body) == GOOD


def test_a_name_must_stand_in_the_paper_letter_by_letter() -> None:
    told = paper(1, "WeftNet for ORGANIC yarn", abstract_zh="织网用于纱线。", labels=["GPT-4"])
    names = ["WeftNet", "weftnet", "Weft", "GAN", "织网", "織網", "GPT-4", "GPT-5", "yarn"]
    real = quoted(tuple(Hint(name, METHOD) for name in names), told)
    assert [hint.name for hint in real] == ["WeftNet", "织网", "GPT-4", "yarn"]
