-- Parcels that were at the first depot and later at another one.
select p.service_id, count(*) as parcels
from parcels p
where exists (
  select 1 from scans a
  where a.parcel_id = p.parcel_id and a.depot_id = 1
    and exists (select 1 from scans b where b.parcel_id = a.parcel_id and b.depot_id <> 1 and b.minute > a.minute))
group by p.service_id
order by p.service_id;
