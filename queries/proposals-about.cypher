// title: What is proposed around a concept
// group: papers
// answers: What do papers that speak of this concept propose, newest first?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=hallucination
MATCH (t:Concept {id: $concept})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p
MATCH (p)-[r:PROPOSES]->(c:Concept)
WHERE c.id <> $concept
RETURN p.id AS paper, p.title AS title, p.date AS date, c.label AS proposes, c.type AS type,
       r.confidence AS confidence, r.sentence AS sentence, c.id AS concept
ORDER BY coalesce(date, '') DESC, paper, confidence DESC, concept
LIMIT $limit
