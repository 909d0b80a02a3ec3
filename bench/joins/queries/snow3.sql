-- Two fact tables by their key, and a chain behind each.
select t.inhabitants as size, sp.speed, count(*) as scans, max(sc.minute) as last_minute
from scans sc
  join parcels p on p.parcel_id = sc.parcel_id
  join customers cu on cu.customer_id = p.receiver_id
  join (select town_id, inhabitants - inhabitants % 100000 as inhabitants from towns) t on t.town_id = cu.town_id
  join services sp on sp.service_id = p.service_id
where p.grams > 1000
group by t.inhabitants, sp.speed
order by size, sp.speed;
