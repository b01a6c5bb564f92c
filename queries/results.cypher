// title: Results on a dataset
// group: concepts
// answers: Which values of this metric do papers report on this dataset, and of which methods?
// parameter metric: concept
// parameter dataset: concept
// parameter limit: integer = 50
// example: metric=accuracy, dataset=ImageNet
MATCH (p:Paper)-[:HAS_RESULT]->(r:Result)-[:OF]->(:Concept {id: $metric}),
      (r)-[:ON]->(:Concept {id: $dataset})
OPTIONAL MATCH (r)-[:BY]->(m:Concept)
RETURN r.value AS value, r.unit AS unit, r.change AS change, r.bound AS bound,
       r.baseline AS baseline, m.label AS method, p.id AS paper, r.sentence AS sentence, r.id AS result
ORDER BY change, unit, value DESC, paper, result
LIMIT $limit
