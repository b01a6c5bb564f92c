// title: Datasets used with a method
// group: tasks
// answers: On which datasets do papers that propose, use or compare with this method evaluate or train?
// parameter method: method
// parameter limit: integer = 25
// example: method=LoRA
MATCH (:Concept {id: $method})<-[:PROPOSES|USES|COMPARES_WITH]-(p:Paper)
MATCH (p)-[:EVALUATES_ON|TRAINS_ON]->(d:Dataset)
WHERE d.id <> $method
WITH d, count(DISTINCT p.id) AS papers, min(p.id) AS example
RETURN d.label AS dataset, papers, example, d.id AS concept
ORDER BY papers DESC, concept
LIMIT $limit
