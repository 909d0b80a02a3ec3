-- A few rows of a dimension decide which facts are read.
select count(*) as scans, sum(sc.seconds) as seconds, count(distinct sc.courier_id) as couriers
from scans sc
  join depots d on d.depot_id = sc.depot_id
  join towns t on t.town_id = d.town_id
where t.inhabitants > 500000 and d.opened >= date '2015-01-01';
