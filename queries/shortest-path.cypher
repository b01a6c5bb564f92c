// title: Shortest path between two papers
// group: connections
// answers: Through which concepts and papers do these two papers hang together?
// parameter from: paper
// parameter to: paper
// example: from=2402.14874, to=2310.06825
MATCH (a:Paper {id: $from}), (b:Paper {id: $to})
MATCH path = allShortestPaths((a)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS*..6]-(b))
RETURN [n IN nodes(path) | coalesce(n.label, n.title)] AS path,
       [r IN relationships(path) | type(r)] AS relations, length(path) AS steps,
       [n IN nodes(path) | n.id] AS ids
ORDER BY ids, relations
LIMIT 5
