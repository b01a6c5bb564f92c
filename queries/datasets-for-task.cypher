// title: Datasets for a task
// group: tasks
// answers: On which datasets do papers about this task evaluate or train?
// parameter task: topic
// parameter limit: integer = 25
// example: task=question answering
MATCH (:Concept {id: $task})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p
MATCH (p)-[:EVALUATES_ON|TRAINS_ON|USES]->(c:Dataset)
WITH c, count(DISTINCT p.id) AS papers, min(p.id) AS example
RETURN c.label AS dataset, papers, example, c.id AS concept
ORDER BY papers DESC, concept
LIMIT $limit
