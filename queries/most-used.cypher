// title: Most used concepts
// group: concepts
// answers: Which concepts of this type occur in the most papers?
// parameter type: type = Method
// parameter limit: integer = 25
// example: type=Dataset
MATCH (c:Concept)
WHERE c.type = $type
WITH c
ORDER BY c.papers DESC, c.id
LIMIT $limit
RETURN c.label AS label, c.label_zh_hans AS label_zh, c.papers AS papers, c.id AS concept
ORDER BY papers DESC, concept
