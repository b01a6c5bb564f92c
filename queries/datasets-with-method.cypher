// title: Datasets of papers with a method
// group: concepts
// answers: On which datasets do papers that propose or use this method evaluate or train?
// parameter method: concept
// parameter limit: integer = 25
// example: method=LoRA
MATCH (m:Concept {id: $method})<-[:PROPOSES|USES|COMPARES_WITH]-(p:Paper)
MATCH (p)-[:EVALUATES_ON|TRAINS_ON]->(d:Dataset)
WHERE d.id <> m.id
WITH d, count(DISTINCT p) AS papers, min(p.id) AS example
RETURN d.label AS dataset, papers, example, d.id AS concept
ORDER BY papers DESC, concept
LIMIT $limit
