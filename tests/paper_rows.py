"""Paper rows in few words."""

from paperweft.extract.evaluation.evaluation import Evaluation, evaluate_rows
from paperweft.extract.evaluation.paper_rows import ConceptRow, PaperRow, RelationRow


def concept(
    *names: str,
    kind: str = "Method",
    role: str | None = "uses",
    confidence: float | None = None,
    rules: tuple[str, ...] = (),
) -> ConceptRow:
    """A concept, a used method if nothing else is said."""
    return ConceptRow(kind, names, role, confidence, rules)


def paper(
    *concepts: ConceptRow, name: str = "p", relations: tuple[RelationRow, ...] = ()
) -> PaperRow:
    """A paper with these concepts."""
    return PaperRow(name, concepts, relations)


def compared(gold: PaperRow, predicted: PaperRow) -> Evaluation:
    """The evaluation of one paper."""
    return evaluate_rows([gold], [predicted])
