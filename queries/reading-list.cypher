// title: Reading list for a topic
// group: papers
// answers: Which few papers cover most of what the papers about this concept speak of?
// how: The 40 concepts that most of these papers share are to be covered. Each row is the paper with the most of
// how: them that no row above has (a greedy cover: near the best list, not always the best), chosen from the 60
// how: papers with the most of them. A paper that adds nothing is not listed.
// parameter topic: topic
// parameter limit: integer to 40 = 8
// example: topic=hallucination
MATCH (:Concept {id: $topic})<-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WITH DISTINCT p, p.id AS paper
MATCH (p)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(c:Concept)
WITH c, collect(DISTINCT paper) AS papers
WITH c.id AS concept, papers
WHERE concept <> $topic
ORDER BY size(papers) DESC, concept
LIMIT 40
UNWIND papers AS paper
WITH paper, collect(concept) AS covers
ORDER BY size(covers) DESC, paper
LIMIT 60
WITH collect({id: paper, covers: covers}) AS papers
WITH reduce(found = {list: [], covered: []}, turn IN range(1, $limit) |
  [best IN [reduce(best = {id: '', adds: []}, paper IN papers |
    [adds IN [[k IN paper.covers WHERE NOT k IN found.covered]] |
      CASE WHEN size(adds) > size(best.adds) THEN {id: paper.id, adds: adds} ELSE best END][0])] |
    {list: found.list + [row IN [best] WHERE size(row.adds) > 0],
     covered: found.covered + best.adds}][0]).list AS list
UNWIND range(0, size(list) - 1) AS place
MATCH (p:Paper {id: list[place].id})
UNWIND list[place].adds AS added
MATCH (c:Concept {id: added})
WITH place, p, c
ORDER BY c.papers DESC, c.id
WITH place, p, collect(c.label) AS adds
RETURN place + 1 AS place, p.id AS paper, p.title AS title, p.date AS date, adds
ORDER BY place
