-- Two chains to the same dimensions: what goes from where to where.
select f.zone as from_zone, t.zone as to_zone, s.speed, count(*) as parcels, sum(p.grams) as grams
from parcels p
  join services s on s.service_id = p.service_id
  join customers sender on sender.customer_id = p.sender_id
  join towns st on st.town_id = sender.town_id
  join districts sd on sd.district_id = st.district_id
  join countries f on f.country_id = sd.country_id
  join customers receiver on receiver.customer_id = p.receiver_id
  join towns rt on rt.town_id = receiver.town_id
  join districts rd on rd.district_id = rt.district_id
  join countries t on t.country_id = rd.country_id
where p.posted between date '2026-03-01' and date '2026-08-31'
group by f.zone, t.zone, s.speed
order by f.zone, t.zone, s.speed;
