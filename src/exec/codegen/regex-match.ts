/**
 * `text ~ pattern` with a constant pattern: the automaton that searches is a table, and compiled code steps through it byte by byte. Texts with
 * other characters than ASCII, and patterns that a table can't do, are the host's. The table travels as a literal, a text of ASCII characters:
 * the colour of each character, whether a text may end in each state, then the next state by state and colour.
 */

import { known } from '../../common/assert.js';
import { ConductError } from '../../common/errors.js';
import { type DfaTable, TABLE } from '../../functions/regex/dfa.js';
import { CASE_BLIND } from '../../functions/regex/matching.js';
import { compileRegex } from '../../functions/regex/regex.js';
import { DEFAULT_OPTIONS } from '../../functions/regex/syntax.js';
import { findFunction } from '../../functions/registry.js';
import type { CallExpr, Expr, LiteralExpr } from '../../plan/expr.js';
import { TYPES } from '../../types/sql-type.js';
import { i32, type Variable } from '../wasm/runtime-routine.js';
import type { ExprScope } from './expression-base.js';
import { compileHostCall } from './expression-host.js';
import type { CompiledValue } from './value.js';

/** Numbers below are characters of one byte. */
const MOST = 128;

/** By operator: whether case counts, whether it is the match that is asked for. */
const OPERATORS: { readonly [name: string]: { readonly ignoreCase: boolean; readonly negated: boolean } } = {
  '~': { ignoreCase: false, negated: false },
  '!~': { ignoreCase: false, negated: true },
  '~*': { ignoreCase: true, negated: false },
  '!~*': { ignoreCase: true, negated: true },
};

/** Whether the call is such a match, which can't fail then. */
export function isTabledMatch({ name, args }: CallExpr): boolean {
  return tableOf(name, args) !== null;
}

/** null: the host's. */
export function compileRegexMatch(
  s: ExprScope,
  name: string,
  exprs: readonly Expr[],
  args: readonly CompiledValue[],
  isNull: number | null,
): CompiledValue | null {
  const table = tableOf(name, exprs);
  const [subject] = args;
  if (table === null || subject === undefined) return null;
  const { r } = s;
  const text = r.keep(s.toStr(subject));
  const literal: LiteralExpr = { kind: 'literal', type: TYPES.text, value: tableText(table) };
  const info = { type: TYPES.text, phys: 'str', scale: 0, nullable: false, range: null } as const;
  const matched = r.variable('i32', 0);
  s.unlessNull(isNull, () => {
    matched.set(r.call('dfa_match', text, s.part(s.ctx.literal(literal, info)), i32(table.width)));
    r.if(matched.eq(2), () => {
      const plain = args.map((arg, i) => (i === 0 ? s.value({ ...info, type: TYPES.text }, null, text) : { ...arg, isNull: null }));
      const entry = known(findFunction(name.replace('!', ''), [TYPES.text, TYPES.text]), 'function');
      const host = compileHostCall(s, entry, plain, { type: TYPES.bool, phys: 'bool', scale: 0, nullable: false, range: null });
      matched.set(s.part(host));
    });
  });
  return s.bool(isNull, OPERATORS[name]?.negated === true ? matched.eqz() : (matched as Variable));
}

function tableOf(name: string, [subject, pattern]: readonly Expr[]): DfaTable | null {
  const operator = OPERATORS[name];
  if (operator === undefined || subject === undefined || pattern === undefined) return null;
  if (subject.type.kind !== 'text' || pattern.kind !== 'literal' || typeof pattern.value !== 'string') return null;
  try {
    return compileRegex(pattern.value, operator.ignoreCase ? CASE_BLIND : DEFAULT_OPTIONS).asciiTable(MOST);
  } catch (error) {
    // A wrong pattern is the error of the first row that it is asked of.
    if (error instanceof ConductError) return null;
    throw error;
  }
}

function tableText({ colourOf, acceptsAtEnd, next }: DfaTable): string {
  const ends = Array.from({ length: MOST }, (_, state) => (acceptsAtEnd[state - TABLE.first] === true ? 1 : 0));
  return String.fromCharCode(...colourOf, ...ends, ...next);
}
