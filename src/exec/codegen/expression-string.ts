/** Text operations with code of their own: LIKE by the shape of its pattern, substring, left and right, case, concatenation. */
import { known } from '../../common/assert.js';
import { findFunction } from '../../functions/registry.js';
import type { ValueInfo } from '../../plan/column-info.js';
import type { Expr, LiteralExpr } from '../../plan/expr.js';
import { typeCategory } from '../../types/coercion.js';
import { TYPES } from '../../types/sql-type.js';
import { i64, type Term, type Variable } from '../wasm/runtime-routine.js';
import type { ExprScope } from './expression-base.js';
import { compileHostCall } from './expression-host.js';
import { compileRegexMatch } from './regex-match.js';
import { FAILURE } from './status.js';
import type { CompiledValue } from './value.js';

const lengthOf = (ref: Term): Term => ref.shrU(32).wrap();

function isStored({ info }: CompiledValue): boolean {
  return info.phys === 'str' || info.phys === 'dict';
}

/** Other types are stored as text too, and mean something else. */
function isText(value: CompiledValue): boolean {
  return isStored(value) && (value.info.type.kind === 'unknown' || typeCategory(value.info.type.kind) === 'S');
}

/** null: not a function of this file. */
export function compileText(
  s: ExprScope,
  name: string,
  exprs: readonly Expr[],
  args: readonly CompiledValue[],
  result: ValueInfo,
): CompiledValue | null {
  const { r } = s;
  const [a, b, c] = args;
  if (a === undefined || !isText(a) || args.some((arg) => isStored(arg) && !isText(arg))) return null;
  if (name === '||' && (b === undefined || !isText(b))) return null;
  const isNull = s.anyNull(...args);
  switch (name) {
    case '~~':
    case '!~~': {
      if (b === undefined) return null;
      const matched = compileLike(s, s.toStr(a), exprs[1], b, isNull);
      return s.bool(isNull, name === '~~' ? matched : matched.eqz());
    }
    case '~':
    case '!~':
    case '~*':
    case '!~*':
      return compileRegexMatch(s, name, exprs, args, isNull);
    case 'substring':
    case 'substr':
      if (b === undefined || b.info.phys !== 'i32') return null;
      return s.value(result, isNull, substring(s, s.toStr(a), b, c, isNull));
    case 'left':
    case 'right': {
      if (b === undefined) return null;
      const text = r.keep(s.toStr(a));
      const count = r.variable('i64', s.to64(b));
      // A negative count is taken from the other end: both need the number of characters.
      const all = r.keep(r.call('utf8_length', text).widen());
      if (name === 'left') {
        return s.value(result, isNull, r.call('utf8_slice', text, 0n, r.select(count.lt(0n), all.add(count), count)));
      }
      return s.value(result, isNull, r.call('utf8_slice', text, r.select(count.lt(0n), i64(0).sub(count), all.sub(count)), all));
    }
    case '||': {
      if (b === undefined) return null;
      const left = r.keep(s.toStr(a));
      const right = r.keep(s.toStr(b));
      const joined = r.variable('i64', left);
      s.unlessNull(isNull, () => {
        const room = r.variable('i32', lengthOf(left).add(lengthOf(right)).add(16));
        const address = r.at(s.ctx.allocateScratch(room.local));
        joined.set(r.call('str_concat', left, right, address));
      });
      return s.value(result, isNull, joined);
    }
    case 'lower':
    case 'upper':
      return changeCase(s, name, a, result);
    default:
      return null;
  }
}

/** Positions from 1; what lies before the text takes up length but gives nothing. */
function substring(s: ExprScope, text: Term, from: CompiledValue, length: CompiledValue | undefined, isNull: number | null): Term {
  const { r } = s;
  const ref = r.keep(text);
  const start = r.keep(s.to64(from).sub(1n));
  if (length === undefined) return r.call('utf8_slice', ref, start, 1n << 40n);
  const count = r.keep(s.to64(length));
  s.failIf(count.lt(0n), isNull, FAILURE.substringLength);
  return r.call('utf8_slice', ref, start, start.add(count));
}

