-- Outages that overlap in time: two inequalities.
select a.severity, count(*) as pairs, sum(b.to_minute - b.from_minute) as minutes
from outages a join outages b on a.from_minute < b.to_minute and b.from_minute < a.to_minute and a.outage_id < b.outage_id
group by a.severity
order by a.severity;
