// Papers that hang together, and the concepts that they share
MATCH (p:Paper)-[r:RELATED_TO]->(o:Paper)
WHERE p.id < o.id
WITH p, o, r ORDER BY r.score DESC, p.id, o.id LIMIT 20
MATCH path = (p)-->(c:Concept)<--(o)
WHERE c.id IN r.shared[0..3]
RETURN path
