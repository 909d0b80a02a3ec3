-- Followers of followers, with heavy keys on both sides.
select c.kind, count(*) as paths
from follows f join follows g on g.follower = f.followed join customers c on c.customer_id = g.followed
where f.since < g.since
group by c.kind
order by c.kind;
