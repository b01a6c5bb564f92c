// title: A concept over the months
// group: time
// answers: How many papers speak of this concept in each month, how many of them propose it, and of how many in all?
// how: A month is as exact as the papers' dates: a year where only that is known; papers without a date are left out.
// parameter concept: concept
// example: concept=RAG
CALL () {
  MATCH (:Concept {id: $concept})<-[r:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
  WHERE p.date IS NOT NULL
  RETURN left(p.date, 7) AS month, count(DISTINCT p.id) AS papers,
         count(DISTINCT CASE WHEN type(r) = 'PROPOSES' THEN p.id END) AS proposing, 0 AS dated
  UNION ALL
  MATCH (p:Paper)
  WHERE p.date IS NOT NULL
  RETURN left(p.date, 7) AS month, 0 AS papers, 0 AS proposing, count(*) AS dated
}
WITH month, sum(papers) AS papers, sum(proposing) AS proposing, sum(dated) AS papers_of_month
WHERE papers > 0
RETURN month, papers, proposing, papers_of_month
ORDER BY month
