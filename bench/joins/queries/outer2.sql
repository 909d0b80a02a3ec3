-- What either side lacks.
select p.parcel_id is null as lost, cl.claim_id is null as quiet, count(*) as rows, sum(cl.amount) as amount, sum(p.grams) as grams
from claims cl full join parcels p on p.parcel_id = cl.parcel_id
group by 1, 2
order by lost, quiet;
