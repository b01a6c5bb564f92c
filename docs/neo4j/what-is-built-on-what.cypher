// What is built on what, and what outperforms what, as papers state it
MATCH path = (a:Concept)-[r:BASED_ON|PART_OF|OUTPERFORMS]->(b:Concept)
WITH path, r, a, b ORDER BY r.support DESC, r.confidence DESC, a.id, b.id LIMIT 60
RETURN path
