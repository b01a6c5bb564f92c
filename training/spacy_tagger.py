"""Trains spaCy's convolutional tagger on annotated papers, for comparison; ships nothing.

    python training/spacy_tagger.py ANNOTATED [--vectors VECTORS] [--papers 2560] [--epochs 3]

spaCy's transition-based recognizer over `HashEmbedCNN` (96 wide, 4 deep), tokenized like the rest
of the project. With `--vectors` (what `training/vectors.py` wrote) it sees the corpus' word vectors
too. Prints, after each epoch, how right its spans are as they are, on held-out papers.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from spacy.vectors import Vectors
from spans import Spanned, read_spanned, report

from paperweft.extract.folding import fold_text
from paperweft.extract.tokenizer import MixedTokenizer, split

_BATCH = 8  # papers


def make_tagger(*, vectors: bool) -> Language:
    """Return the untrained tagger."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = MixedTokenizer(nlp.vocab)
    reader = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": vectors,
        "width": 96,
        "depth": 4,
        "embed_size": 4000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    }
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": reader,
    }
    nlp.add_pipe("ner", config={"model": model})
    return nlp


def know_vectors(nlp: Language, path: Path, texts: Sequence[str]) -> None:
    """Give the tagger the vectors of the words that these texts are made of."""
    with np.load(path) as data:
        rows = dict(zip(data["keys"].tolist(), data["vectors"].astype(np.float32), strict=True))
    words = sorted({word for text in texts for word in split(text)})
    known = {word: row for word in words if (row := rows.get(_key(word))) is not None}
    keys = [nlp.vocab.strings.add(word) for word in known]
    nlp.vocab.vectors = Vectors(data=np.stack(list(known.values())), keys=keys)
    print(f"vectors: {len(known):,} of {len(words):,} words", flush=True)


def _key(word: str) -> int:
    return crc32(fold_text(word).encode())


def to_example(nlp: Language, item: Spanned) -> Example:
    """Return a paper as spaCy learns from it, without the names that cut a token in two."""
    doc = nlp.make_doc(item.text)
    whole = [span for span in item.spans if doc.char_span(span[0], span[1])]
    return Example.from_dict(doc, {"entities": whole})


def measure(nlp: Language, held: Sequence[Spanned]) -> None:
    """Print how right the tagger is, and how long it takes."""
    began = time.process_time()
    docs = [nlp(item.text) for item in held]
    took = (time.process_time() - began) / len(held)
    spans = ([(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs)
    print(*report(held, spans), f"{1000 * took:.1f} ms a paper", sep="; ", flush=True)


def main() -> None:
    """Train and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--papers", type=int, default=2560, help="how many to train on")
    parser.add_argument("--held", type=int, default=640, help="how many to measure on")
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args()
    fix_random_seed(0)
    kept, held = read_spanned(options.annotated)
    nlp = make_tagger(vectors=options.vectors is not None)
    if options.vectors:
        know_vectors(nlp, options.vectors, [item.text for item in (*kept, *held)])
    kept, held = kept[: options.papers], held[: options.held]
    examples = [to_example(nlp, item) for item in kept]
    optimizer = nlp.initialize(lambda: examples[:200])
    for epoch in range(options.epochs):
        began, losses = time.monotonic(), dict[str, float]()
        random.Random(epoch).shuffle(examples)
        for batch in minibatch(examples, size=_BATCH):
            nlp.update(batch, drop=0.2, losses=losses, sgd=optimizer)
        took = time.monotonic() - began
        print(f"epoch {epoch + 1}: loss {losses['ner']:.0f}, {took:.0f} s", flush=True)
        measure(nlp, held)


if __name__ == "__main__":
    main()
