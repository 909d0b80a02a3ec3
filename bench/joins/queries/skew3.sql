-- Scans of the couriers of one depot, where most of them are.
select sc.depot_id, count(*) as scans, sum(sc.seconds) as seconds
from scans sc join couriers c on c.courier_id = sc.courier_id
where c.depot_id = 1 and c.vehicle in ('bike', 'van')
group by sc.depot_id
order by scans desc, sc.depot_id
limit 30;
