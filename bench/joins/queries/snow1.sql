-- One chain of dimensions, grouped at its end.
select co.country, count(*) as parcels, sum(p.worth) as worth
from parcels p
  join customers cu on cu.customer_id = p.sender_id
  join towns t on t.town_id = cu.town_id
  join districts di on di.district_id = t.district_id
  join countries co on co.country_id = di.country_id
where cu.kind = 'shop'
group by co.country
order by worth desc, co.country;
