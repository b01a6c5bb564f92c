// title: Proposals that others took up
// group: lineage
// answers: Which concepts that one paper proposes do the most other papers use, compare with or evaluate on?
// parameter types: types = any
// parameter limit: integer = 25
// example: types=Dataset
MATCH (c:Concept)<-[:PROPOSES]-(p:Paper)
WHERE c.type IN $types AND c.papers > 1
WITH c, collect(p) AS proposing
WHERE size(proposing) = 1
WITH c, proposing[0] AS p
MATCH (c)<-[:USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|REPORTS]-(o:Paper)
WHERE o.id <> p.id
WITH c, p, count(DISTINCT o.id) AS papers, min(o.id) AS example
RETURN c.label AS label, c.type AS type, p.id AS proposed_by, p.title AS title, p.date AS date,
       papers, example, c.id AS concept
ORDER BY papers DESC, concept
LIMIT $limit
