/**
 * Window functions in plans: a call, the frame of rows that it looks at, and its physical form. Frames are resolved for each row within
 * its partition; peers are rows that are equal by the window's ORDER BY.
 */
import type { AggregateCall, Expr, SortKey } from './expr.js';
import type { PhysicalAggregate } from './physical.js';

export type FrameBound =
  | { readonly kind: 'unbounded-preceding' | 'unbounded-following' | 'current-row' }
  /** The offset is the same for every row: it has no columns of the rows, but may be a parameter or a subquery's value. */
  | { readonly kind: 'preceding' | 'following'; readonly offset: Expr };

export interface WindowFrame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude: 'current row' | 'group' | 'ties' | null;
}

/** One function of a window: a window function proper (`rank`, `lag`, ...), or an aggregate over the frame. */
export interface WindowCall {
  readonly aggregate: boolean;
  /** Name, arguments, FILTER and type of both kinds. */
  readonly call: AggregateCall;
  readonly frame: WindowFrame;
}

/** What there is besides aggregates. */
export type WindowFunctionName =
  | 'row_number'
  | 'rank'
  | 'dense_rank'
  | 'percent_rank'
  | 'cume_dist'
  | 'ntile'
  | 'lag'
  | 'lead'
  | 'first_value'
  | 'last_value'
  | 'nth_value';

export type PhysicalWindowFunction =
  | { readonly kind: 'function'; readonly name: WindowFunctionName; readonly args: readonly Expr[]; readonly frame: WindowFrame }
  | { readonly kind: 'aggregate'; readonly aggregate: PhysicalAggregate; readonly frame: WindowFrame };

export type RankName = Extract<WindowFunctionName, 'row_number' | 'rank' | 'dense_rank'>;

/** The functions where all of them only number rows by their order; null: others are among them. */
export function rankNames(functions: readonly PhysicalWindowFunction[]): readonly RankName[] | null {
  const names = functions.flatMap((each): RankName[] => {
    if (each.kind !== 'function' || frameOffsets(each.frame).length > 0) return [];
    return each.name === 'row_number' || each.name === 'rank' || each.name === 'dense_rank' ? [each.name] : [];
  });
  return names.length === functions.length ? names : null;
}

/** PostgreSQL's default: up to the current row's last peer. */
export const DEFAULT_FRAME: WindowFrame = {
  mode: 'range',
  start: { kind: 'unbounded-preceding' },
  end: { kind: 'current-row' },
  exclude: null,
};

/** The offset expressions of a frame. */
export function frameOffsets(frame: WindowFrame): readonly Expr[] {
  return [frame.start, frame.end].flatMap((bound) => ('offset' in bound ? [bound.offset] : []));
}

/** The frame with its offsets mapped; the same one when they stay. */
export function mapFrame(frame: WindowFrame, f: (expr: Expr) => Expr): WindowFrame {
  const start = mapBound(frame.start, f);
  const end = mapBound(frame.end, f);
  return start === frame.start && end === frame.end ? frame : { ...frame, start, end };
}

function mapBound(bound: FrameBound, f: (expr: Expr) => Expr): FrameBound {
  if (!('offset' in bound)) return bound;
  const offset = f(bound.offset);
  return offset === bound.offset ? bound : { ...bound, offset };
}

/** The expressions of a window call. */
export function windowCallExpressions({ call, frame }: WindowCall): readonly Expr[] {
  return [...call.args, ...(call.filter === null ? [] : [call.filter]), ...frameOffsets(frame)];
}

/** `ROWS BETWEEN 1 PRECEDING AND CURRENT ROW`, in the words of SQL; empty for the default frame. */
export function printFrame(frame: WindowFrame, print: (expr: Expr) => string): string {
  const { mode, start, end, exclude } = frame;
  const isDefault = mode === 'range' && start.kind === 'unbounded-preceding' && end.kind === 'current-row' && exclude === null;
  if (isDefault) return '';
  const excluded = exclude === null ? '' : ` EXCLUDE ${exclude.toUpperCase()}`;
  return `${mode.toUpperCase()} BETWEEN ${printBound(start, print)} AND ${printBound(end, print)}${excluded}`;
}

function printBound(bound: FrameBound, print: (expr: Expr) => string): string {
  if ('offset' in bound) return `${print(bound.offset)} ${bound.kind.toUpperCase()}`;
  return bound.kind.replace('-', ' ').toUpperCase();
}

/** The parts of a window's plan that hold expressions. */
export interface WindowParts {
  readonly partition: readonly Expr[];
  readonly order: readonly SortKey[];
  readonly functions: readonly WindowCall[];
}

/** The parts with their expressions mapped; arrays stay the same ones where nothing in them changed. */
export function mapWindow(parts: WindowParts, f: (expr: Expr) => Expr, mapCall: (call: AggregateCall) => AggregateCall): WindowParts {
  return {
    partition: mapSame(parts.partition, f),
    order: mapSame(parts.order, (key) => {
      const expr = f(key.expr);
      return expr === key.expr ? key : { ...key, expr };
    }),
    functions: mapSame(parts.functions, (each) => {
      const call = mapCall(each.call);
      const frame = mapFrame(each.frame, f);
      return call === each.call && frame === each.frame ? each : { ...each, call, frame };
    }),
  };
}

function mapSame<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  const mapped = items.map(map);
  return mapped.every((item, i) => item === items[i]) ? items : mapped;
}

export function physicalWindowExpressions(each: PhysicalWindowFunction): readonly Expr[] {
  const own =
    each.kind === 'function'
      ? each.args
      : [each.aggregate.arg, each.aggregate.second ?? null, each.aggregate.filter].filter((expr) => expr !== null);
  return [...own, ...frameOffsets(each.frame)];
}
