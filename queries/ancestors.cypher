// title: What a concept is built on, transitively
// group: lineage
// answers: What is this concept based on, and that in turn, nearest first?
// how: Where several ways lead to a concept, one of the shortest is given.
// parameter concept: concept
// parameter steps: integer to 4 = 4
// parameter limit: integer = 25
// example: concept=Transformer
MATCH path = (c:Concept {id: $concept})-[:BASED_ON*1..4]->(o:Concept)
WHERE length(path) <= $steps AND o.id <> $concept
WITH o, path
ORDER BY length(path), reduce(key = '', n IN nodes(path) | key + n.id + ' ')
WITH o, collect(path)[0] AS path
RETURN o.label AS label, o.type AS type, length(path) AS steps,
       [n IN nodes(path) | n.label] AS path,
       [r IN relationships(path) | r.evidence_sentences[0]] AS sentences,
       [r IN relationships(path) | r.evidence_papers[0]] AS papers, o.id AS concept
ORDER BY steps, concept
LIMIT $limit
