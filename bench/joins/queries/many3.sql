-- Scans and claims of one parcel, each with several of the other.
select cl.state, count(*) as pairs, sum(cl.amount) as amount, count(distinct sc.depot_id) as depots
from scans sc join claims cl on cl.parcel_id = sc.parcel_id
group by cl.state
order by cl.state;
