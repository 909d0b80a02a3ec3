-- NOT IN over a column without NULLs, and over one with them that are filtered.
select cu.kind, count(*) as customers
from customers cu
where cu.customer_id not in (select follower from follows)
  and cu.customer_id not in (select referred_by from customers where referred_by is not null)
group by cu.kind
order by cu.kind;
