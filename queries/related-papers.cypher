// title: Related papers
// group: papers
// answers: Which papers share the most with this one, and which concepts do they share, heaviest first?
// parameter paper: paper
// parameter limit: integer = 10
// example: paper=2413.05101
MATCH (:Paper {id: $paper})-[r:RELATED_TO]->(o:Paper)
UNWIND range(0, size(r.shared) - 1) AS place
WITH o, r, place, r.shared[place] AS concept
MATCH (c:Concept {id: concept})
WITH o, r, c, place
ORDER BY place
WITH o, r, collect(c.label) AS shared
RETURN o.id AS paper, o.title AS title, o.date AS date, r.score AS score, shared
ORDER BY score DESC, paper
LIMIT $limit
