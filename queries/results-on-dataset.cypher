// title: Results on a dataset
// group: comparisons
// answers: Which values of which metrics do papers report on this dataset, and of which methods?
// parameter dataset: dataset
// parameter limit: integer = 50
// example: dataset=ImageNet
MATCH (:Concept {id: $dataset})<-[:ON]-(r:Result)
MATCH (r)<-[:HAS_RESULT]-(p:Paper)
MATCH (r)-[:OF]->(k:Concept)
OPTIONAL MATCH (r)-[:BY]->(m:Concept)
RETURN k.label AS metric, r.value AS value, r.unit AS unit, r.change AS change, r.bound AS bound,
       r.baseline AS baseline, m.label AS method, p.id AS paper, r.sentence AS sentence, r.id AS result
ORDER BY k.id, coalesce(change, ''), coalesce(unit, ''), value DESC, paper, result
LIMIT $limit
