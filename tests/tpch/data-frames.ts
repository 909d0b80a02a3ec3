/** TPC-H queries as DataFrames. */
import {
  avg,
  col,
  count,
  countDistinct,
  type DataFrame,
  date,
  extract,
  interval,
  lit,
  max,
  min,
  type Session,
  substring,
  sum,
  when,
} from '../../src/client/index.js';

const volume = () => col('l_extendedprice').times(lit(1).minus(col('l_discount')));
const between = (column: string, from: string, length: string) =>
  col(column)
    .ge(date(from))
    .and(col(column).lt(date(from).plus(interval(length))));
const t = (session: Session, name: string) => session.table(name);

export const TPCH_FRAMES: Readonly<Record<number, (session: Session) => DataFrame>> = {
  1: (s) =>
    t(s, 'lineitem')
      .where(col('l_shipdate').le(date('1998-12-01').minus(interval('90 days'))))
      .groupBy('l_returnflag', 'l_linestatus')
      .agg(
        sum('l_quantity').as('sum_qty'),
        sum('l_extendedprice').as('sum_base_price'),
        sum(volume()).as('sum_disc_price'),
        sum(volume().times(lit(1).plus(col('l_tax')))).as('sum_charge'),
        avg('l_quantity').as('avg_qty'),
        avg('l_extendedprice').as('avg_price'),
        avg('l_discount').as('avg_disc'),
        count().as('count_order'),
      )
      .orderBy('l_returnflag', 'l_linestatus'),
  2: (s) => {
    const european = t(s, 'partsupp')
      .join(t(s, 'supplier'), col('ps_suppkey').eq(col('s_suppkey')))
      .join(t(s, 'nation'), col('s_nationkey').eq(col('n_nationkey')))
      .join(t(s, 'region'), col('n_regionkey').eq(col('r_regionkey')))
      .where(col('r_name').eq('EUROPE'));
    const cheapest = european.groupBy(col('ps_partkey').as('cheapest_part')).agg(min('ps_supplycost').as('cheapest_cost'));
    return european
      .join(
        cheapest,
        col('ps_partkey')
          .eq(col('cheapest_part'))
          .and(col('ps_supplycost').eq(col('cheapest_cost'))),
      )
      .join(t(s, 'part').where(col('p_size').eq(15).and(col('p_type').like('%BRASS'))), col('p_partkey').eq(col('ps_partkey')))
      .select('s_acctbal', 's_name', 'n_name', 'p_partkey', 'p_mfgr', 's_address', 's_phone', 's_comment')
      .orderBy(col('s_acctbal').desc(), 'n_name', 's_name', 'p_partkey')
      .limit(100);
  },
  3: (s) =>
    t(s, 'customer')
      .where(col('c_mktsegment').eq('BUILDING'))
      .join(t(s, 'orders').where(col('o_orderdate').lt(date('1995-03-15'))), col('c_custkey').eq(col('o_custkey')))
      .join(t(s, 'lineitem').where(col('l_shipdate').gt(date('1995-03-15'))), col('l_orderkey').eq(col('o_orderkey')))
      .groupBy('l_orderkey', 'o_orderdate', 'o_shippriority')
      .agg(sum(volume()).as('revenue'))
      .select('l_orderkey', 'revenue', 'o_orderdate', 'o_shippriority')
      .orderBy(col('revenue').desc(), 'o_orderdate')
      .limit(10),
  4: (s) =>
    t(s, 'orders')
      .where(between('o_orderdate', '1993-07-01', '3 months'))
      .semiJoin(t(s, 'lineitem').where(col('l_commitdate').lt(col('l_receiptdate'))), col('l_orderkey').eq(col('o_orderkey')))
      .groupBy('o_orderpriority')
      .agg(count().as('order_count'))
      .orderBy('o_orderpriority'),
  5: (s) =>
    t(s, 'customer')
      .join(t(s, 'orders').where(between('o_orderdate', '1994-01-01', '1 year')), col('c_custkey').eq(col('o_custkey')))
      .join(t(s, 'lineitem'), col('l_orderkey').eq(col('o_orderkey')))
      .join(
        t(s, 'supplier'),
        col('l_suppkey')
          .eq(col('s_suppkey'))
          .and(col('c_nationkey').eq(col('s_nationkey'))),
      )
      .join(t(s, 'nation'), col('s_nationkey').eq(col('n_nationkey')))
      .join(t(s, 'region').where(col('r_name').eq('ASIA')), col('n_regionkey').eq(col('r_regionkey')))
      .groupBy('n_name')
      .agg(sum(volume()).as('revenue'))
      .orderBy(col('revenue').desc()),
  6: (s) =>
    t(s, 'lineitem')
      .where(between('l_shipdate', '1994-01-01', '1 year').and(col('l_discount').between(0.05, 0.07), col('l_quantity').lt(24)))
      .agg(sum(col('l_extendedprice').times(col('l_discount'))).as('revenue')),
  7: (s) => {
    const pairs = col('n1.n_name')
      .eq('FRANCE')
      .and(col('n2.n_name').eq('GERMANY'))
      .or(col('n1.n_name').eq('GERMANY').and(col('n2.n_name').eq('FRANCE')));
    return t(s, 'supplier')
      .join(t(s, 'lineitem'), col('s_suppkey').eq(col('l_suppkey')))
      .join(t(s, 'orders'), col('o_orderkey').eq(col('l_orderkey')))
      .join(t(s, 'customer'), col('c_custkey').eq(col('o_custkey')))
      .join(t(s, 'nation').as('n1'), col('s_nationkey').eq(col('n1.n_nationkey')))
      .join(t(s, 'nation').as('n2'), col('c_nationkey').eq(col('n2.n_nationkey')))
      .where(pairs.and(col('l_shipdate').between(date('1995-01-01'), date('1996-12-31'))))
      .select(
        col('n1.n_name').as('supp_nation'),
        col('n2.n_name').as('cust_nation'),
        extract('year', 'l_shipdate').as('l_year'),
        volume().as('volume'),
      )
      .groupBy('supp_nation', 'cust_nation', 'l_year')
      .agg(sum('volume').as('revenue'))
      .orderBy('supp_nation', 'cust_nation', 'l_year');
  },
  9: (s) =>
    t(s, 'part')
      .where(col('p_name').contains('green'))
      .join(t(s, 'lineitem'), col('p_partkey').eq(col('l_partkey')))
      .join(
        t(s, 'partsupp'),
        col('ps_suppkey')
          .eq(col('l_suppkey'))
          .and(col('ps_partkey').eq(col('l_partkey'))),
      )
      .join(t(s, 'supplier'), col('s_suppkey').eq(col('l_suppkey')))
      .join(t(s, 'orders'), col('o_orderkey').eq(col('l_orderkey')))
      .join(t(s, 'nation'), col('s_nationkey').eq(col('n_nationkey')))
      .select(
        col('n_name').as('nation'),
        extract('year', 'o_orderdate').as('o_year'),
        volume()
          .minus(col('ps_supplycost').times(col('l_quantity')))
          .as('amount'),
      )
      .groupBy('nation', 'o_year')
      .agg(sum('amount').as('sum_profit'))
      .orderBy('nation', col('o_year').desc()),
  10: (s) =>
    t(s, 'customer')
      .join(t(s, 'orders').where(between('o_orderdate', '1993-10-01', '3 months')), col('c_custkey').eq(col('o_custkey')))
      .join(t(s, 'lineitem').where(col('l_returnflag').eq('R')), col('l_orderkey').eq(col('o_orderkey')))
      .join(t(s, 'nation'), col('c_nationkey').eq(col('n_nationkey')))
      .groupBy('c_custkey', 'c_name', 'c_acctbal', 'c_phone', 'n_name', 'c_address', 'c_comment')
      .agg(sum(volume()).as('revenue'))
      .select('c_custkey', 'c_name', 'revenue', 'c_acctbal', 'n_name', 'c_address', 'c_phone', 'c_comment')
      .orderBy(col('revenue').desc())
      .limit(20),
  11: (s) => {
    const german = t(s, 'partsupp')
      .join(t(s, 'supplier'), col('ps_suppkey').eq(col('s_suppkey')))
      .join(t(s, 'nation').where(col('n_name').eq('GERMANY')), col('s_nationkey').eq(col('n_nationkey')));
    const value = () => sum(col('ps_supplycost').times(col('ps_availqty')));
    return german
      .groupBy('ps_partkey')
      .agg(value().as('value'))
      .crossJoin(german.agg(value().times(0.0001).as('least')))
      .where(col('value').gt(col('least')))
      .select('ps_partkey', 'value')
      .orderBy(col('value').desc());
  },
  12: (s) => {
    const high = () => col('o_orderpriority').isin(['1-URGENT', '2-HIGH']);
    return t(s, 'orders')
      .join(t(s, 'lineitem'), col('o_orderkey').eq(col('l_orderkey')))
      .where(
        col('l_shipmode')
          .in(['MAIL', 'SHIP'])
          .and(col('l_commitdate').lt(col('l_receiptdate')), col('l_shipdate').lt(col('l_commitdate'))),
      )
      .where(between('l_receiptdate', '1994-01-01', '1 year'))
      .groupBy('l_shipmode')
      .agg(sum(when(high(), 1).otherwise(0)).as('high_line_count'), sum(when(high().not(), 1).otherwise(0)).as('low_line_count'))
      .orderBy('l_shipmode');
  },
  13: (s) =>
    t(s, 'customer')
      .leftJoin(t(s, 'orders').where(col('o_comment').notLike('%special%requests%')), col('c_custkey').eq(col('o_custkey')))
      .groupBy('c_custkey')
      .agg(count('o_orderkey').as('c_count'))
      .groupBy('c_count')
      .agg(count().as('custdist'))
      .orderBy(col('custdist').desc(), col('c_count').desc()),
  14: (s) =>
    t(s, 'lineitem')
      .where(between('l_shipdate', '1995-09-01', '1 month'))
      .join(t(s, 'part'), col('l_partkey').eq(col('p_partkey')))
      .agg(
        sum(when(col('p_type').startsWith('PROMO'), volume()).otherwise(0))
          .times(100)
          .dividedBy(sum(volume()))
          .as('promo_revenue'),
      ),
  15: (s) => {
    const revenue = t(s, 'lineitem')
      .where(between('l_shipdate', '1996-01-01', '3 months'))
      .groupBy(col('l_suppkey').as('supplier_no'))
      .agg(sum(volume()).as('total_revenue'));
    return t(s, 'supplier')
      .join(revenue, col('s_suppkey').eq(col('supplier_no')))
      .where(col('total_revenue').in(revenue.agg(max('total_revenue').as('most'))))
      .select('s_suppkey', 's_name', 's_address', 's_phone', 'total_revenue')
      .orderBy('s_suppkey');
  },
  16: (s) =>
    t(s, 'partsupp')
      .join(t(s, 'part'), col('p_partkey').eq(col('ps_partkey')))
      .where(
        col('p_brand')
          .ne('Brand#45')
          .and(col('p_type').notLike('MEDIUM POLISHED%'), col('p_size').in([49, 14, 23, 45, 19, 3, 36, 9])),
      )
      .where(col('ps_suppkey').notIn(t(s, 'supplier').where(col('s_comment').like('%Customer%Complaints%')).select('s_suppkey')))
      .groupBy('p_brand', 'p_type', 'p_size')
      .agg(countDistinct('ps_suppkey').as('supplier_cnt'))
      .orderBy(col('supplier_cnt').desc(), 'p_brand', 'p_type', 'p_size'),
  18: (s) =>
    t(s, 'customer')
      .join(t(s, 'orders'), col('c_custkey').eq(col('o_custkey')))
      .join(t(s, 'lineitem'), col('o_orderkey').eq(col('l_orderkey')))
      .where(
        col('o_orderkey').in(
          t(s, 'lineitem').groupBy('l_orderkey').agg(sum('l_quantity').as('quantity')).where(col('quantity').gt(300)).select('l_orderkey'),
        ),
      )
      .groupBy('c_name', 'c_custkey', 'o_orderkey', 'o_orderdate', 'o_totalprice')
      .agg(sum('l_quantity'))
      .orderBy(col('o_totalprice').desc(), 'o_orderdate')
      .limit(100),
  20: (s) => {
    const shipped = t(s, 'lineitem')
      .where(between('l_shipdate', '1994-01-01', '1 year'))
      .groupBy('l_partkey', 'l_suppkey')
      .agg(sum('l_quantity').times(0.5).as('half'));
    const stocked = t(s, 'partsupp')
      .where(col('ps_partkey').in(t(s, 'part').where(col('p_name').startsWith('forest')).select('p_partkey')))
      .join(
        shipped,
        col('l_partkey')
          .eq(col('ps_partkey'))
          .and(col('l_suppkey').eq(col('ps_suppkey'))),
      )
      .where(col('ps_availqty').gt(col('half')));
    return t(s, 'supplier')
      .join(t(s, 'nation').where(col('n_name').eq('CANADA')), col('s_nationkey').eq(col('n_nationkey')))
      .where(col('s_suppkey').in(stocked.select('ps_suppkey')))
      .select('s_name', 's_address')
      .orderBy('s_name');
  },
  22: (s) => {
    const customers = t(s, 'customer')
      .withColumn('cntrycode', substring('c_phone', 1, 2))
      .where(col('cntrycode').in(['13', '31', '23', '29', '30', '18', '17']));
    return customers
      .crossJoin(customers.where(col('c_acctbal').gt(0)).agg(avg('c_acctbal').as('mean')))
      .where(col('c_acctbal').gt(col('mean')))
      .antiJoin(t(s, 'orders'), col('o_custkey').eq(col('c_custkey')))
      .groupBy('cntrycode')
      .agg(count().as('numcust'), sum('c_acctbal').as('totacctbal'))
      .orderBy('cntrycode');
  },
};
