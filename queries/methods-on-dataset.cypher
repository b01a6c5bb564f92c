// title: Methods and models by dataset
// group: tasks
// answers: Which methods and models are said to be evaluated or trained on this dataset, or are proposed by a paper that is?
// parameter dataset: dataset
// parameter limit: integer = 25
// example: dataset=ImageNet
MATCH (d:Concept {id: $dataset})
OPTIONAL MATCH (d)<-[:EVALUATES_ON|TRAINS_ON]-(:Paper)-[:PROPOSES]->(a:Concept)
WHERE a.type IN ['Method', 'Model']
WITH d, collect(DISTINCT a) AS proposed
OPTIONAL MATCH (d)<-[:EVALUATED_ON|TRAINED_ON]-(b:Concept)
WITH d, proposed, collect(DISTINCT b) AS stated
UNWIND stated + [m IN proposed WHERE NOT m IN stated] AS m
OPTIONAL MATCH (m)<-[:PROPOSES]-(p:Paper)-[:EVALUATES_ON|TRAINS_ON]->(d)
WITH m, m IN stated AS stated, count(DISTINCT p) AS papers, min(p.id) AS example
RETURN m.label AS label, m.type AS type, stated, papers, example, m.id AS concept
ORDER BY stated DESC, papers DESC, concept
LIMIT $limit
