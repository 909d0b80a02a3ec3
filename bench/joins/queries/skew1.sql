-- A heavy key meets a heavy key.
select count(*) as pairs, sum(f.follower) as followers, max(p.worth) as most
from follows f join parcels p on p.sender_id = f.followed
where p.posted < date '2026-02-01' and f.since >= date '2024-01-01';
