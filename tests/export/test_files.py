"""GraphML, GEXF, JSON and CSV, read back by the libraries that people use."""

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import networkx as nx
import pytest

from export.factory import HOSTILE, concept, hostile, paper, three_papers, weave
from export.test_formats import exported

FIRST = "arxiv:2413.00001"
RAG = "method:retrieval-augmented-generation"


def test_networkx_reads_graphml_back() -> None:
    network = nx.read_graphml(
        io.BytesIO(exported("graphml", three_papers())), force_multigraph=True
    )
    assert network.nodes[RAG]["names"] == (
        "Retrieval-Augmented Generation | RAG | 检索增强生成 | 檢索增強生成"
    )
    assert network.edges[FIRST, RAG, "USES"]["confidence"] == 0.9
    assert network.is_directed()


def test_networkx_reads_gexf_back() -> None:
    network = nx.read_gexf(io.BytesIO(exported("gexf", three_papers())))
    assert network.nodes[FIRST]["label"] == "WeftRAG: Weaving Retrieval into Generation"
    assert {data["label"] for *_, data in network.edges(data=True)} >= {"USES", "BASED_ON"}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_characters_that_xml_forbids_never_get_in(name: str) -> None:
    content = exported(name, hostile())
    ElementTree.fromstring(content)
    assert not set(content.decode()) & set("\x00\x01\x1b\ufffe")


def test_gexf_holds_no_date() -> None:
    assert b"lastmodified" not in exported("gexf", three_papers())


def test_networkx_reads_json_back_with_all_that_it_had() -> None:
    for graph in (three_papers(), hostile()):
        data = json.loads(exported("json", graph))
        again = nx.node_link_graph(data, edges="edges")
        assert nx.utils.graphs_equal(again, graph.to_networkx())


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        }


def test_csv_is_a_table_a_file_and_opens_in_excel() -> None:
    content = exported("csv", three_papers())
    tables = sheets(content)
    assert set(tables) == {
        f"{name}.csv"
        for name in (
            "papers",
            "concepts",
            "aliases",
            "paper_edges",
            "concept_edges",
            "results",
            "related",
        )
    }
    head, first, *_ = tables["paper_edges.csv"]
    row = dict(zip(head, first, strict=True))
    assert row["confidence"] == "0.5"
    assert row["evidence.sentence"] == "Deep learning grows."
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("concepts.csv").startswith("\ufeffid,".encode())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_starts_like_a_formula_is_text(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    graph = weave([paper(1, text)], [concept("method:x", text, names=[text, "ok"])])
    tables = sheets(exported("csv", graph))
    assert f"'{text}" in tables["papers.csv"][1]
    assert f"'{text} | ok" in tables["concepts.csv"][1]


def test_no_cell_of_a_hostile_graph_starts_like_a_formula() -> None:
    for rows in sheets(exported("csv", hostile())).values():
        assert not [c for row in rows for c in row if c.startswith(tuple("=+-@\t\r\n"))]


def test_hostile_text_is_kept_as_it_was_where_the_format_can_hold_it() -> None:
    labels = {node["label"] for node in json.loads(exported("json", hostile()))["nodes"]}
    assert set(HOSTILE) <= labels
