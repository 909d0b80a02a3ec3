-- Four dimensions, two of them filtered.
select s.service, c.vehicle, count(*) as scans, sum(sc.seconds) as seconds
from scans sc
  join parcels p on p.parcel_id = sc.parcel_id
  join services s on s.service_id = p.service_id
  join couriers c on c.courier_id = sc.courier_id
  join depots d on d.depot_id = sc.depot_id
where s.speed = 'express' and d.docks > 20
group by s.service, c.vehicle
order by s.service, c.vehicle;
