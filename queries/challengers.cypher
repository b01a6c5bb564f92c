// title: What is compared with a concept
// group: comparisons
// answers: What do the papers propose that compare with this concept, newest first?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=GPT-4
MATCH (:Concept {id: $concept})<-[r:COMPARES_WITH]-(p:Paper)
MATCH (p)-[:PROPOSES]->(c:Concept)
WHERE c.id <> $concept
RETURN c.label AS proposes, c.type AS type, p.id AS paper, p.title AS title, p.date AS date,
       r.sentence AS sentence, c.id AS concept
ORDER BY coalesce(date, '') DESC, paper, concept
LIMIT $limit
