// title: Chains of what outperforms what
// group: comparisons
// answers: Which chains does this make: A outperforms B, B outperforms C, and so on, longest first?
// how: Two to four steps, no concept twice; each step may come from another paper, on other data: a chain is a
// how: hint, not a result. With a concept only chains through it.
// parameter concept: concept = any
// parameter limit: integer = 25
// example: concept=BERT
MATCH (a:Concept)-[:OUTPERFORMS]->(:Concept)
WITH DISTINCT a
MATCH path = (a)-[:OUTPERFORMS*2..4]->(:Concept)
WITH path, [n IN nodes(path) | n.id] AS concepts
WHERE ($concept IS NULL OR $concept IN concepts)
  AND all(id IN concepts WHERE single(other IN concepts WHERE other = id))
WITH path, concepts, reduce(key = '', id IN concepts | key + id + ' ') AS key
ORDER BY size(concepts) DESC, key
LIMIT $limit
RETURN [n IN nodes(path) | n.label] AS chain,
       [r IN relationships(path) | r.evidence_sentences[0]] AS sentences,
       [r IN relationships(path) | r.evidence_papers[0]] AS papers, concepts
ORDER BY size(concepts) DESC, key
