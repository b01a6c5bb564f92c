// title: Concepts of a paper
// group: concepts
// answers: What does this paper propose, use, compare with, evaluate on, address and report?
// parameter paper: paper
// example: paper=2413.04021
MATCH (:Paper {id: $paper})-[r:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(c:Concept)
RETURN type(r) AS relation, c.type AS type, c.label AS label, r.confidence AS confidence,
       r.mentions AS mentions, r.sentence AS sentence, c.id AS concept
ORDER BY relation, confidence DESC, concept