/** ASCII text in place of a call to the host. */
function changeCase(s: ExprScope, name: 'lower' | 'upper', a: CompiledValue, result: ValueInfo): CompiledValue {
  const { r } = s;
  const text = r.keep(s.toStr(a));
  const changed = r.variable('i64', text);
  s.unlessNull(a.isNull, () => {
    r.if(
      r.call('str_ascii', text),
      () => {
        const room = r.variable('i32', lengthOf(text).add(16));
        const address = r.at(s.ctx.allocateScratch(room.local));
        changed.set(r.call(name === 'lower' ? 'str_lower_ascii' : 'str_upper_ascii', text, address));
      },
      () => {
        const plain = s.value({ ...a.info, type: TYPES.text, phys: 'str' }, null, text);
        changed.set(
          s.part(compileHostCall(s, known(findFunction(name, [TYPES.text]), 'function'), [plain], { ...result, nullable: false })),
        );
      },
    );
  });
  return s.value(result, a.isNull, changed);
}

/** A pattern as fixed pieces between its %: null when it has another wildcard or ends in its escape character. */
export function likePieces(pattern: string): readonly string[] | null {
  const pieces: string[] = [''];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i += 1) {
    let character = characters[i] ?? '';
    if (character === '_') return null;
    if (character === '%') {
      pieces.push('');
      continue;
    }
    if (character === '\\') {
      i += 1;
      const escaped = characters[i];
      if (escaped === undefined) return null;
      character = escaped;
    }
    pieces[pieces.length - 1] += character;
  }
  return pieces;
}

/** 1 where the text matches. A constant pattern of fixed pieces becomes a prefix test, searches one after the other, and a suffix test. */
function compileLike(s: ExprScope, subject: Term, patternExpr: Expr | undefined, pattern: CompiledValue, isNull: number | null): Term {
  const { r } = s;
  const text = r.keep(subject);
  const constant = patternExpr?.kind === 'literal' && typeof patternExpr.value === 'string' ? likePieces(patternExpr.value) : null;
  if (constant === null) {
    const matched = r.variable('i32', r.call('like', text, s.toStr(pattern)));
    s.failIf(matched.eq(2), isNull, FAILURE.likeEscape);
    return matched.eq(1);
  }
  const piece = (value: string): Variable => {
    const literal: LiteralExpr = { kind: 'literal', type: TYPES.text, value };
    return s.part(s.ctx.literal(literal, { type: TYPES.text, phys: 'str', scale: 0, nullable: false, range: null }));
  };
  if (constant.length === 1) return r.call('str_eq', text, piece(constant[0] ?? ''));
  const prefix = constant[0] ?? '';
  const suffix = constant[constant.length - 1] ?? '';
  const inner = constant.slice(1, -1).filter((part) => part !== '');
  if (prefix !== '' && suffix === '' && inner.length === 0) return r.call('str_starts', text, piece(prefix));
  if (prefix === '' && suffix !== '' && inner.length === 0) return r.call('str_ends', text, piece(suffix));
  if (prefix === '' && suffix === '' && inner.length === 1) return r.call('str_find', text, piece(inner[0] ?? ''), 0).ge(0);
  const matched = r.variable('i32', 0);
  r.block((no) => {
    const at = r.variable('i32', 0);
    if (prefix !== '') {
      r.breakIf(r.call('str_starts', text, piece(prefix)).eqz(), no);
      at.set(lengthOf(piece(prefix)));
    }
    for (const part of inner) {
      const needle = piece(part);
      at.set(r.call('str_find', text, needle, at));
      r.breakIf(at.lt(0), no);
      at.set(at.add(lengthOf(needle)));
    }
    if (suffix !== '') {
      // The suffix must not overlap what was matched before it.
      const end = piece(suffix);
      r.breakIf(lengthOf(text).sub(lengthOf(end)).lt(at), no);
      r.breakIf(r.call('str_ends', text, end).eqz(), no);
    }
    matched.set(1);
  });
  return matched;
}
