"""The folder for a bulk import as it lies there; tests/export/test_neo4j.py imports it."""

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from export.factory import concept, hostile, library, paper, three_papers, weave
from export.nasty import tangled
from paperweft.export import formats
from paperweft.export.bulk_cells import column_type, free_delimiter
from paperweft.graph.difference import difference
from paperweft.graph.elements import EDGES, NODES, elements
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.tables import SCHEMAS

TESTS = Path(__file__).parents[1]


def bulk(graph: KnowledgeGraph, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    formats.get_folder("neo4j-admin").export(graph, folder)
    return folder


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def test_every_kind_has_a_file_and_the_script_names_each(tmp_path: Path) -> None:
    empty = KnowledgeGraph.from_tables({t: s.empty_table() for t, s in SCHEMAS.items()})
    kinds = {kind.name for kind in (*NODES, *EDGES)}
    for graph, name in ((empty, "empty"), (three_papers(), "three")):
        folder = bulk(graph, tmp_path / name)
        assert {file.stem for file in folder.glob("*.csv")} == kinds
        script = (folder / "import.sh").read_text()
        assert all(f"={kind}.csv" in script for kind in kinds)
        assert all(rows(file)[0] for file in folder.glob("*.csv"))


def test_headers_give_keys_ends_and_types(tmp_path: Path) -> None:
    folder = bulk(three_papers(), tmp_path)
    papers = rows(folder / "Paper.csv")[0]
    assert papers[0] == "id:ID(Paper)"
    assert {"version:long", "authors:string[]", "truncated:boolean"} <= set(papers)
    assert rows(folder / "Method.csv")[0][0] == "id:ID(Concept)"
    uses = rows(folder / "USES.csv")[0]
    assert uses[:2] == [":START_ID(Paper)", ":END_ID(Concept)"]
    assert {"confidence:double", "rules:string[]", "paperweft_fingerprint:long"} <= set(uses)
    assert rows(folder / "AUTHORED_BY.csv")[0][1] == ":END_ID(Author)"


PYTHON = {"string": str, "string[]": list, "long": int, "double": float, "boolean": bool}


def test_the_type_of_a_column_is_that_of_its_values() -> None:
    for graph in (three_papers(), tangled()):
        for kind in (*NODES, *EDGES):
            for element in elements(kind, kind.table(graph)):
                for name, value in element.properties.items():
                    assert value is None or type(value) is PYTHON[column_type(name)], name


def test_no_value_and_an_empty_text_are_told_apart(tmp_path: Path) -> None:
    graph = weave([paper(1, "", date=None, url="=1+1", authors=[])], [])
    header, line = (bulk(graph, tmp_path) / "Paper.csv").read_text("utf-8").splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert cells["date:string"] == ""
    assert cells["title:string"] == cells["authors:string[]"] == '""'
    assert cells["url:string"] == '"=1+1"'


def test_lists_without_items_are_made_after_the_import(tmp_path: Path) -> None:
    graph = weave([paper(1, "x", authors=["李织"])], [concept("method:x", "x", names=["x"])])
    text = (bulk(graph, tmp_path) / "after-import.cypher").read_text()
    filled = [line for line in text.splitlines() if line.startswith("MATCH")]
    assert [line.partition("SET ")[2].split(" }")[0] for line in filled] == [
        "n.categories = []",
        "n.labels = []",
    ]
    assert text.index("CONSTRAINT") < text.index("MATCH")


def test_the_delimiter_of_lists_stands_in_no_item(tmp_path: Path) -> None:
    names = ["a\x1fb", "c\x1e", "d\x1d", "e\x1c\ue000"]
    graph = weave([], [concept("method:x", "x", names=names)])
    changes = difference(graph, {}).nodes
    found = free_delimiter(element for change in changes for element in change.elements)
    assert found == "\ue001"
    folder = bulk(graph, tmp_path)
    assert "--array-delimiter=U+E001" in (folder / "import.sh").read_text()
    header, row = rows(folder / "Method.csv")
    assert row[header.index("names:string[]")].split(found) == names


def test_a_text_larger_than_the_importers_buffer_gets_a_larger_one(tmp_path: Path) -> None:
    small, large = bulk(three_papers(), tmp_path / "s"), bulk(tangled(), tmp_path / "l")
    assert "--read-buffer-size" not in (small / "import.sh").read_text()
    assert "--read-buffer-size=16777216" in (large / "import.sh").read_text()


def test_no_text_of_a_paper_gets_into_the_script(tmp_path: Path) -> None:
    plain, nasty = (
        (bulk(graph, tmp_path / name) / "import.sh").read_text()
        for name, graph in (("plain", three_papers()), ("nasty", hostile()))
    )
    assert plain == nasty


def digests(folder: Path) -> str:
    made = bulk(library(20, 80), folder)
    return "\n".join(
        f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        for file in sorted(made.iterdir())
    )


@pytest.mark.parametrize("seed", ["1", "2"])
def test_two_processes_write_the_same_folder(tmp_path: Path, seed: str) -> None:
    code = (
        "import sys, pathlib; from export.test_neo4j_admin import digests;"
        " print(digests(pathlib.Path(sys.argv[1])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "theirs"],
        cwd=TESTS,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digests(tmp_path / "ours")


def test_an_export_needs_no_driver_of_a_database() -> None:
    code = (
        "import sys, paperweft.export.cypher, paperweft.export.neo4j_admin;"
        " sys.exit('neo4j' in sys.modules or 'arcadedb_embedded' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
