-- The tariff that a parcel's weight falls into.
select p.service_id, count(*) as parcels, sum(t.price) as price
from parcels p join tariffs t on t.service_id = p.service_id and p.grams between t.least_grams and t.most_grams
group by p.service_id
order by p.service_id;
