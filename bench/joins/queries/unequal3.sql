-- Towns without a larger one in their district: an anti join by an inequality.
select di.country_id, count(*) as largest
from towns t join districts di on di.district_id = t.district_id
where not exists (select 1 from towns o where o.district_id = t.district_id and o.inhabitants > t.inhabitants)
group by di.country_id
order by di.country_id;
