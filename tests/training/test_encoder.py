"""The encoder's scripts, on a corpus of a few sentences; needs what `training` installs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from papers import paper

if TYPE_CHECKING:
    from marked import Part

pytest.importorskip("torch", exc_type=ImportError)
pytest.importorskip("tokenizers", exc_type=ImportError)

ROOM = Path(__file__).parents[2] / "training"
TEXTS = [
    f"WeftNet {number} weaves {what} on LoomBench-{number}. 纬线网络{number}在织机基准上编织{zh}。"
    for number in range(60)
    for what, zh in (("graphs", "图"), ("texts", "文本"))
]


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOM))


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A packed corpus of some thousand tokens."""
    import numpy as np
    from pack import pack
    from subwords import train_vocabulary

    tokenizer = train_vocabulary(TEXTS, 300)
    tokenizer.save(str(tmp_path / "vocabulary.json"))
    np.save(tmp_path / "tokens.npy", pack(tokenizer, TEXTS, 4_000))
    return tmp_path


def command(packed: Path, run: str, *options: str) -> list[str]:
    script = str(ROOM / "pretrain_masked.py")
    return [sys.executable, script, str(packed), str(packed / run), "--size", "toy", *options]


def train(packed: Path, run: str, *options: str) -> str:
    done = subprocess.run(
        command(packed, run, "--batch", "2", *options), check=True, capture_output=True, text=True
    )
    return done.stdout


def weights(packed: Path, run: str) -> list[object]:
    from encoder import load_encoder

    encoder = load_encoder(packed / run / "encoder.pt")
    return [weight.tolist() for weight in encoder.state_dict().values()]


def test_packing_keeps_every_word_and_closes_every_passage() -> None:
    from pack import pack
    from subwords import END, train_vocabulary

    tokenizer = train_vocabulary(TEXTS, 300)
    tokens = pack(tokenizer, TEXTS[:2], 10_000).tolist()
    assert tokens.count(END) == 2
    assert tokens[-1] == END
    assert tokenizer.decode(tokens[: tokens.index(END)]).replace(" ##", "").startswith("WeftNet")
    assert len(pack(tokenizer, TEXTS, 50)) == 50


def test_a_word_is_told_by_its_code_points_and_a_han_character_is_a_word() -> None:
    from subwords import train_vocabulary, words_of

    text = "ＷeftNet 编织 𝐱GPT-3。"
    words = list(words_of(train_vocabulary(TEXTS, 300), text))
    assert [text[word.start : word.end] for word in words] == [
        *("ＷeftNet", "编", "织", "𝐱GPT", "-", "3", "。")
    ]


def test_the_windows_of_an_epoch_are_all_but_those_held_out() -> None:
    import numpy as np
    import torch
    from windows import Windows

    windows = Windows(np.arange(2_010, dtype=np.uint16), 10, 4, torch.device("cpu"))
    held = torch.cat(list(windows.held()))
    steps = windows.trained_on // 4
    seen = torch.cat([windows.batch(step) for step in range(steps)])
    assert held.flatten().tolist() == list(range(1_990, 2_010))
    assert len(set(seen.flatten().tolist())) == seen.numel() == steps * 40
    assert seen.max() < held.min()
    assert windows.batch(0).tolist() != windows.batch(steps).tolist()


def test_a_killed_run_ends_where_an_unbroken_one_does(packed: Path) -> None:
    train(packed, "unbroken", "--steps", "6")
    process = subprocess.Popen(
        command(packed, "killed", "--batch", "2", "--steps", "6", "--keep-every", "0"),
        stdout=subprocess.DEVNULL,
    )
    checkpoint = packed / "killed" / "checkpoint.pt"
    while not checkpoint.exists() and process.poll() is None:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert "goes on after step" in train(packed, "killed", "--steps", "6")
    assert weights(packed, "killed") == weights(packed, "unbroken")


def test_a_sitting_ends_a_run_for_now(packed: Path) -> None:
    assert "never trained on" not in train(packed, "run", "--minutes", "9", "--sitting", "0.01")
    assert not (packed / "run" / "encoder.pt").exists()
    assert (packed / "run" / "checkpoint.pt").exists()


def test_what_is_hidden_can_be_told_again() -> None:
    import torch
    from masked import hide

    rows = torch.arange(40).view(2, 20) + 10
    hidden, places, told = hide(rows, 0.3, 50, torch.Generator().manual_seed(1))
    assert places.shape == (2, 6)
    assert torch.equal(hidden.scatter(1, places, told), rows)
    assert not torch.equal(hidden, rows)


def labels_of(part: "Part") -> list[int]:
    by_place = {word.place: word.label for word in part.words}
    return [by_place.get(place, 0) for place in range(len(part.tokens))]


def test_labels_say_the_spans_they_were_made_from() -> None:
    from marked import read_parts, to_spans
    from subwords import train_vocabulary

    item = paper(1, "WeftNet weaves LoomBench-3", title_zh="纬线网络编织图")
    text = "\n".join(passage.text for passage in item.passages)
    spans = [(0, 7, "Model"), (15, 26, "Dataset"), (27, 31, "Model"), (31, 33, "Method")]
    tokenizer = train_vocabulary(TEXTS, 300)
    for window in (100, 12):
        parts = list(read_parts(tokenizer, text, spans, window))
        assert all(len(part.tokens) <= window for part in parts)
        assert [span for part in parts for span in to_spans(part, labels_of(part))] == spans


def test_a_span_ends_with_its_passage() -> None:
    from marked import label_words, read_parts, to_spans
    from subwords import train_vocabulary

    (part,) = read_parts(train_vocabulary(TEXTS, 300), "编织\n编织", (), 20)
    inside = label_words([(0, 9, "Method")])[1]
    assert to_spans(part, [inside] * 20) == [(0, 2, "Method"), (3, 5, "Method")]


def test_an_exported_tagger_says_the_same(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", exc_type=ImportError)
    import torch
    from encoder import Encoder, Shape
    from encoder_tagger import EncoderTagger, make_reader
    from onnx_tagger import Session, export

    torch.manual_seed(0)
    tagger = EncoderTagger(Encoder(Shape(1, 32, 2, 16, 300))).eval()
    whole, small = export(tagger, tmp_path)
    for length in (2, 40):
        tokens = list(range(4, 4 + length))
        assert Session(whole)(tokens) == make_reader(tagger)(tokens)
        assert len(Session(small)(tokens)) == length
    assert small.stat().st_size < whole.stat().st_size
