// Around a concept: its papers, and what else they are about
MATCH (c:Concept) WHERE 'RAG' IN c.names
WITH c ORDER BY c.papers DESC, c.id LIMIT 1
MATCH (p:Paper)-[r]->(c)
WITH c, p ORDER BY r.confidence DESC, p.id LIMIT 10
MATCH path = (p)-[e]->(o:Concept)
WHERE o = c OR (e.confidence > 0.6 AND o.papers > 1)
RETURN path
