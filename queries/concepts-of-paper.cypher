// title: Concepts of a paper
// group: concepts
// answers: What does this paper propose, use, compare with, evaluate on and address?
// parameter paper: paper
// example: paper=2402.14874
MATCH (p:Paper {id: $paper})-[r]->(c:Concept)
RETURN type(r) AS relation, c.type AS type, c.label AS label, r.confidence AS confidence,
       r.mentions AS mentions, r.sentence AS sentence, c.id AS concept
ORDER BY relation, confidence DESC, concept
