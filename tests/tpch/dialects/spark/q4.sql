select
  o_orderpriority,
  count(*) as `order_count`
from
  orders
  left semi join lineitem on l_orderkey = o_orderkey and l_commitdate < l_receiptdate
where
  o_orderdate >= date '1993-07-01'
  and o_orderdate < add_months(to_date('1993-07-01'), 3)
group by
  o_orderpriority
order by
  o_orderpriority;
