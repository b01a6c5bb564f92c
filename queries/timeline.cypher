// title: A concept over the months
// group: time
// answers: How many papers speak of this concept in each month, how many of them propose it, and of how many in all?
// how: A month is as exact as the papers' dates: a year where only that is known; papers without a date are left out.
// parameter concept: concept
// example: concept=RAG
MATCH (p:Paper)
WHERE p.date IS NOT NULL
WITH left(p.date, 7) AS month, count(*) AS papers
WITH collect({month: month, papers: papers}) AS months
MATCH (:Concept {id: $concept})<-[r:PROPOSES|USES|COMPARES_WITH|EVALUATES_ON|TRAINS_ON|ADDRESSES|REPORTS]-(p:Paper)
WHERE p.date IS NOT NULL
WITH months, left(p.date, 7) AS month, count(DISTINCT p.id) AS papers,
     count(DISTINCT CASE WHEN type(r) = 'PROPOSES' THEN p.id END) AS proposing
RETURN month, papers, proposing, [m IN months WHERE m.month = month | m.papers][0] AS papers_of_month
ORDER BY month
