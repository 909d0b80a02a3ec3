/** Renames a column where stored expressions name it: CHECK constraints, generated columns, keys over expressions. */

import type { BindContext } from '../bind-context.js';
import { parseStoredExpression } from '../stored-expression.js';
import { quoted } from './names.js';

/** What parseStoredExpression puts before the text that it is given. */
const BEFORE = 'SELECT '.length;

const IDENTIFIER = /"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/uy;

export function renamedInText(context: BindContext, text: string, from: string, to: string): string {
  const places = placesOf(parseStoredExpression(context, text), from).toSorted((a, b) => b - a);
  // Positions count characters, of which some are two code units.
  const characters = Array.from(text);
  let renamed = text;
  for (const place of places) {
    const start = characters.slice(0, place - BEFORE).join('').length;
    renamed = replacedAt(renamed, start, from, to);
  }
  return renamed;
}

/** A name may be qualified: its last part is the column's. */
function replacedAt(text: string, start: number, from: string, to: string): string {
  let at = start;
  for (;;) {
    IDENTIFIER.lastIndex = at;
    const found = IDENTIFIER.exec(text);
    if (found === null) return text;
    const end = IDENTIFIER.lastIndex;
    const dot = /^\s*\.\s*/.exec(text.slice(end));
    if (dot === null || plain(found[0]) === from) {
      return plain(found[0]) === from ? `${text.slice(0, at)}${quoted(to)}${text.slice(end)}` : text;
    }
    at = end + dot[0].length;
  }
}

function plain(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier.toLowerCase();
}

/** Positions of the names that end with the column's. */
function placesOf(node: unknown, name: string): number[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((each) => placesOf(each, name));
  const { kind, name: parts, position } = node as { readonly kind?: unknown; readonly name?: unknown; readonly position?: unknown };
  const isNamed = kind === 'column' && Array.isArray(parts) && parts.at(-1) === name && typeof position === 'number';
  return [...(isNamed ? [position] : []), ...Object.values(node).flatMap((each) => placesOf(each, name))];
}
