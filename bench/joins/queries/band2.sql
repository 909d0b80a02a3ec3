-- Scans during an outage of their depot.
select o.severity, count(*) as scans, sum(sc.seconds) as seconds
from scans sc join outages o on o.depot_id = sc.depot_id and sc.minute between o.from_minute and o.to_minute
group by o.severity
order by o.severity;
