// title: Shortest explanation between two papers
// group: papers
// answers: Through which concepts, and papers between them, do these two papers hang together?
// how: Fewest steps first, at most six; among equals those through the rarest concepts.
// parameter from: paper
// parameter to: paper
// parameter limit: integer = 5
// example: from=2413.04021, to=2413.05101
MATCH (a:Paper {id: $from}), (b:Paper {id: $to})
WHERE a.id <> b.id
MATCH path = allShortestPaths((a)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS*..6]-(b))
WITH [n IN nodes(path) | coalesce(n.label, n.title)] AS path,
     [r IN relationships(path) | type(r)] AS relations, length(path) AS steps,
     [n IN nodes(path) | n.id] AS ids,
     [r IN relationships(path) | r.sentence] AS sentences,
     reduce(n = 0, x IN nodes(path) | n + coalesce(x.papers, 0)) AS papers
RETURN path, relations, steps, sentences, ids
ORDER BY papers, ids, relations
LIMIT $limit
