-- Every fact row meets all of its dimensions.
select d.docks, c.vehicle, count(*) as scans, sum(sc.seconds) as seconds, min(c.born) as oldest
from scans sc
  join couriers c on c.courier_id = sc.courier_id
  join depots d on d.depot_id = sc.depot_id
group by d.docks, c.vehicle
order by d.docks, c.vehicle;
