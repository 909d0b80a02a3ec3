/** Trees compared by their meaning: without places, and with chains of AND and OR flat. */
import { ConductError } from '../../../src/common/errors.js';
import { type Dialect, parse } from '../../../src/sql/parse.js';

/** The trees of a text; or the SQLSTATE of its error, after `!`. */
export function treeOf(sql: string, dialect: Dialect): unknown {
  try {
    return withoutPlaces(parse(sql, dialect));
  } catch (error) {
    if (error instanceof ConductError) return `!${error.code}`;
    throw error;
  }
}

const PLACES: ReadonlySet<string> = new Set(['position', 'text', 'textStart', 'queryText', 'origins']);

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  const plain = Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !(PLACES.has(key) && typeof item !== 'object') && key !== 'origins')
      .map(([key, item]) => [key, withoutPlaces(item)]),
  );
  const { kind, operands } = plain;
  if ((kind !== 'and' && kind !== 'or') || !Array.isArray(operands)) return plain;
  const flat = operands.flatMap((operand: { kind?: unknown; operands?: unknown }) =>
    operand.kind === kind ? operand.operands : [operand],
  );
  return { ...plain, operands: flat };
}
