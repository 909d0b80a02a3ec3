-- Senders of valuable things that were claimed, by membership of two sets.
select cu.kind, count(*) as customers
from customers cu
where cu.customer_id in (select sender_id from parcels where worth > 1900)
  and cu.customer_id in (select p.receiver_id from parcels p join claims cl on cl.parcel_id = p.parcel_id)
group by cu.kind
order by cu.kind;
