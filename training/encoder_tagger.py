"""Fine-tunes an encoder as a tagger on annotated papers, for comparison; ships nothing.

    python training/encoder_tagger.py ANNOTATED PACK OUT --encoder RUN/encoder.pt [--papers 1000]
    python training/encoder_tagger.py ANNOTATED PACK OUT --size toy          # not pre-trained

The first subword of each word says whether the word begins a name of a type, goes on with one, or
neither (BIO, Ramshaw and Marcus, 1995). Prints how right the spans are as they are, on held-out
papers; then the same of OUT/tagger.onnx and of OUT/tagger.int8.onnx as ONNX Runtime runs them, with
their sizes and the time a paper takes on one core.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from encoder import SIZES, Encoder, Shape, load_encoder
from marked import LABELS, NO_LABEL, Part, read_parts, to_spans
from onnx_tagger import Session, export
from spans import Spanned, read_spanned, report
from subwords import PAD, load_vocabulary
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

_BATCH = 16  # parts
_DROPPED = 0.1

Reader = Callable[[list[int]], Sequence[int]]
"""Subwords of a part to the label of each."""


class EncoderTagger(nn.Module):
    """An encoder and the scores of the labels of each subword."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder, self.drop = encoder, nn.Dropout(_DROPPED)
        self.labels = nn.Linear(encoder.shape.width, len(LABELS))

    def forward(self, tokens: Tensor, seen: Tensor | None = None) -> Tensor:
        """Return the scores, `(parts, tokens, labels)`."""
        return self.labels(self.drop(self.encoder(tokens, seen)))


def to_batch(parts: Sequence[Part]) -> tuple[Tensor, Tensor]:
    """Lay parts side by side; returns their subwords and the labels of these."""
    length = max(len(part.tokens) for part in parts)
    tokens = np.full((len(parts), length), PAD)
    labels = np.full((len(parts), length), NO_LABEL)
    for row, part in enumerate(parts):
        tokens[row, : len(part.tokens)] = part.tokens
        labels[row, [word.place for word in part.words]] = [word.label for word in part.words]
    return torch.from_numpy(tokens), torch.from_numpy(labels)


def fine_tune(tagger: EncoderTagger, parts: list[Part], *, epochs: int, rate: float) -> None:
    """Train the tagger, on a GPU where there is one; the learning rate rises, then falls."""
    rng = np.random.default_rng(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tagger.to(device).train()
    parts = sorted(parts, key=lambda part: len(part.tokens))
    batches = [parts[first : first + _BATCH] for first in range(0, len(parts), _BATCH)]
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * len(batches)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps, pct_start=0.1)
    for epoch in range(epochs):
        began, losses = time.monotonic(), []
        for number in rng.permutation(len(batches)):
            tokens, labels = (table.to(device) for table in to_batch(batches[number]))
            scores = tagger(tokens, tokens != PAD)
            loss = functional.cross_entropy(
                scores.flatten(0, 1), labels.flatten(), ignore_index=NO_LABEL
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        took = time.monotonic() - began
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {took:.0f} s", flush=True)
    tagger.cpu().eval()


def measure(
    name: str, read: Reader, tokenizer: Tokenizer, window: int, held: Sequence[Spanned]
) -> None:
    """Print how right a tagger is and how long it takes, cutting into subwords included."""
    began, spans = time.process_time(), []
    for item in held:
        parts = read_parts(tokenizer, item.text, (), window)
        spans.append([span for part in parts for span in to_spans(part, read(part.tokens))])
    took = (time.process_time() - began) / len(held)
    print(name, *report(held, spans), f"{1000 * took:.1f} ms a paper", sep="; ", flush=True)


def make_reader(tagger: EncoderTagger) -> Reader:
    """Return the tagger as PyTorch runs it."""

    def read(tokens: list[int]) -> Sequence[int]:
        with torch.inference_mode():
            return tagger(torch.tensor([tokens]))[0].argmax(-1).tolist()

    return read


def make_encoder(path: Path | None, size: str, tokenizer: Tokenizer) -> Encoder:
    """Return a pre-trained encoder, or without a path a fresh one of this size."""
    if path:
        return load_encoder(path)
    return Encoder(Shape(*SIZES[size], tokenizer.get_vocab_size()))


def main() -> None:
    """Fine-tune, measure, export, measure again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, help="what training/pretrain_masked.py wrote")
    parser.add_argument("--size", choices=SIZES, default="toy", help="where there is no encoder")
    parser.add_argument("--papers", type=int, default=2560, help="how many to train on")
    parser.add_argument("--held", type=int, default=640, help="how many to measure on")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-3)
    options = parser.parse_args()
    torch.manual_seed(0)
    tokenizer = load_vocabulary(options.pack / "vocabulary.json")
    tagger = EncoderTagger(make_encoder(options.encoder, options.size, tokenizer))
    window = tagger.encoder.shape.window
    kept, held = read_spanned(options.annotated)
    kept, held = kept[: options.papers], held[: options.held]
    parts = [p for item in kept for p in read_parts(tokenizer, item.text, item.spans, window)]
    print(f"{len(kept)} papers in {len(parts)} parts", flush=True)
    fine_tune(tagger, parts, epochs=options.epochs, rate=options.rate)
    measure("PyTorch", make_reader(tagger), tokenizer, window, held)
    for path in export(tagger, options.out):
        name = f"{path.name}, {path.stat().st_size / 1e6:.1f} MB"
        measure(name, Session(path), tokenizer, window, held)


if __name__ == "__main__":
    main()
