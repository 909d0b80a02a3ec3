/** Comparisons: = <> < <= > >= over two values of one SQL type in any of its physical forms. */
import { known, unreachable } from '../../common/assert.js';
import { findFunction } from '../../functions/registry.js';
import type { ValueInfo } from '../../plan/column-info.js';
import { isOidKind, TYPES } from '../../types/sql-type.js';
import { isStoredInOrder } from '../../types/stored.js';
import type { Term } from '../wasm/runtime-routine.js';
import { i32 } from '../wasm/runtime-routine.js';
import { type ExprScope, INT64, isIntegerPhys, raisedRange, within } from './expression-base.js';
import { compileHostCall } from './expression-host.js';
import type { CompiledValue } from './value.js';

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

export function isComparison(name: string): name is Comparison {
  return COMPARISONS.has(name);
}

function signed(op: Comparison, a: Term, b: Term): Term {
  switch (op) {
    case '=':
      return a.eq(b);
    case '<>':
      return a.ne(b);
    case '<':
      return a.lt(b);
    case '<=':
      return a.le(b);
    case '>':
      return a.gt(b);
    case '>=':
      return a.ge(b);
  }
  return unreachable(op);
}

/** Floats in PostgreSQL's order: NaN equals itself and is above all else. */
function floats(op: Comparison, a: Term, b: Term): Term {
  const nanA = a.ne(a);
  const nanB = b.ne(b);
  switch (op) {
    case '=':
      return a.eq(b).or(nanA.and(nanB));
    case '<>':
      return a.eq(b).or(nanA.and(nanB)).eqz();
    case '<':
      return a.lt(b).or(nanB.and(nanA.eqz()));
    case '>=':
      return a.lt(b).or(nanB.and(nanA.eqz())).eqz();
    case '>':
      return a.gt(b).or(nanA.and(nanB.eqz()));
    case '<=':
      return a.gt(b).or(nanA.and(nanB.eqz())).eqz();
  }
  return unreachable(op);
}

/** Most texts that differ have different lengths: only the others are worth a call. */
function equalTexts({ r }: ExprScope, left: Term, right: Term): Term {
  const [a, b] = [r.keep(left), r.keep(right)];
  const equal = r.variable('i32', 0);
  r.if(a.shrU(32).eq(b.shrU(32)), () => equal.set(r.call('str_eq', a, b)));
  return equal;
}

/** The comparison's truth for values that are not NULL: an i32 term, safe to run for NULLs too. */
export function compareTerm(s: ExprScope, op: Comparison, a: CompiledValue, b: CompiledValue): Term {
  const { r } = s;
  const [pa, pb] = [a.info.phys, b.info.phys];
  if (a.info.type.kind === 'numeric' && pa !== pb && (pa === 'str' || pb === 'str')) {
    const wide = pa === 'str' ? a.info : b.info;
    return compareTerm(s, op, s.coerce(a, wide), s.coerce(b, wide));
  }
  if (pa === 'str' || pa === 'dict') {
    if (
      pa === 'dict' &&
      pb === 'dict' &&
      a.info.dictionary === b.info.dictionary &&
      a.info.type.kind !== 'char' &&
      (op === '=' || op === '<>')
    ) {
      return signed(op, s.part(a), s.part(b));
    }
    const left = s.toComparable(a);
    const right = s.toComparable(b);
    if (op === '=') return equalTexts(s, left, right);
    if (op === '<>') return equalTexts(s, left, right).eqz();
    return signed(op, r.call('str_cmp', left, right), i32(0));
  }
  if (pa === 'num' || pb === 'num') {
    return signed(op, r.call('num_cmp', ...s.toNum(a), ...s.toNum(b)), i32(0));
  }
  if (isIntegerPhys(pa)) {
    const scale = Math.max(a.info.scale, b.info.scale);
    if (pa === 'i32' && pb === 'i32' && a.info.scale === b.info.scale) {
      if (isOidKind(a.info.type.kind)) return unsigned(op, s.part(a), s.part(b));
      return signed(op, s.part(a), s.part(b));
    }
    if (within(raisedRange(a.info, scale), INT64) && within(raisedRange(b.info, scale), INT64)) {
      return signed(op, s.raise64(a, scale), s.raise64(b, scale));
    }
    const [al, ah] = s.raiseWide(a, scale);
    const [bl, bh] = s.raiseWide(b, scale);
    if (op === '=' || op === '<>') {
      const differs = al.xor(bl).or(ah.xor(bh));
      return op === '=' ? differs.eqz() : differs.eqz().eqz();
    }
    return signed(op, r.call('i128_cmp', al, ah, bl, bh), i32(0));
  }
  switch (pa) {
    case 'bool':
      return signed(op, s.part(a), s.part(b));
    case 'f64':
      return floats(op, s.part(a), s.part(b));
    case 'interval':
      return signed(op, r.call('interval_cmp', s.part(a), s.part(a, 1), s.part(b), s.part(b, 1)), i32(0));
    case 'i32':
    case 'i64':
    case 'i128':
      break;
    default:
      unreachable(pa);
  }
  return i32(0);
}

function unsigned(op: Comparison, a: Term, b: Term): Term {
  switch (op) {
    case '=':
    case '<>':
      return signed(op, a, b);
    case '<':
      return a.ltU(b);
    case '<=':
      return a.leU(b);
    case '>':
      return a.gtU(b);
    case '>=':
      return a.geU(b);
  }
  return unreachable(op);
}

/** Arrays, records and jsonb whose stored text is not in their order are compared by the host. */
function comparesOnHost({ type }: ValueInfo): boolean {
  return (
    (type.kind === 'array' || type.kind === 'record' || type.kind === 'jsonb' || type.kind === 'range' || type.kind === 'multirange') &&
    !isStoredInOrder(type)
  );
}

export function compileComparison(s: ExprScope, op: Comparison, a: CompiledValue, b: CompiledValue): CompiledValue {
  if (comparesOnHost(a.info)) {
    const entry = known(findFunction(op, [a.info.type, b.info.type]), 'comparison');
    const nullable = a.isNull !== null || b.isNull !== null;
    return compileHostCall(s, entry, [a, b], { type: TYPES.bool, phys: 'bool', scale: 0, nullable, range: null });
  }
  const isNull = s.anyNull(a, b);
  return s.bool(isNull, compareTerm(s, op, a, b));
}
