// title: Metrics by task
// group: tasks
// answers: Which metrics do papers about this task report?
// parameter task: topic
// parameter limit: integer = 25
// example: task=question answering
MATCH (:Concept {id: $task})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p
MATCH (p)-[:REPORTS|USES]->(c:Metric)
WITH c, count(DISTINCT p.id) AS papers, min(p.id) AS example
RETURN c.label AS metric, papers, example, c.id AS concept
ORDER BY papers DESC, concept
LIMIT $limit
