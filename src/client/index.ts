/**
 * The DataFrame builder, the entry of the package: `import { connect, col, sum } from 'conduct'`. Lazy and immutable; it compiles to SQL
 * text, which any client could have sent.
 */
export type { ColumnLike } from './column.js';
export { AggregateColumn, Column, SortColumn } from './column.js';
export {
  array,
  coalesce,
  collectList,
  collectSet,
  countDistinct,
  date,
  expr,
  extract,
  fn,
  greatest,
  interval,
  least,
  lit,
  not,
  nullif,
  numeric,
  substring,
  sumDistinct,
  timestamp,
  when,
} from './columns.js';
export { DataFrame } from './data-frame.js';
export type { Literal } from './expression.js';
export type { ExplainMode } from './frame-actions.js';
export type { ReadOptions } from './frame-reader.js';
export type { FileOptions, FrameWriter, TableOptions, WriteMode } from './frame-writer.js';
export * from './functions.js';
export { GroupedFrame, PivotedFrame } from './grouped-frame.js';
export type { NaFunctions } from './na-functions.js';
export { col } from './named.js';
export type { JoinKind } from './query.js';
export type { Row } from './row-types.js';
export type { ColumnSchema } from './runner.js';
export type { Schema, SessionOptions } from './session.js';
export { connect, Session } from './session.js';
export type { DateText, Float, IntervalText, Numeric, TimestampText, TimeText } from './values.js';
export { Window, type WindowSpec } from './window.js';
