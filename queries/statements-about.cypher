// title: Statements about a concept
// group: concepts
// answers: What do papers state of this concept and another, in which sentences?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=Transformer
MATCH (c:Concept {id: $concept})-[r:OUTPERFORMS|BASED_ON|PART_OF|USED_FOR|EVALUATED_ON|TRAINED_ON|MEASURED_BY]-(o:Concept)
RETURN startNode(r).label AS head, type(r) AS relation, endNode(r).label AS tail,
       r.support AS support, r.confidence AS confidence, r.evidence_sentences[0] AS sentence,
       r.evidence_papers[0] AS paper, o.id AS concept
ORDER BY support DESC, confidence DESC, relation, concept, startNode(r).id
LIMIT $limit
