// title: Datasets rising this quarter
// group: time
// answers: Which datasets, or concepts of other types, have a larger share of the papers of this quarter than of the one before?
// how: Shares are per cent of the papers with a date of that quarter; papers dated by a year alone do not count.
// parameter quarter: quarter = newest
// parameter types: types = Dataset
// parameter limit: integer = 25
// example: quarter=2024-Q2
WITH toInteger(left($quarter, 4)) AS year, toInteger(right($quarter, 1)) AS number
WITH year + '-' + ['01', '04', '07', '10'][number - 1] AS start,
     CASE number WHEN 1 THEN (year - 1) + '-10'
                 ELSE year + '-' + ['01', '04', '07'][number - 2] END AS before,
     CASE number WHEN 4 THEN (year + 1) + '-01'
                 ELSE year + '-' + ['04', '07', '10'][number - 1] END AS end
MATCH (p:Paper)
WHERE p.date >= before AND p.date < end AND size(p.date) >= 7
WITH p.date >= start AS now, collect(p) AS papers
UNWIND papers AS p
WITH now, size(papers) AS total, p
MATCH (p)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(c:Concept)
WHERE c.type IN $types
WITH c.id AS concept, now, total, count(DISTINCT p) AS papers, min(p.id) AS example
WITH concept, sum(CASE WHEN now THEN papers ELSE 0 END) AS papers,
     sum(CASE WHEN now THEN 0 ELSE papers END) AS papers_before,
     sum(CASE WHEN now THEN 100.0 * papers / total ELSE 0.0 END) AS share,
     sum(CASE WHEN now THEN 0.0 ELSE 100.0 * papers / total END) AS share_before,
     min(CASE WHEN now THEN example END) AS example
WITH concept, papers, papers_before, share, share_before, share - share_before AS rise, example
WHERE rise > 0
WITH concept, papers, papers_before, share, share_before, rise, example
ORDER BY rise DESC, concept
LIMIT $limit
MATCH (c:Concept {id: concept})
RETURN c.label AS label, c.type AS type, papers, papers_before, round(share * 100) / 100 AS share,
       round(share_before * 100) / 100 AS share_before, example, concept
ORDER BY rise DESC, concept
