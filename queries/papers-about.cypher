// title: Papers about a concept
// group: papers
// answers: Which papers propose, use, address or otherwise speak of this concept, surest first?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=RAG
MATCH (p:Paper)-[r]->(c:Concept {id: $concept})
RETURN p.id AS paper, p.title AS title, p.date AS date, type(r) AS relation,
       r.confidence AS confidence, r.sentence AS sentence
ORDER BY confidence DESC, coalesce(p.date, '') DESC, paper, relation
LIMIT $limit
