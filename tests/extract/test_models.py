import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from paperweft.extract.errors import ModelError
from paperweft.extract.features import NONE
from paperweft.extract.models import (
    load_alignment,
    load_mined,
    load_model,
    load_pairs,
    load_projector,
    load_tagger,
    load_translation,
)
from paperweft.extract.schema import ConceptType, Relation, Role


def test_every_classifier_ships_and_tells_what_the_schema_has() -> None:
    assert set(load_model("concepts").classes) <= {NONE, *ConceptType}
    assert set(load_model("roles").classes) <= set(Role)
    assert set(load_model("relations").classes) <= {NONE, *Relation}
    assert NONE in load_model("concepts").classes
    assert NONE in load_model("relations").classes


def test_a_classifier_is_read_once() -> None:
    assert load_model("roles") is load_model("roles")


def _without_bias(file: Path) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, classes=np.array(["a"]))
    file.write_bytes(buffer.getvalue())


def _out_of_range(file: Path) -> None:
    buffer = io.BytesIO()
    np.savez(
        buffer, classes=np.array(["a"]), used=np.array([1 << 30]), weights=np.ones((1, 1)), bias=[0]
    )
    file.write_bytes(buffer.getvalue())


def _flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(byte ^ 0xFF for byte in data[middle : middle + 64])
    file.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "no archive": lambda file: file.write_bytes(b"weft" * 99),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "bytes flipped": _flipped,
    "a part missing": _without_bias,
    "numbers that cannot be": _out_of_range,
}


LOADERS: dict[str, Callable[[], object]] = {
    "concepts": lambda: load_model.__wrapped__("concepts"),
    "roles": lambda: load_model.__wrapped__("roles"),
    "relations": lambda: load_model.__wrapped__("relations"),
    "mined": load_mined.__wrapped__,
    "translation": load_translation.__wrapped__,
    "alignment": load_alignment.__wrapped__,
    "projector": load_projector.__wrapped__,
    "tagger": load_tagger.__wrapped__,
    "pairs": lambda: load_pairs.__wrapped__("pairs"),
    "acronyms": lambda: load_pairs.__wrapped__("acronyms"),
}


def test_every_file_of_weights_is_known_here() -> None:
    files = resources.files("paperweft.extract").iterdir()
    assert {f.name for f in files if f.name.endswith(".npz")} == {f"{n}.npz" for n in LOADERS}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", LOADERS)
def test_damaged_weights_are_told_with_what_to_do(
    damage: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with resources.as_file(resources.files("paperweft.extract") / f"{name}.npz") as file:
        shutil.copy(file, tmp_path)
    DAMAGES[damage](tmp_path / f"{name}.npz")
    monkeypatch.setattr("paperweft.extract.models.resources.files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=rf"{name}\.npz.*install paperweft again") as caught:
        LOADERS[name]()
    assert ("or go on without it: --without tagger" in str(caught.value)) == (name == "tagger")


def test_importing_the_pipeline_reads_no_weights() -> None:
    code = (
        "import paperweft.extract.pipeline, paperweft.extract.models as m;"
        "assert m.load_model.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
