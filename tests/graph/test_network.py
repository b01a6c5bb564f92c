from export.factory import library, three_papers

WEFTRAG = "method:weftrag"
RAG = "method:retrieval-augmented-generation"
FIRST = "arxiv:2413.00001"


def test_papers_concepts_authors_and_categories_are_nodes() -> None:
    network = three_papers().to_networkx()
    kinds = {node: data["kind"] for node, data in network.nodes(data=True)}
    assert kinds[FIRST] == "Paper"
    assert kinds[RAG] == "Concept"
    assert kinds["author:李织"] == "Author"
    assert kinds["category:cs.CL"] == "Category"
    assert network.nodes[RAG]["type"] == "Method"
    assert network.nodes[RAG]["label_zh_hant"] == "檢索增強生成"


def test_edges_are_keyed_by_relation_and_carry_their_evidence() -> None:
    edge = three_papers().to_networkx().edges[FIRST, RAG, "USES"]
    assert edge["confidence"] == 0.9
    assert edge["support"] == 1
    assert edge["evidence"].startswith("WeftRAG is a retrieval-augmented")
    assert edge["evidence_paper"] == FIRST


def test_relations_between_concepts_say_how_many_papers_state_them() -> None:
    edge = three_papers().to_networkx().edges[WEFTRAG, RAG, "BASED_ON"]
    assert edge["support"] == 1
    assert edge["confidence"] == 0.75


def test_related_papers_name_what_they_share() -> None:
    edge = three_papers().to_networkx().edges[FIRST, "arxiv:2413.00002", "RELATED_TO"]
    assert edge["shared"] == [RAG, "topic:deep-learning"]


def test_results_are_nodes_between_papers_and_concepts() -> None:
    network = three_papers().to_networkx()
    (result,) = [n for n, kind in network.nodes(data="kind") if kind == "Result"]
    assert network.nodes[result]["label"] == "92.1%"
    assert network.nodes[result]["value"] == 92.1
    assert network.nodes[result]["evidence"] == "On LoomQA, WeftRAG reaches an F1 of 92.1%."
    assert network.has_edge(FIRST, result, "HAS_RESULT")
    assert {(end, kind) for _, end, kind in network.out_edges(result, keys=True)} == {
        ("metric:f1", "OF"),
        ("dataset:loomqa", "ON"),
        (WEFTRAG, "BY"),
    }


def test_attributes_are_plain_and_never_empty() -> None:
    network = library(12, 40).to_networkx()
    values = [v for _, data in network.nodes(data=True) for v in data.values()]
    values += [v for *_, data in network.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} <= {str, int, float, bool, list}
    assert [] not in values
