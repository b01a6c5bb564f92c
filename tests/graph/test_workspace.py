import random
from dataclasses import replace
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from export.factory import paper as paper_row
from export.factory import three_papers, weave

from paperweft.extract.errors import UsageError, WorkspaceError, WorkspaceVersionError
from paperweft.extract.records import (
    Extraction,
    Mention,
    Origin,
    Paper,
    PaperConcept,
    PaperRelation,
    PaperResult,
    Passage,
    Sentence,
    SurfaceForm,
)
from paperweft.extract.schema import Change, ConceptType, Relation, Role
from paperweft.extract.version import EXTRACTOR
from paperweft.graph.rows import EXTRACTIONS
from paperweft.graph.tables import SCHEMAS
from paperweft.graph.workspace import Workspace, content_key


def paper(number: int, *lines: int, abstract: str = "We weave.") -> Paper:
    return Paper(
        id=f"arxiv:2413.{number:05}",
        passages=(
            Passage("title", "en", f'Paper {number} `$x` "q" \'\\ \n = 织'),
            Passage("abstract", "zh-Hant", abstract),
        ),
        origins=tuple(Origin("摘要 a.md", line) for line in lines or (number,)),
        version=2,
        date="2024-06",
        authors=("李织", "O'Loom"),
        record_ids=(f"r{number}",),
    )


def extraction(of: Paper) -> Extraction:
    mentions = (
        Mention(0, 0, 5, ConceptType.MODEL, "shapes", 0.1),
        Mention(1, 3, 8, None, "cues", 1 / 3),
    )
    concept = PaperConcept(
        type=ConceptType.MODEL,
        names=(SurfaceForm("Weft-7B", "en"), SurfaceForm("纬线", "zh-Hans")),
        role=Role.PROPOSES,
        confidence=0.7,
        mentions=mentions,
        evidence=1,
    )
    relation = PaperRelation(0, Relation.BASED_ON, 1, Sentence(1, 0, 9), "cue", 0.4)
    result = PaperResult(
        metric=0,
        dataset=None,
        method=1,
        value=92.1,
        unit="%",
        change=Change.INCREASE,
        bound="at most",
        baseline=None,
        sentence=Sentence(1, 0, 9),
        rule="by",
        confidence=0.9,
    )
    concepts = (concept, replace(concept, evidence=0))
    return Extraction(of, concepts, (relation,), EXTRACTOR, (result,))


def found_in(*papers: Paper) -> dict[str, Extraction]:
    return {content_key(one): extraction(one) for one in papers}


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != ".lock")
    return {str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns) for p in found}


def test_what_is_saved_is_read_again_from_a_path_with_blanks_and_chinese(tmp_path: Path) -> None:
    papers = (paper(1), paper(2))
    made = Workspace.create(tmp_path / "my graph 知识 图谱")
    assert made.read_records() == ()
    assert made.read_extractions() == {}
    made.save(papers, found_in(*papers))
    opened = Workspace.open(str(made.path))
    assert opened.read_records() == papers
    assert opened.read_extractions() == found_in(*papers)


