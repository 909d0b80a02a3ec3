/**
 * Windows as execution sees them: a tuple store whose tuples have fields for keys, arguments and results, the functions that fill the
 * results, and the frames that they look at. Plain data, so that it travels to executors as it is.
 */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import { describeExpr, describeType } from '../../plan/phys-type.js';
import type { PhysicalAggregate, WindowNode } from '../../plan/physical.js';
import type { FrameBound, PhysicalWindowFunction, WindowFrame, WindowFunctionName } from '../../plan/window.js';
import type { Datum } from '../../types/datum.js';
import { TYPES } from '../../types/sql-type.js';
import { type TupleLayout, tupleLayout } from '../layout.js';
import type { SortField } from '../pipeline.js';

/** A bound; `offset`: the field with the rows, groups or distance of the key. */
export type FrameEdge =
  | { readonly kind: 'unbounded-preceding' | 'unbounded-following' | 'current-row' }
  | { readonly kind: 'preceding' | 'following'; readonly offset: number };

export interface FrameFields {
  readonly mode: WindowFrame['mode'];
  readonly start: FrameEdge;
  readonly end: FrameEdge;
  readonly exclude: WindowFrame['exclude'];
}

export interface WindowFunctionField {
  readonly kind: 'function';
  readonly name: WindowFunctionName;
  readonly result: number;
  /** Fields of the arguments. */
  readonly args: readonly number[];
  readonly frame: number;
}

export interface WindowAggregateField {
  readonly kind: 'aggregate';
  readonly result: number;
  readonly fn: PhysicalAggregate['fn'];
  readonly aggregate: PhysicalAggregate;
  readonly arg: number | null;
  readonly second: number | null;
  readonly filter: number | null;
  /** The running state: the aggregate, and for removable sums how many values are in it. */
  readonly state: TupleLayout;
  /** Values can be taken out again, exactly. */
  readonly removable: boolean;
  readonly frame: number;
}

export interface WindowIndex {
  readonly kind: 'window';
  /** Of the partition, then of the order. */
  readonly keys: readonly SortField[];
  readonly partitionKeys: number;
  /** Tuples come in the order of the keys. */
  readonly presorted: boolean;
  readonly frames: readonly FrameFields[];
  readonly functions: readonly (WindowFunctionField | WindowAggregateField)[];
}

/** Whether the aggregate is the best value of a frame whose start moves on: found without looking at all of the frame again. */
export function slides(
  index: WindowIndex,
  each: WindowAggregateField,
): each is WindowAggregateField & { readonly fn: 'min' | 'max'; readonly arg: number } {
  const frame = index.frames[each.frame];
  if (frame === undefined || each.arg === null || (each.fn !== 'min' && each.fn !== 'max')) return false;
  return frame.exclude === null && frame.start.kind !== 'unbounded-preceding';
}

/** Columns that stand for an aggregate's arguments and filter while its code is compiled. */
export const ARGUMENT_COLUMN: ColumnId = -1;
export const FILTER_COLUMN: ColumnId = -2;
export const SECOND_COLUMN: ColumnId = -3;

export interface LoweredWindow {
  readonly infos: readonly ValueInfo[];
  readonly columns: readonly (ColumnInfo | null)[];
  /** What the sink stores; the fields behind these are results. */
  readonly values: readonly Expr[];
  readonly index: WindowIndex;
}

export function lowerWindow(node: WindowNode): LoweredWindow {
  return new WindowLowering(node).lower();
}

class WindowLowering {
  readonly #node: WindowNode;
  readonly #infos: ValueInfo[];
  readonly #columns: (ColumnInfo | null)[];
  readonly #values: Expr[];
  readonly #frames: FrameFields[] = [];

  constructor(node: WindowNode) {
    this.#node = node;
    const outputs = new Set(node.columns.map((column) => column.id));
    const kept = node.input.columns.filter((column) => outputs.has(column.id));
    this.#infos = [...kept];
    this.#columns = [...kept];
    this.#values = kept.map((column) => ({ kind: 'column', type: column.type, id: column.id }));
  }

