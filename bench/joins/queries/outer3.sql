-- A chain of outer joins; most rows of the middle are missing.
select coalesce(r.kind, 'nobody') as kind, count(*) as customers, count(t.town_id) as towns, sum(t.inhabitants) as inhabitants
from customers c
  left join customers r on r.customer_id = c.referred_by and r.since < c.since
  left join towns t on t.town_id = r.town_id and t.inhabitants > 100000
group by coalesce(r.kind, 'nobody')
order by kind;
