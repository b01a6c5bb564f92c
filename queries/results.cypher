// title: Results of a metric on a dataset
// group: comparisons
// answers: Which values of this metric do papers report on this dataset, and of which methods?
// parameter metric: metric
// parameter dataset: dataset
// parameter limit: integer = 50
// example: metric=accuracy, dataset=ImageNet
MATCH (:Concept {id: $dataset})<-[:ON]-(r:Result)-[:OF]->(:Concept {id: $metric})
MATCH (r)<-[:HAS_RESULT]-(p:Paper)
OPTIONAL MATCH (r)-[:BY]->(m:Concept)
RETURN r.value AS value, r.unit AS unit, r.change AS change, r.bound AS bound,
       r.baseline AS baseline, m.label AS method, p.id AS paper, r.sentence AS sentence, r.id AS result
ORDER BY coalesce(change, ''), coalesce(unit, ''), value DESC, paper, result
LIMIT $limit