  lower(): LoweredWindow {
    const { partition, order, functions } = this.#node;
    const partitionKeys = partition.map((expr): SortField => ({ field: this.#key(expr), descending: false, nullsFirst: false }));
    const orderKeys = order.map(({ expr, descending, nullsFirst }): SortField => ({ field: this.#key(expr), descending, nullsFirst }));
    const results = this.#node.columns.slice(this.#node.columns.length - functions.length);
    const made = functions.map((each, i) => this.#function(each, known(results[i], 'result of a window function')));
    // Results come last: the sink stores nothing there.
    const first = this.#infos.length;
    this.#infos.push(...results);
    this.#columns.push(...results);
    return {
      infos: this.#infos,
      columns: this.#columns,
      values: this.#values,
      index: {
        kind: 'window',
        keys: [...partitionKeys, ...orderKeys],
        partitionKeys: partitionKeys.length,
        presorted: this.#node.presorted,
        frames: this.#frames,
        functions: made.map((each, i) => ({ ...each, result: first + i })),
      },
    };
  }

  #function(each: PhysicalWindowFunction, result: ColumnInfo): WindowFunctionField | WindowAggregateField {
    const frame = this.#frame(each.frame);
    if (each.kind === 'aggregate') return this.#aggregate(each.aggregate, result, frame);
    const copies = each.name === 'lag' || each.name === 'lead' || COPYING.has(each.name);
    const args = each.args.map((arg, i) => {
      const isValue = copies && (i === 0 || i === 2);
      return this.#field(arg, isValue ? valueInfo(result) : this.#describe(arg));
    });
    return { kind: 'function', name: each.name, result: -1, args, frame };
  }

  #aggregate(aggregate: PhysicalAggregate, result: ColumnInfo, frame: number): WindowAggregateField {
    const { fn, arg, second, filter } = aggregate;
    const removable = fn === 'count' || (fn === 'sum' && (result.phys === 'i64' || result.phys === 'i128'));
    const fields: ValueInfo[] = [result];
    if (removable && fn === 'sum') fields.push(describeType(TYPES.int8, false));
    return {
      kind: 'aggregate',
      result: -1,
      fn,
      aggregate: standIn(aggregate),
      arg: arg === null ? null : this.#field(arg, plain(this.#describe(arg))),
      second: second === undefined ? null : this.#field(second, plain(this.#describe(second))),
      filter: filter === null ? null : this.#field(filter, this.#describe(filter)),
      state: tupleLayout(fields),
      removable,
      frame,
    };
  }

  #frame(frame: WindowFrame): number {
    const edge = (bound: FrameBound, which: 'start' | 'end'): FrameEdge => {
      if (!('offset' in bound)) return bound;
      // A constant is wrong even where there are no rows.
      if (bound.offset.kind === 'literal') checkOffset(bound.offset.value, frame.mode, which);
      return { kind: bound.kind, offset: this.#field(bound.offset, this.#describe(bound.offset)) };
    };
    const made: FrameFields = { mode: frame.mode, start: edge(frame.start, 'start'), end: edge(frame.end, 'end'), exclude: frame.exclude };
    const text = JSON.stringify(made);
    const found = this.#frames.findIndex((other) => JSON.stringify(other) === text);
    if (found >= 0) return found;
    this.#frames.push(made);
    return this.#frames.length - 1;
  }

  #key(expr: Expr): number {
    return this.#field(expr, plain(this.#describe(expr)));
  }

  /** The field with the expression's value in this form: a column's own where it has that form. */
  #field(expr: Expr, info: ValueInfo): number {
    const found = this.#values.findIndex((value, i) => {
      const own = this.#infos[i];
      if (own === undefined || own.phys !== info.phys || own.scale !== info.scale) return false;
      return value === expr || (value.kind === 'column' && expr.kind === 'column' && value.id === expr.id);
    });
    if (found >= 0) return found;
    this.#values.push(expr);
    this.#columns.push(null);
    this.#infos.push(info);
    return this.#values.length - 1;
  }

  #describe(expr: Expr): ValueInfo {
    return describeExpr(expr, (id) =>
      known(
        this.#node.input.columns.find((column) => column.id === id),
        `column ${id}`,
      ),
    );
  }
}

/** Rows and groups are counted; distances of keys are checked by their own rules. */
export function checkOffset(offset: Datum, mode: WindowFrame['mode'], which: 'start' | 'end'): void {
  const name = which === 'start' ? 'starting' : 'ending';
  if (offset === null) throw new ConductError(SQLSTATE.nullValueNotAllowed, `frame ${name} offset must not be null`);
  if (mode === 'range' || typeof offset !== 'bigint' || offset >= 0n) return;
  throw new ConductError(SQLSTATE.invalidPrecedingOrFollowingSize, `frame ${name} offset must not be negative`);
}

const COPYING: ReadonlySet<WindowFunctionName> = new Set(['first_value', 'last_value', 'nth_value']);

/** Codes have no order and no meaning outside of their dictionary. */
function plain(info: ValueInfo): ValueInfo {
  const { dictionary: _dictionary, ...rest } = info;
  return info.phys === 'dict' ? { ...rest, phys: 'str' } : rest;
}

/** The form of values that are copied into the result. */
function valueInfo({ id: _id, name: _name, ...info }: ColumnInfo): ValueInfo {
  return { ...info, nullable: true };
}

function standIn(aggregate: PhysicalAggregate): PhysicalAggregate {
  const { arg, second, filter } = aggregate;
  return {
    ...aggregate,
    arg: arg === null ? null : { kind: 'column', type: arg.type, id: ARGUMENT_COLUMN },
    ...(second === undefined ? {} : { second: { kind: 'column', type: second.type, id: SECOND_COLUMN } }),
    filter: filter === null ? null : { kind: 'column', type: filter.type, id: FILTER_COLUMN },
  };
}
