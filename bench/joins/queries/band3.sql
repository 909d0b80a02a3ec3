-- Parcels and the campaigns of the day, with no key to join by.
select ca.to_day - ca.from_day as days, count(*) as pairs, sum(ca.budget) as budget
from parcels p join campaigns ca on p.posted between ca.from_day and ca.to_day
where p.worth > 1500
group by 1
order by days;
