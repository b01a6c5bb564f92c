"""Proposes what a GLiNER model takes for a concept: weights of the user's own, nothing downloaded.

GLiNER: Zaratiana et al., "GLiNER: Generalist Model for Named Entity Recognition using
Bidirectional Transformer" (NAACL 2024).
"""

import os
from collections.abc import Callable
from functools import cache
from hashlib import blake2b, file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import passages, propose
from paperweft.extract.errors import ModelError, UsageError
from paperweft.extract.schema import DATASET, METHOD, METRIC, MODEL, TOPIC
from paperweft.extract.sentences import sentence_bounds

NAME = "gliner"
_CONFIG = "gliner_config.json"
_LABELS = {
    "machine learning method": METHOD,
    "machine learning model": MODEL,
    "dataset or benchmark": DATASET,
    "research topic or task": TOPIC,
    "evaluation metric": METRIC,
}
_THRESHOLD = 0.5
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")  # read when the libraries are imported


@Language.factory(f"paperweft_{NAME}")
def make(nlp: Language, name: str, folder: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the recognizer with the weights of a folder."""
    return Recognizer(Path(folder))


class Recognizer:
    """Adds a mention for whatever the model finds, a sentence at a time.

    Args:
        folder: The model's folder, as `GLiNER.save_pretrained` writes it.

    Raises:
        UsageError: GLiNER or the weights are missing.
        ModelError: The weights are damaged.
    """

    def __init__(self, folder: Path) -> None:
        check_folder(folder)
        for variable in _OFFLINE:
            os.environ[variable] = "1"
        from gliner import GLiNER

        try:
            self._model: Any = GLiNER.from_pretrained(str(folder), local_files_only=True)
        except Exception as error:  # torch, transformers and GLiNER raise as they like
            reason = " ".join(str(error).split())[:200]
            raise ModelError(
                f"the GLiNER model in {folder} cannot be loaded ({reason});"
                " download the whole model again, with its tokenizer"
            ) from error

    def __call__(self, doc: Doc) -> Doc:
        """Add the mentions."""
        sentences = [
            (start + first, passage.text[first:last])
            for start, passage in passages(doc)
            for first, last in sentence_bounds(passage.text)
        ]
        texts = [text for _, text in sentences]
        found = self._model.inference(texts, list(_LABELS), threshold=_THRESHOLD)
        for (start, _), entities in zip(sentences, found, strict=True):
            for entity in entities:
                place = start + entity["start"], start + entity["end"]
                propose(doc, *place, NAME, _LABELS[entity["label"]])
        return doc


def check_folder(folder: Path) -> None:
    """Make sure that GLiNER is installed and the folder has a model.

    Raises:
        UsageError: One of them is missing.
    """
    if not (folder / _CONFIG).is_file():
        raise UsageError(
            f"no GLiNER model in {folder}: it has no {_CONFIG}; download a model's folder"
            " (paperweft downloads nothing) and name it with --gliner"
        )
    if find_spec("gliner") is None:
        raise UsageError("--gliner needs gliner: pip install 'paperweft[gliner]'")


@cache
def tag(folder: Path) -> str:
    """Return what tells these weights from others, for the extractor's version: a hash of all."""
    digest = blake2b(digest_size=6)
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        with path.open("rb") as file:
            digest.update(path.name.encode() + b"\n" + file_digest(file, "blake2b").digest())
    return f"{NAME}-{digest.hexdigest()}"
