// title: Authors around a concept
// group: papers
// answers: Who has written the most papers that speak of this concept, and how many of them propose it?
// parameter concept: concept
// parameter limit: integer = 25
// example: concept=RAG
MATCH (:Concept {id: $concept})<-[r:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
MATCH (p)-[:AUTHORED_BY]->(a:Author)
WITH a.name AS author, count(DISTINCT p.id) AS papers,
     count(DISTINCT CASE WHEN type(r) = 'PROPOSES' THEN p.id END) AS proposing,
     max(p.date) AS latest, min(p.id) AS example
RETURN author, papers, proposing, latest, example
ORDER BY papers DESC, proposing DESC, author
LIMIT $limit