def test_an_extraction_of_a_version_without_results_is_read(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.save([paper(1)], found_in(paper(1)))
    path = workspace.path / "extractions" / "extractions.parquet"
    rows = pq.read_table(path).to_pylist()
    for row in rows:
        old = msgspec.json.decode(row["extraction"])
        assert old.pop("results")
        row["extraction"] = msgspec.json.encode(old)
    pq.write_table(pa.Table.from_pylist(rows, schema=EXTRACTIONS), path)
    (read,) = workspace.read_extractions().values()
    assert read == replace(extraction(paper(1)), results=())


def test_equal_records_are_one_row_with_the_origins_of_all(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    other = paper(1, abstract="We weave more.")
    workspace.save([paper(1, 7), other, paper(1, 3), paper(1, 7)], {})
    assert set(workspace.read_records()) == {paper(1, 3, 7), other}


def test_a_key_is_of_content_and_not_of_origins() -> None:
    assert content_key(paper(1, 1)) == content_key(paper(1, 99))
    assert content_key(paper(1)) != content_key(replace(paper(1), version=3))


def test_records_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    papers = [paper(number) for number in range(20)]
    first, second = (Workspace.create(tmp_path / name) for name in "ab")
    first.save(papers, found_in(*papers))
    random.Random(3).shuffle(papers)
    second.save(papers, found_in(*papers))
    assert {n: b for n, (b, _) in files(first.path).items()} == {
        n: b for n, (b, _) in files(second.path).items()
    }


def test_saving_the_same_again_touches_no_file(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    for _ in range(2):
        workspace.save([paper(1)], found_in(paper(1)))
        workspace.save_graph(three_papers())
        before = files(workspace.path)
    Workspace.create(workspace.path).save([paper(1)], found_in(paper(1)))
    workspace.save_graph(workspace.read_graph())
    assert files(workspace.path) == before
    assert not [name for name in before if ".tmp" in name or "writer" in name]


def test_a_graph_is_read_as_it_was_saved(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    graph = three_papers()
    workspace.save_graph(graph)
    found = workspace.read_graph()
    assert all(found.tables[name].equals(graph.tables[name]) for name in SCHEMAS)
    assert found.papers == graph.papers


def test_a_new_graph_replaces_the_old_tables(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.save_graph(three_papers())
    workspace.save_graph(weave([paper_row(5, "Fifth")], []))
    assert len(workspace.read_graph().papers) == 1
    assert len(list((workspace.path / "tables").iterdir())) == 1


def test_tables_that_were_deleted_are_missed_and_come_back(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(WorkspaceError, match=r"holds no graph yet.*paperweft build -w"):
        workspace.read_graph()
    workspace.save_graph(three_papers())
    next((workspace.path / "tables").glob("*/papers.parquet")).unlink()
    with pytest.raises(WorkspaceError, match="paperweft build -w"):
        workspace.read_graph()
    workspace.save_graph(three_papers())
    assert len(workspace.read_graph().papers) == 3


def test_a_damaged_table_is_named_with_the_remedy(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.save_graph(three_papers())
    path = next((workspace.path / "tables").glob("*/concepts.parquet"))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(WorkspaceError, match=r"concepts\.parquet cannot be read.*delete"):
        workspace.read_graph()


@pytest.mark.parametrize("name", ["records", "extractions"])
@pytest.mark.parametrize("damage", [b"", b"PAR1", b"\x00" * 999])
def test_damaged_truth_is_named_with_the_remedy(tmp_path: Path, name: str, damage: bytes) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.save([paper(1)], found_in(paper(1)))
    (workspace.path / "extractions" / f"{name}.parquet").write_bytes(damage)
    read = {"records": workspace.read_records, "extractions": workspace.read_extractions}[name]
    with pytest.raises(WorkspaceError, match=rf"{name}\.parquet cannot be read.*; .*delete it"):
        read()


def test_opening_what_is_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no workspace at .*paperweft build SOURCE -w"):
        Workspace.open(tmp_path / "none")
    with pytest.raises(WorkspaceError, match="no workspace at"):
        Workspace.open(tmp_path)


def test_a_file_is_no_place_for_a_workspace_nor_is_a_path_through_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for use in (Workspace.open, Workspace.create, Workspace.exists):
        for path in (tmp_path / "file", tmp_path / "file" / "below"):
            with pytest.raises(UsageError, match=r"file is a file, no folder; name a new or"):
                use(path)


def test_a_workspace_that_lost_its_manifest_says_how_to_mend_it(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.save([paper(1)], {})
    (workspace.path / "workspace.json").unlink()
    assert Workspace.exists(workspace.path)
    with pytest.raises(WorkspaceError, match=r"has lost its .*run `paperweft build -w"):
        Workspace.open(workspace.path)
    assert Workspace.create(workspace.path).read_records() == (paper(1),)


def test_a_folder_with_other_files_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    for use in (Workspace.open, Workspace.create, Workspace.exists):
        with pytest.raises(UsageError, match="holds other files"):
            use(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": "1"}', b"\xff\xfe"])
def test_a_damaged_manifest_is_written_anew_by_a_build(tmp_path: Path, content: bytes) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.save([paper(1)], {})
    (workspace.path / "workspace.json").write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"is damaged.*paperweft build -w"):
        Workspace.open(workspace.path)
    assert Workspace.create(workspace.path).read_records() == (paper(1),)


def test_a_workspace_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    path = workspace.path / "workspace.json"
    path.write_bytes(msgspec.json.encode({"format": 99, "surprise": {}}))
    for use in (Workspace.open, Workspace.create):
        with pytest.raises(WorkspaceVersionError, match=r"newer version.*format 99"):
            use(workspace.path)
    assert b"surprise" in path.read_bytes()
