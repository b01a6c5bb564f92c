// title: Methods and models for a task
// group: tasks
// answers: Which methods and models are said to be used for this task, or are proposed by a paper about it?
// parameter task: topic
// parameter limit: integer = 25
// example: task=question answering
OPTIONAL MATCH (:Concept {id: $task})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p
OPTIONAL MATCH (p)-[:PROPOSES]->(c:Concept)
WHERE c.type IN ['Method', 'Model'] AND c.id <> $task
WITH c, count(DISTINCT p.id) AS papers, min(p.id) AS example
WITH collect({concept: c, stated: 0, papers: papers, example: example}) AS proposed
OPTIONAL MATCH (:Concept {id: $task})<-[r:USED_FOR]-(c:Concept)
WHERE c.type IN ['Method', 'Model']
WITH proposed, collect({concept: c, stated: r.support, papers: 0, example: r.evidence_papers[0]}) AS used
UNWIND used + proposed AS found
WITH found.concept AS c, max(found.stated) AS stated, max(found.papers) AS proposing,
     min(found.example) AS example
WHERE c IS NOT NULL
RETURN c.label AS label, c.type AS type, stated, proposing, example, c.id AS concept
ORDER BY stated DESC, proposing DESC, concept
LIMIT $limit
