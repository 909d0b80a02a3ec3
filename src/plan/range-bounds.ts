/**
 * Joins by inequalities: which conjuncts of a nested loop's condition say that only a range of the inner rows can match. The inner rows are sorted
 * by what stands below a value of the outer row; a row then meets only those up to that value, from the last one down. Where a second conjunct asks for
 * something above another value (the intervals' other end), the greatest such value of all rows up to each one tells where to stop.
 *
 * The whole condition is tested for every row that is met: what is left out here costs time alone. A mark join has to know of NULLs and meets all.
 */
import { known } from '../common/assert.js';
import type { ColumnInfo, ValueInfo } from './column-info.js';
import type { CallExpr, Expr } from './expr.js';
import { describeExpr } from './phys-type.js';
import type { NestedLoopJoinNode } from './physical.js';

/** `build` OP `probe`, where both are whole numbers of one scale in compiled code. */
export interface RangeBound {
  readonly build: Expr;
  readonly probe: Expr;
  /** Whether equal ones match. */
  readonly inclusive: boolean;
  /** The conjunct. */
  readonly conjunct: Expr;
}

export interface RangeBounds {
  /** descending: the inner rows are those above the outer row's value, and are sorted the other way round. */
  readonly descending: boolean;
  readonly first: RangeBound;
  /** Of the other direction. */
  readonly second: RangeBound | null;
}

type Side = 'below' | 'above';

const OPERATORS: { readonly [name: string]: { readonly side: Side; readonly inclusive: boolean } } = {
  '<': { side: 'below', inclusive: false },
  '<=': { side: 'below', inclusive: true },
  '>': { side: 'above', inclusive: false },
  '>=': { side: 'above', inclusive: true },
};

/** Their order is that of their whole numbers. */
const ORDERED_KINDS: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'numeric', 'date', 'time', 'timestamp', 'timestamptz']);

export function rangeBounds(node: NestedLoopJoinNode): RangeBounds | null {
  if (node.condition === null || node.join === 'probe-mark') return null;
  const conjuncts = node.condition.kind === 'and' ? node.condition.args : [node.condition];
  const found: { [side in Side]: RangeBound[] } = { below: [], above: [] };
  for (const conjunct of conjuncts) {
    const bound = conjunct.kind === 'call' ? boundOf(node, conjunct) : null;
    if (bound !== null) found[bound.side].push(bound.bound);
  }
  const [below] = found.below;
  const [above] = found.above;
  if (below !== undefined) return { descending: false, first: below, second: above ?? null };
  return above === undefined ? null : { descending: true, first: above, second: null };
}

function boundOf({ build, probe }: NestedLoopJoinNode, conjunct: CallExpr): { readonly side: Side; readonly bound: RangeBound } | null {
  const operator = OPERATORS[conjunct.name];
  const [left, right] = conjunct.args;
  if (operator === undefined || left === undefined || right === undefined) return null;
  const { side, inclusive } = operator;
  if (comparable(left, build.columns, right, probe.columns)) return { side, bound: { build: left, probe: right, inclusive, conjunct } };
  if (!comparable(right, build.columns, left, probe.columns)) return null;
  return { side: side === 'below' ? 'above' : 'below', bound: { build: right, probe: left, inclusive, conjunct } };
}

function comparable(build: Expr, buildColumns: readonly ColumnInfo[], probe: Expr, probeColumns: readonly ColumnInfo[]): boolean {
  const inner = wholeNumber(build, buildColumns);
  const outer = wholeNumber(probe, probeColumns);
  return inner !== null && outer !== null && inner.scale === outer.scale;
}

/** Null also for what might fail: it is evaluated for rows that the condition's order may have kept it from. */
function wholeNumber(expr: Expr, columns: readonly ColumnInfo[]): ValueInfo | null {
  if (!ORDERED_KINDS.has(expr.type.kind) || !isSafe(expr, columns)) return null;
  const info = describe(expr, columns);
  return info.phys === 'i32' || info.phys === 'i64' ? info : null;
}

/** A column, widened or moved by a constant where statistics say that this stays within the type. */
function isSafe(expr: Expr, columns: readonly ColumnInfo[]): boolean {
  if (expr.kind === 'column') return columns.some(({ id }) => id === expr.id);
  if (expr.kind === 'cast') {
    const { arg, type } = expr;
    return (
      arg.kind === 'column' &&
      WIDTHS.indexOf(arg.type.kind) >= 0 &&
      WIDTHS.indexOf(type.kind) >= WIDTHS.indexOf(arg.type.kind) &&
      isSafe(arg, columns)
    );
  }
  if (expr.kind !== 'call' || (expr.name !== '+' && expr.name !== '-')) return false;
  const [left, right] = expr.args;
  if (left === undefined || right?.kind !== 'literal' || right.value === null || !isSafe(left, columns)) return false;
  if (expr.type.kind !== 'int4' && expr.type.kind !== 'int8') return false;
  // The infinite dates are numbers, too.
  if (typeof right.value !== 'bigint' && !(typeof right.value === 'number' && Number.isInteger(right.value))) return false;
  const { range } = describe(left, columns);
  const moved = BigInt(right.value) < 0n ? -BigInt(right.value) : BigInt(right.value);
  return range !== null && range.min - moved >= -SAFE && range.max + moved <= SAFE;
}

function describe(expr: Expr, columns: readonly ColumnInfo[]): ValueInfo {
  return describeExpr(expr, (id) =>
    known(
      columns.find((column) => column.id === id),
      'column of a side',
    ),
  );
}

const WIDTHS: readonly string[] = ['int2', 'int4', 'int8'];
/** What an int4 can hold. */
const SAFE = 0x7fff_ffffn;
