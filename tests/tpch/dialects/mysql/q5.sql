select
  n_name,
  sum(l_extendedprice * (1 - l_discount)) as `revenue`
from
  customer,
  orders,
  lineitem,
  supplier,
  nation,
  region
where
  c_custkey = o_custkey
  && l_orderkey = o_orderkey
  && l_suppkey = s_suppkey
  && c_nationkey = s_nationkey
  && s_nationkey = n_nationkey
  && n_regionkey = r_regionkey
  and r_name = "ASIA"
  and o_orderdate >= date '1994-01-01'
  and o_orderdate < date_add(date '1994-01-01', interval 1 year)
group by
  n_name
order by
  revenue desc;
