/** The parts of an index's recorded text: `USING btree (a, lower(b) DESC) INCLUDE (c) WHERE c > 0`. */

import type { TableShape } from './table-def.js';

export interface IndexKey {
  /** SQL of a column's name or of an expression. */
  readonly sql: string;
  readonly collation: string | null;
  readonly operatorClass: string | null;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface IndexParts {
  readonly keys: readonly IndexKey[];
  readonly include: readonly string[];
  /** SQL; null: all rows. */
  readonly predicate: string | null;
}

export function indexParts(definition: string): IndexParts {
  const open = definition.indexOf('(');
  const close = closing(definition, open);
  const rest = definition.slice(close + 1);
  const include = /^\s*include\s*\(/i.exec(rest);
  const includeEnd = include === null ? -1 : closing(rest, include[0].length - 1);
  const where = /\bwhere\b/i.exec(rest.slice(includeEnd + 1));
  return {
    keys: splitTopLevel(definition.slice(open + 1, close)).map(indexKey),
    include: include === null ? [] : splitTopLevel(rest.slice(include[0].length, includeEnd)),
    predicate: where === null ? null : rest.slice(includeEnd + 1 + where.index + 'where'.length).trim(),
  };
}

function indexKey(text: string): IndexKey {
  let sql = text.trim();
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(sql);
    if (match === null) return null;
    sql = sql.slice(0, match.index).trim();
    return match[1] ?? null;
  };
  const nulls = take(/\s+nulls\s+(first|last)$/i)?.toLowerCase();
  const descending = take(/\s+(asc|desc)$/i)?.toLowerCase() === 'desc';
  const operatorClass = take(/\s+((?:\w+\.)?\w+_ops)$/i);
  const collation = take(/\s+collate\s+("[^"]+"|\S+)$/i);
  return { sql, collation, operatorClass, descending, nullsFirst: nulls === undefined ? descending : nulls === 'first' };
}

/** Position of the parenthesis that closes the one at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (const { character, at } of outsideQuotes(text, open)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

export function splitTopLevel(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { character, at } of outsideQuotes(text, 0)) {
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (character !== ',' || depth > 0) continue;
    parts.push(text.slice(start, at).trim());
    start = at + 1;
  }
  parts.push(text.slice(start).trim());
  return parts;
}

function* outsideQuotes(text: string, from: number): Iterable<{ readonly character: string; readonly at: number }> {
  let quote: string | null = null;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === "'" || character === '"') quote = character;
    else yield { character, at };
  }
}

/** The column that a key's text names; null: it is an expression. */
export function ordinalOf(table: TableShape, sql: string): number | null {
  const name = /^".*"$/.test(sql) ? sql.slice(1, -1).replaceAll('""', '"') : sql.toLowerCase();
  const ordinal = table.columns.findIndex((column) => column.name === name);
  return ordinal < 0 ? null : ordinal;
}
