"""The knowledge graph: Arrow tables, and typed records over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from paperweft.extract.errors import NothingFoundError
from paperweft.extract.records import Bound, Field, Language, Paper
from paperweft.extract.schema import Change, ConceptType
from paperweft.graph.tables import SCHEMAS

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence that says so: `sentence == passages[passage].text[start:end]`."""

    paper_id: str
    passage: int
    field: Field
    language: Language
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept across all papers.

    Attributes:
        id: ASCII, from content: `method:retrieval-augmented-generation`.
        type: What kind of concept.
        label: The name to show: English if there is one.
        label_en: The preferred English name.
        label_zh_hans: The preferred Simplified Chinese name.
        label_zh_hant: The preferred Traditional Chinese name.
        names: Every alias, most used first.
        papers: How many papers mention it.
    """

    id: str
    type: ConceptType
    label: str
    label_en: str | None = None
    label_zh_hans: str | None = None
    label_zh_hant: str | None = None
    names: tuple[str, ...] = ()
    papers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEdge:
    """An edge from a paper to a concept, with its best sentence."""

    paper_id: str
    relation: str
    concept_id: str
    confidence: float
    mentions: int
    rules: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptEdge:
    """An edge between concepts, with up to five sentences that state it."""

    head: str
    relation: str
    tail: str
    confidence: float
    support: int
    evidence: tuple[Evidence, ...]


_REASONS = {
    "lexicon": "the lexicon knows both",
    "own_lexicon": "your own lexicon has both",
    "acronym": "spelled out",
    "translation": "named in both languages",
    "projection": "the Chinese text says in its place what the English name says",
    "head": "the same without its generic word",
    "company": "read so from the concepts beside it",
    "pairs": "papers of the corpus translate one by the other",
    "expansions": "papers of the corpus spell it out so",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two names are one concept."""

    concept_id: str
    name: str
    other: str
    rule: str
    papers: int
    paper_id: str | None = None

    @property
    def reason(self) -> str:
        """The reason in words: `RAG = retrieval-augmented generation: spelled out in …`."""
        where = f" in {self.paper_id}" if self.paper_id else ""
        more = f" and {self.papers - 1} more" if self.papers > 1 else ""
        return f"{self.name} = {self.other}: {_REASONS.get(self.rule, self.rule)}{where}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A value of a metric that a paper reports; `PaperResult` says what the fields mean."""

    id: str
    paper_id: str
    metric_id: str
    dataset_id: str | None
    method_id: str | None
    value: float
    unit: str | None
    change: Change | None
    bound: Bound | None
    baseline: float | None
    rule: str
    confidence: float
    evidence: Evidence

    @property
    def text(self) -> str:
        """The value in short: `92.1%`, `+5.2 percentage points`, `up to -40%`, `7.3 → 5.1%`."""
        bound = {"at least": "at least ", "at most": "up to "}.get(self.bound or "", "")
        sign = {Change.INCREASE: "+", Change.DECREASE: "-", None: ""}[self.change]
        before = "" if self.baseline is None else f"{self.baseline:.12g} → "
        unit = self.unit or ""
        blank = " " if unit[:1].isalpha() else ""
        return f"{bound}{before}{sign}{self.value:.12g}{blank}{unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A paper related to another one, and the concepts they share, heaviest first."""

    paper_id: str
    other_id: str
    score: float
    shared: tuple[str, ...]


def rows(table: pa.Table, record: type[Any]) -> Iterator[Any]:
    """Yield the table's rows as records of the given type.

    Args:
        table: A table whose columns hold the record's fields.
        record: A dataclass.
    """
    for batch in table.to_batches(max_chunksize=1_000):
        for row in batch.to_pylist():
            yield msgspec.convert(row, record, strict=False)


@dataclass(frozen=True, eq=False)
class KnowledgeGraph:
    """The whole graph as Arrow tables; their columns stand in `graph/tables.py`.

    The tables are a pure function of the set of extractions: equal extractions, read in any
    order by any number of workers, give equal tables.
    """

    paper_table: pa.Table
    concept_table: pa.Table
    alias_table: pa.Table
    merge_table: pa.Table
    mention_table: pa.Table
    paper_edge_table: pa.Table
    concept_edge_table: pa.Table
    result_table: pa.Table
    related_table: pa.Table

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The tables by name, in the order of `SCHEMAS`."""
        return dict(
            zip(
                SCHEMAS,
                (
                    self.paper_table,
                    self.concept_table,
                    self.alias_table,
                    self.merge_table,
                    self.mention_table,
                    self.paper_edge_table,
                    self.concept_edge_table,
                    self.result_table,
                    self.related_table,
                ),
                strict=True,
            )
        )

    @classmethod
    def from_tables(cls, tables: dict[str, pa.Table]) -> "KnowledgeGraph":
        """Make a graph of the tables, given by the names of `SCHEMAS`."""
        return cls(*(tables[name] for name in SCHEMAS))

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """All papers, by id."""
        columns = [name for name in SCHEMAS["papers"].names if name != "title"]
        return tuple(rows(self.paper_table.select(columns), Paper))

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, by id."""
        return tuple(rows(self.concept_table, Concept))

    @cached_property
    def paper_edges(self) -> tuple[PaperEdge, ...]:
        """All edges from papers to concepts, by paper, relation and concept."""
        return tuple(rows(self.paper_edge_table, PaperEdge))

    @cached_property
    def concept_edges(self) -> tuple[ConceptEdge, ...]:
        """All edges between concepts, by head, relation and tail."""
        return tuple(rows(self.concept_edge_table, ConceptEdge))

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """All values that papers report, by paper and place."""
        return tuple(rows(self.result_table, Result))

    @cached_property
    def merges(self) -> tuple[Merge, ...]:
        """Why names are one concept, by concept."""
        return tuple(rows(self.merge_table, Merge))

    def paper(self, paper_id: str) -> Paper:
        """Return the paper with this id.

        Raises:
            NothingFoundError: No paper has it.
        """
        found = self._papers_by_id.get(paper_id)
        if found is None:
            raise NothingFoundError(f"no paper {paper_id!r} in this graph; `papers` lists them")
        return found

    def concept(self, concept_id: str) -> Concept:
        """Return the concept with this id.

        Raises:
            NothingFoundError: No concept has it.
        """
        found = self._concepts_by_id.get(concept_id)
        if found is None:
            raise NothingFoundError(
                f"no concept {concept_id!r} in this graph; `concepts TEXT` searches them"
            )
        return found

    def related(self, paper_id: str, limit: int | None = 10) -> tuple[Related, ...]:
        """Return the papers that share concepts with this one, best first.

        Args:
            paper_id: Id of a paper of this graph.
            limit: How many at most; None is every paper that shares anything.

        Raises:
            NothingFoundError: No paper has this id.
        """
        from paperweft.graph.related import related_to

        self.paper(paper_id)
        return related_to(self.paper_edge_table, paper_id, limit=limit)

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Return the graph as a networkx multigraph; node and edge attributes are plain values."""
        from paperweft.graph.network import to_networkx

        return to_networkx(self)

    @cached_property
    def _papers_by_id(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def _concepts_by_id(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.concepts}
