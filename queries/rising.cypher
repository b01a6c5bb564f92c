// title: Datasets rising this quarter
// group: time
// answers: Which datasets, or concepts of other types, have a larger share of the papers of this quarter than of the one before?
// how: Shares are per cent of the papers with a date of that quarter; papers dated by a year alone do not count.
// parameter quarter: quarter = newest
// parameter types: types = Dataset
// parameter limit: integer = 25
// example: quarter=2024-Q2
WITH toInteger(left($quarter, 4)) * 4 + toInteger(right($quarter, 1)) AS wanted
MATCH (p:Paper)
WHERE size(p.date) >= 7
WITH wanted, p,
     toInteger(left(p.date, 4)) * 4 + (toInteger(substring(p.date, 5, 2)) + 2) / 3 AS quarter
WHERE quarter >= wanted - 1 AND quarter <= wanted
WITH wanted - quarter AS ago, collect(p) AS papers
WITH collect(CASE ago WHEN 0 THEN papers END) AS now, collect(CASE ago WHEN 1 THEN papers END) AS before
WITH coalesce(now[0], []) AS now, coalesce(before[0], []) AS before
WITH size(now) AS now_all, size(before) AS before_all,
     [p IN now | {paper: p, now: true}] + [p IN before | {paper: p, now: false}] AS both
UNWIND both AS one
WITH now_all, before_all, one.paper AS p, one.now AS now
MATCH (p)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(c:Concept)
WHERE c.type IN $types
WITH now_all, before_all, c, count(DISTINCT CASE WHEN now THEN p.id END) AS papers,
     count(DISTINCT CASE WHEN NOT now THEN p.id END) AS papers_before,
     min(CASE WHEN now THEN p.id END) AS example
WITH c, papers, papers_before, example, 100.0 * papers / now_all AS share,
     CASE before_all WHEN 0 THEN 0.0 ELSE 100.0 * papers_before / before_all END AS share_before
WHERE papers > 0 AND share > share_before
RETURN c.label AS label, c.type AS type, papers, papers_before, share, share_before, example, c.id AS concept
ORDER BY share - share_before DESC, concept
LIMIT $limit
