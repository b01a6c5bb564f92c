// title: Statements that contradict each other
// group: comparisons
// answers: Of which two concepts does one sentence say that A outperforms B, and another that B outperforms A?
// how: Both may hold, on other data; read the sentences.
// parameter concept: concept = any
// parameter limit: integer = 25
// example: concept=BERT
MATCH (a:Concept)-[r:OUTPERFORMS]->(b:Concept)
WHERE a.id < b.id AND ($concept IS NULL OR $concept IN [a.id, b.id])
MATCH (b)-[s:OUTPERFORMS]->(a)
RETURN a.label AS one, b.label AS two, r.evidence_sentences[0] AS one_better,
       r.evidence_papers[0] AS one_paper, s.evidence_sentences[0] AS two_better,
       s.evidence_papers[0] AS two_paper, a.id AS one_concept, b.id AS two_concept
ORDER BY one_concept, two_concept
LIMIT $limit
