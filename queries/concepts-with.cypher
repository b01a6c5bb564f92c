// title: Concepts beside a concept
// group: concepts
// answers: Which concepts stand in the most papers that speak of this one?
// parameter concept: concept
// parameter types: types = any
// parameter limit: integer = 25
// example: concept=RAG, types=Dataset
MATCH (:Concept {id: $concept})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p, p.id AS paper
MATCH (p)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(c:Concept)
WITH c, count(DISTINCT paper) AS papers, min(paper) AS example
WHERE c.id <> $concept AND c.type IN $types
WITH c, papers, example
ORDER BY papers DESC, c.id
LIMIT $limit
RETURN c.label AS label, c.type AS type, papers, c.papers AS papers_in_all, example, c.id AS concept
ORDER BY papers DESC, concept
