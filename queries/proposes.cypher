// title: Who proposes what
// group: papers
// answers: Which papers propose a concept of this type, newest first?
// parameter type: type = Method
// parameter limit: integer = 25
// example: type=Dataset
MATCH (p:Paper)-[:PROPOSES]->(c:Concept)
WHERE c.type = $type
WITH DISTINCT p
ORDER BY coalesce(p.date, '') DESC, p.id
LIMIT $limit
MATCH (p)-[r:PROPOSES]->(c:Concept)
WHERE c.type = $type
WITH p, r, c
ORDER BY coalesce(p.date, '') DESC, p.id, r.confidence DESC, c.id
LIMIT $limit
RETURN p.id AS paper, p.title AS title, p.date AS date, c.label AS proposes,
       r.confidence AS confidence, r.sentence AS sentence, c.id AS concept
ORDER BY coalesce(date, '') DESC, paper, confidence DESC, concept
