-- Parcels with and without claims.
select p.service_id, count(*) as rows, count(cl.claim_id) as claims, sum(cl.amount) as amount
from parcels p left join claims cl on cl.parcel_id = p.parcel_id and cl.state <> 'refused'
group by p.service_id
order by p.service_id;
