// title: Results of a method
// group: comparisons
// answers: Which values do papers report of this method or model, of which metric and on which dataset?
// parameter method: method
// parameter limit: integer = 50
// example: method=GPT-4
MATCH (:Concept {id: $method})<-[:BY]-(r:Result)
MATCH (r)<-[:HAS_RESULT]-(p:Paper)
MATCH (r)-[:OF]->(k:Concept)
OPTIONAL MATCH (r)-[:ON]->(d:Concept)
RETURN k.label AS metric, d.label AS dataset, r.value AS value, r.unit AS unit, r.change AS change,
       r.bound AS bound, r.baseline AS baseline, p.id AS paper, r.sentence AS sentence, r.id AS result
ORDER BY k.id, coalesce(d.id, ''), coalesce(change, ''), coalesce(unit, ''), value DESC, paper, result
LIMIT $limit
