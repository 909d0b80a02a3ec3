/**
 * What the compiler says of DataFrames. Each `@ts-expect-error` is a mistake that must not compile: the compiler reports one that does. The file is
 * compiled with the tests, against types as `conduct types` writes them; nothing runs.
 */
import { avg, col, connect, count, date, lag, lit, lower, max, numeric, row_number, sum, Window, when } from '../../../src/client/index.js';
import type { DateText, Float, Numeric } from '../../../src/client/values.js';

type Order = {
  readonly id: number;
  readonly customer: bigint;
  readonly total: Numeric;
  readonly note: string | null;
  readonly placed: DateText;
  readonly paid: boolean | null;
  readonly weight: Float;
};
type Customer = { readonly customer: bigint; readonly name: string; readonly city: string | null };
type Database = { readonly orders: Order; readonly customers: Customer };

/** Whether both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}
type RowOf<Frame> = Frame extends { collect(): Promise<(infer R)[]> } ? { [K in keyof R]: R[K] } : never;

export async function cases(): Promise<void> {
  const session = await connect<Database>('');
  const orders = session.table('orders');
  const customers = session.table('customers');

  // Names.
  orders.select('id', 'total');
  // @ts-expect-error no such column
  orders.select('ghost');
  // @ts-expect-error no such column
  orders.select(col('ghost'));
  // @ts-expect-error no such column
  orders.select((c) => [c.ghost]);
  // @ts-expect-error no such column, deep in an expression
  orders.where(col('total').gt(1).and(col('ghost').eq(1)));
  // @ts-expect-error no such column
  orders.where((c) => c.ghost.eq(1));
  // @ts-expect-error no such column
  orders.groupBy('ghost');
  // @ts-expect-error no such column
  orders.groupBy('id').agg(sum('ghost'));
  // @ts-expect-error no such column
  orders.orderBy('ghost');
  // @ts-expect-error no such column
  orders.orderBy(col('ghost').desc());
  // @ts-expect-error no such column
  orders.withColumn('x', lower('ghost'));
  // @ts-expect-error no such column
  orders.drop('ghost');
  // @ts-expect-error no such column
  orders.withColumnRenamed('ghost', 'x');
  // @ts-expect-error no such column
  orders.na.fill({ ghost: 1 });
  // @ts-expect-error no such column
  orders.groupBy('id').sum('ghost');
  // @ts-expect-error a column of neither
  orders.join(customers, 'ghost');
  // @ts-expect-error a column of one side only
  orders.join(customers, 'total');
  // @ts-expect-error a column of the other side
  orders.join(customers, (o, c) => o.name.eq(c.name));
  // @ts-expect-error gone with the projection
  orders.select('id').where(col('total').gt(1));
  // @ts-expect-error gone with the grouping
  orders.groupBy('customer').agg(sum('total').as('sum')).orderBy('total');
  // @ts-expect-error gone with the name
  orders.withColumnRenamed('total', 'amount').select('total');
  // @ts-expect-error no such table
  const unknown: number = session.table('ghosts').collect();

  // Types.
  orders.where((c) => c.total.gt(5).and(c.placed.le('2024-01-01'), c.note.eq('x'), c.paid.eq(true)));
  // @ts-expect-error a number against a text
  orders.where((c) => c.total.gt('five'));
  // @ts-expect-error a text against a number
  orders.where((c) => c.note.eq(5));
  // @ts-expect-error a date against a number
  orders.where((c) => c.placed.gt(20240101));
  // @ts-expect-error a truth value against a text
  orders.where((c) => c.paid.eq('yes'));
  // @ts-expect-error columns of different kinds
  orders.where((c) => c.total.eq(c.note));
  // @ts-expect-error a bigint against a text, in a join
  orders.join(customers, (o, c) => o.customer.eq(c.name));
  // @ts-expect-error a list of other values
  orders.where((c) => c.id.isin(['1', '2']));
  // @ts-expect-error a bound of another kind
  orders.where((c) => c.placed.between('2024-01-01', 5));
  // @ts-expect-error no condition
  orders.where((c) => c.total.plus(1));
  // @ts-expect-error no condition
  orders.where((c) => c.paid.and(c.total));
  // @ts-expect-error a pattern is a text
  orders.where((c) => c.note.like(5));
  orders.where((c) => c.total.gt(numeric('0.5')).or(c.placed.gt(date('2024-01-01'))));

  // Rows.
  const chosen = orders.select('id', col('note').as('remark'), lit(1).as('one'));
  same<RowOf<typeof chosen>, { readonly id: number; readonly remark: string | null; readonly one: number }>(true);
  const computed = orders.select(
    (c) => [c.id, c.total.times(2).as('double'), c.weight.plus(c.id).as('w'), c.note.isNull().as('empty')] as const,
  );
  same<RowOf<typeof computed>, { readonly id: number; readonly double: Numeric; readonly w: Float; readonly empty: boolean }>(true);
  const grouped = orders
    .groupBy('customer')
    .agg((c) => [sum(c.total).as('sum'), max(c.placed).as('last'), avg(c.weight).as('mean'), count().as('n')] as const);
  same<
    RowOf<typeof grouped>,
    {
      readonly customer: bigint;
      readonly sum: Numeric | null;
      readonly last: DateText | null;
      readonly mean: Float | null;
      readonly n: bigint;
    }
  >(true);
  const ranked = orders.select(
    (c) => [c.id, row_number().over(Window.orderBy('id')).as('place'), lag(c.total).over(Window.orderBy('id')).as('before')] as const,
  );
  same<RowOf<typeof ranked>, { readonly id: number; readonly place: bigint; readonly before: Numeric | null }>(true);
  const joined = orders.join(customers, 'customer', 'left').select('id', 'name', 'city');
  same<RowOf<typeof joined>, { readonly id: number; readonly name: string | null; readonly city: string | null }>(true);
  const inner = orders.join(customers, 'customer').select('name');
  same<RowOf<typeof inner>, { readonly name: string }>(true);
  const cased = orders.select((c) => [when(c.total.gt(5), 'big').as('a'), when(c.total.gt(5), 1).otherwise(2).as('b')] as const);
  same<RowOf<typeof cased>, { readonly a: string | null; readonly b: number }>(true);

  // NULLs.
  const [order] = await orders.collect();
  const [left] = await joined.collect();
  const [group] = await grouped.collect();
  const [filled] = await orders.na.fill({ note: '' }).collect();
  if (order === undefined || left === undefined || group === undefined || filled === undefined) return;
  const note: string = filled.note;
  // @ts-expect-error the column may be NULL
  const lost: string = order.note;
  // @ts-expect-error no match in a left join
  const unmatched: string = left.name;
  // @ts-expect-error no rows, no sum
  const nothing: Numeric = group.sum;
  // @ts-expect-error NULL in, NULL out
  const upper: string = (await orders.select((c) => [lower(c.note).as('l')] as const).collect())[0]?.l ?? null;
  // @ts-expect-error a numeric is a text, not a number
  const amount: number = order.total;
  void [unknown, note, lost, unmatched, nothing, upper, amount];
}
