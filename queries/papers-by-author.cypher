// title: Papers of an author
// group: papers
// answers: Which papers has this author written, and what do they propose, newest first?
// parameter author: author
// parameter limit: integer = 25
// example: author=Ada Lovelace
MATCH (:Author {name: $author})<-[r:AUTHORED_BY]-(p:Paper)
OPTIONAL MATCH (p)-[:PROPOSES]->(c:Concept)
WITH p, r, c
ORDER BY c.id
WITH p, r, collect(c.label) AS proposes
RETURN p.id AS paper, p.title AS title, p.date AS date, r.position AS position, proposes
ORDER BY coalesce(date, '') DESC, paper
LIMIT $limit
