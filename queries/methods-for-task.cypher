// title: Methods and models for a task
// group: tasks
// answers: Which methods and models are said to be used for this task, or are proposed by a paper about it?
// parameter task: topic
// parameter limit: integer = 25
// example: task=question answering
OPTIONAL MATCH (:Concept {id: $task})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p, p.id AS paper
OPTIONAL MATCH (p)-[:PROPOSES]->(c:Concept)
WITH c, count(DISTINCT paper) AS papers, min(paper) AS example
WITH c.id AS concept, c.type AS type, papers, example
WITH collect(CASE WHEN type IN ['Method', 'Model'] AND concept <> $task THEN
  {concept: concept, stated: 0, papers: papers, example: example} END) AS proposed
OPTIONAL MATCH (:Concept {id: $task})<-[r:USED_FOR]-(c:Concept)
WHERE c.type IN ['Method', 'Model']
WITH proposed, collect({concept: c.id, stated: r.support, papers: 0,
                        example: r.evidence_papers[0]}) AS used
UNWIND used + proposed AS found
WITH found.concept AS concept, max(found.stated) AS stated, max(found.papers) AS proposing,
     min(found.example) AS example
WHERE concept IS NOT NULL
WITH concept, stated, proposing, example
ORDER BY stated DESC, proposing DESC, concept
LIMIT $limit
MATCH (c:Concept {id: concept})
RETURN c.label AS label, c.type AS type, stated, proposing, example, concept
ORDER BY stated DESC, proposing DESC, concept
