select
  nation,
  o_year,
  sum(amount) as `sum_profit`
from
  (
    select
      n_name as `nation`,
      year(`o_orderdate`) as `o_year`,
      l_extendedprice * (1 - l_discount) - ps_supplycost * l_quantity as `amount`
    from
      part,
      supplier,
      lineitem,
      partsupp,
      orders,
      nation
    where
      s_suppkey = l_suppkey
      && ps_suppkey = l_suppkey
      && ps_partkey = l_partkey
      && p_partkey = l_partkey
      && o_orderkey = l_orderkey
      && s_nationkey = n_nationkey
      and p_name like '%green%'
  ) as `profit`
group by
  nation,
  o_year
order by
  nation,
  o_year desc;
