-- Neither side lies by the key, whose values are far from alike in number.
select t.tag, count(*) as parcels, sum(t.fee) as fees, sum(p.grams) as grams
from parcel_tags pt join tags t on t.tag_id = pt.tag_id join parcels p on p.parcel_id = pt.parcel_id
where p.worth > 500
group by t.tag
order by fees desc, t.tag
limit 25;
