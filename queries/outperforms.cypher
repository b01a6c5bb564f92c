// title: What outperforms what
// group: comparisons
// answers: What does some paper say outperforms this concept, or is outperformed by it?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=BERT
MATCH (:Concept {id: $concept})-[r:OUTPERFORMS]-(o:Concept)
RETURN startNode(r).label AS better, endNode(r).label AS worse, r.support AS support,
       r.confidence AS confidence, r.evidence_sentences[0] AS sentence,
       r.evidence_papers[0] AS paper, o.id AS concept
ORDER BY support DESC, confidence DESC, concept, startNode(r).id
LIMIT $limit
