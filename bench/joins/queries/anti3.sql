-- The last scan of each parcel in a month: nothing comes after it.
select sc.depot_id, count(*) as last_scans
from scans sc
where sc.minute < 44640
  and not exists (select 1 from scans later where later.parcel_id = sc.parcel_id and later.minute > sc.minute and later.minute < 44640)
group by sc.depot_id
order by last_scans desc, sc.depot_id
limit 20;
