// title: Related papers
// group: papers
// answers: Which papers share the most with this one, and what do they share?
// parameter paper: paper
// parameter limit: integer = 10
// example: paper=2402.14874
MATCH (p:Paper {id: $paper})-[r:RELATED_TO]->(o:Paper)
RETURN o.id AS paper, o.title AS title, o.date AS date, r.score AS score, r.shared AS shared
ORDER BY score DESC, paper
LIMIT $limit
