-- Which tags come together: a table with itself, many to many.
select a.tag_id as one, b.tag_id as other, count(*) as parcels
from parcel_tags a join parcel_tags b on b.parcel_id = a.parcel_id
where a.tag_id < b.tag_id
group by a.tag_id, b.tag_id
order by parcels desc, one, other
limit 20;
