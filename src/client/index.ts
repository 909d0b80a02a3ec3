/**
 * The DataFrame builder, the entry of the package: `import { connect, col, sum } from 'conduct'`. Lazy and immutable; it compiles to SQL
 * text, which any client could have sent.
 */
export type { ColumnLike, SortKey } from './column.js';
export { AggregateColumn, Column } from './column.js';
export type { ExplainMode, OrderKey } from './data-frame.js';
export { DataFrame, GroupedFrame } from './data-frame.js';
export type { Literal } from './expression.js';
export {
  abs,
  avg,
  coalesce,
  col,
  count,
  countDistinct,
  date,
  expr,
  extract,
  fn,
  interval,
  length,
  lit,
  lower,
  max,
  min,
  not,
  round,
  substring,
  sum,
  timestamp,
  upper,
  when,
} from './functions.js';
export type { JoinKind } from './query.js';
export type { Row } from './row-types.js';
export type { SessionOptions } from './session.js';
export { connect, Session } from './session.js';
