/**
 * A dialect's text as PostgreSQL's, statement by statement. What differs is done here: lexis, what binds to what, names of functions and types,
 * clauses of the dialect. What PostgreSQL's grammar makes of the result is our syntax tree as for any other statement, and a translated
 * definition (of a view, a default) is stored as PostgreSQL's. Each token of the source is read once and by one rule: one that no rule takes is an
 * error.
 */
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import { readExpression } from './expression.js';
import { type Token, tokensOf } from './lexer.js';
import { type JoinedText, joinPieces, type Piece } from './piece.js';
import { readQuery } from './query.js';
import { Reader } from './reader.js';
import type { DialectRules } from './rules.js';
import { isKnownToGrammar } from './second-reading.js';
import { isSessionStatement, readStatement } from './statement.js';

const READERS = { query: readQuery, expression: readExpression };

/** Statements in order, without empty ones. Errors have positions of the source, in characters. */
export function translate(source: string, rules: DialectRules): readonly JoinedText[] {
  const characterAt = characterCounter(source);
  try {
    return statementTokens(tokensOf(source, rules)).map((tokens) => {
      const reader = new Reader(tokens, rules, READERS);
      const [first] = tokens;
      if (first !== undefined && isSessionStatement(reader)) {
        const sql = source.slice(first.at, tokens.at(-2)?.end);
        return verbatim(sql, characterAt(first.at));
      }
      return joinPieces(readWhole(reader, tokens, source), characterAt);
    });
  } catch (error) {
    if (error instanceof ConductError && error.position !== undefined) throw error.with({ position: characterAt(error.position) });
    if (error instanceof RangeError) throw new ConductError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded', { cause: error });
    throw error;
  }
}

/** A statement that is SQL of the dialect and yet not read here is no syntax error. */
function readWhole(reader: Reader, tokens: readonly Token[], source: string): Piece {
  try {
    return readStatement(reader);
  } catch (error) {
    if (!(error instanceof ConductError) || error.code !== SQLSTATE.syntaxError || error.hint !== undefined) throw error;
    const { rules } = reader;
    if (!isKnownToGrammar(source.slice(tokens[0]?.at, tokens.at(-2)?.end), rules.grammar)) throw error;
    const token = tokens.find(({ at }) => at === error.position);
    const what = token === undefined || token.kind === 'end' ? 'this statement' : `what "${token.text}" is here`;
    throw notSupported(`${what} in ${rules.label}`, error.position);
  }
}

function verbatim(sql: string, at: number): JoinedText {
  const count = [...sql].length;
  return { sql, origins: { starts: Array.from({ length: count }, (_, i) => i), origins: Array.from({ length: count }, (_, i) => at + i) } };
}

/** Cut at semicolons; each list ends with an end token. */
function statementTokens(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    const last = token.kind === 'end' || (token.kind === 'operator' && token.text === ';');
    if (!last) current.push(token);
    else {
      if (current.length > 0) statements.push([...current, { ...token, kind: 'end', text: '', value: '' }]);
      current = [];
    }
  }
  return statements;
}

/** Characters before an offset in UTF-16 units. */
function characterCounter(source: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(source)) return (offset) => offset;
  const before = new Uint32Array(source.length + 1);
  for (let i = 0; i < source.length; i += 1) {
    before[i + 1] = (before[i] ?? 0) + ((source.charCodeAt(i) & 0xfc00) === 0xdc00 ? 0 : 1);
  }
  return (offset) => before[Math.min(offset, source.length)] ?? 0;
}
