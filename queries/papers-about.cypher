// title: Papers about a concept
// group: papers
// answers: Which papers propose, use, address or otherwise speak of this concept, surest first?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=RAG
MATCH (:Concept {id: $concept})<-[r:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
RETURN p.id AS paper, p.title AS title, p.date AS date, type(r) AS relation,
       r.confidence AS confidence, r.sentence AS sentence
ORDER BY confidence DESC, coalesce(date, '') DESC, paper, relation
LIMIT $limit
