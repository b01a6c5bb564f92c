// title: Datasets rising this quarter
// group: time
// answers: Which datasets, or concepts of other types, have a larger share of the papers of this quarter than of the one before?
// how: Shares are per cent of the papers with a date of that quarter; papers dated by a year alone do not count.
// parameter quarter: quarter = newest
// parameter types: types = Dataset
// parameter limit: integer = 25
// example: quarter=2024-Q2
CALL () {
  MATCH (p:Paper)
  WHERE p.date >= $quarter.previous AND p.date < $quarter.next AND size(p.date) >= 7
  RETURN sum(CASE WHEN p.date >= $quarter.first THEN 1 ELSE 0 END) AS total,
         sum(CASE WHEN p.date < $quarter.first THEN 1 ELSE 0 END) AS total_before
}
MATCH (p:Paper)
WHERE p.date >= $quarter.previous AND p.date < $quarter.next AND size(p.date) >= 7
MATCH (p)-[:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]->(c:Concept)
WHERE c.type IN $types
WITH c, total, total_before, p.date >= $quarter.first AS now, count(DISTINCT p) AS papers,
     min(p.id) AS example
WITH c.id AS concept, total, total_before, sum(CASE WHEN now THEN papers ELSE 0 END) AS papers,
     sum(CASE WHEN now THEN 0 ELSE papers END) AS papers_before,
     min(CASE WHEN now THEN example END) AS example
WHERE papers > 0
WITH concept, papers, papers_before, example, 100.0 * papers / total AS share,
     CASE total_before WHEN 0 THEN 0.0 ELSE 100.0 * papers_before / total_before END AS share_before
WITH concept, papers, papers_before, example, share, share_before, share - share_before AS rise
WHERE rise > 0
WITH concept, papers, papers_before, example, share, share_before, rise
ORDER BY rise DESC, concept
LIMIT $limit
MATCH (c:Concept {id: concept})
RETURN c.label AS label, c.type AS type, papers, papers_before, round(share * 100) / 100 AS share,
       round(share_before * 100) / 100 AS share_before, example, concept
ORDER BY rise DESC, concept
