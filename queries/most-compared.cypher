// title: Models compared most
// group: comparisons
// answers: With which models, or concepts of other types, do the most papers compare?
// parameter types: types = Model
// parameter limit: integer = 25
// example: types=Method
MATCH (c:Concept)<-[:COMPARES_WITH]-(p:Paper)
WHERE c.type IN $types
WITH c, count(DISTINCT p.id) AS papers, min(p.id) AS example
RETURN c.label AS label, c.type AS type, papers, c.papers AS papers_in_all, example, c.id AS concept
ORDER BY papers DESC, concept
LIMIT $limit
