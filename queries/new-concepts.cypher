// title: Concepts new this month
// group: time
// answers: Which concepts stand in a paper of this month and in none before?
// how: A paper dated by its year alone counts as before its January; papers without a date do not count.
// parameter month: month = newest
// parameter types: types = any
// parameter limit: integer = 25
// example: month=2024-06, types=Model
MATCH (p:Paper)
WHERE p.date STARTS WITH $month
MATCH (p)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(c:Concept)
WHERE c.type IN $types
WITH c, count(DISTINCT p.id) AS papers
MATCH (c)<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH c, papers, min(p.date) AS first
WHERE first >= $month
WITH c, papers
ORDER BY papers DESC, c.id
LIMIT $limit
MATCH (c)<-[r:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WHERE p.date STARTS WITH $month
WITH c, papers, p, r
ORDER BY CASE type(r) WHEN 'PROPOSES' THEN 0 ELSE 1 END, r.confidence DESC, p.id, type(r)
WITH c, papers, collect(p)[0] AS p, collect(r)[0] AS r
RETURN c.label AS label, c.type AS type, papers, type(r) AS relation, p.id AS paper, p.title AS title,
       r.sentence AS sentence, c.id AS concept
ORDER BY papers DESC, concept
