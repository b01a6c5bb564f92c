// title: Papers that link two fields
// group: papers
// answers: Which papers speak of both concepts, and in which sentences?
// parameter one: concept
// parameter two: concept
// parameter limit: integer = 25
// example: one=RAG, two=hallucination
MATCH (:Concept {id: $one})<-[r:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
MATCH (p)-[s:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(:Concept {id: $two})
WHERE $one <> $two
RETURN p.id AS paper, p.title AS title, p.date AS date,
       CASE WHEN r.confidence < s.confidence THEN r.confidence ELSE s.confidence END AS confidence,
       type(r) AS relation_one, r.sentence AS sentence_one,
       type(s) AS relation_two, s.sentence AS sentence_two
ORDER BY confidence DESC, coalesce(date, '') DESC, paper, relation_one, relation_two
LIMIT $limit
