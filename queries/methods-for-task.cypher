// title: Methods and models for a task
// group: tasks
// answers: Which methods and models are said to be used for this task, or are proposed by a paper about it?
// parameter task: topic
// parameter limit: integer = 25
// example: task=question answering
CALL () {
  MATCH (:Concept {id: $task})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
  WITH DISTINCT p, p.id AS paper
  MATCH (p)-[:PROPOSES]->(c:Concept)
  RETURN c, 0 AS stated, count(DISTINCT paper) AS proposing, min(paper) AS example
  UNION ALL
  MATCH (:Concept {id: $task})<-[r:USED_FOR]-(c:Concept)
  RETURN c, r.support AS stated, 0 AS proposing, r.evidence_papers[0] AS example
}
WITH c, max(stated) AS stated, max(proposing) AS proposing, min(example) AS example
WHERE c.type IN ['Method', 'Model'] AND c.id <> $task
WITH c, stated, proposing, example
ORDER BY stated DESC, proposing DESC, c.id
LIMIT $limit
RETURN c.label AS label, c.type AS type, stated, proposing, example, c.id AS concept
ORDER BY stated DESC, proposing DESC, concept
