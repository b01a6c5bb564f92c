// title: What is built on what
// group: lineage
// answers: What is this concept based on or part of, and what is built on it?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=Transformer
MATCH (:Concept {id: $concept})-[r:BASED_ON|PART_OF]-(o:Concept)
RETURN startNode(r).label AS head, type(r) AS relation, endNode(r).label AS tail,
       r.support AS support, r.confidence AS confidence, r.evidence_sentences[0] AS sentence,
       r.evidence_papers[0] AS paper, o.id AS concept
ORDER BY support DESC, confidence DESC, relation, concept, startNode(r).id
LIMIT $limit
