// title: Baselines of a task
// group: tasks
// answers: With which methods, models, datasets and metrics do papers about this task compare?
// parameter task: topic
// parameter limit: integer = 25
// example: task=question answering
MATCH (:Concept {id: $task})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p
MATCH (p)-[:COMPARES_WITH]->(c:Concept)
WHERE c.id <> $task
WITH c, count(DISTINCT p.id) AS papers, min(p.id) AS example
RETURN c.label AS label, c.type AS type, papers, example, c.id AS concept
ORDER BY papers DESC, concept
LIMIT $limit
