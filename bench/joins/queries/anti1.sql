-- Parcels that nobody has scanned.
select p.service_id, count(*) as parcels, sum(p.grams) as grams
from parcels p
where not exists (select 1 from scans sc where sc.parcel_id = p.parcel_id)
group by p.service_id
order by p.service_id;
