/** The text of an expression that the catalog keeps: the parse tree says where a clause starts, not where its expression ends. */
import type { Conversion } from './conversion.js';

/** Words that end the expression of a column's DEFAULT when they stand outside of parentheses. */
const ENDS: ReadonlySet<string> = new Set([
  'not',
  'null',
  'primary',
  'unique',
  'check',
  'references',
  'generated',
  'constraint',
  'deferrable',
  'initially',
  'default',
]);

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|[eE]'(?:[^'\\]|''|\\[\s\S])*'|[A-Za-z]?'(?:[^']|'')*'|(\$[A-Za-z_0-9]*\$)[\s\S]*?\1|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[\s\S]/gy;

/**
 * The expression that follows `keywords` words from byte `location` on: to the end of the clause, which is a comma or a closing
 * parenthesis of the list that it stands in, or (columnClause) the next clause of the column.
 */
export function expressionText(c: Conversion, location: number | undefined, keywords: readonly string[], columnClause: boolean): string {
  return expressionAt(c.source.slice(location ?? 0, c.source.bytes.length), keywords, columnClause);
}

/** The same at the start of a text. */
export function expressionAt(rest: string, keywords: readonly string[], columnClause: boolean): string {
  const token = new RegExp(TOKEN);
  let depth = 0;
  let seen = 0;
  let start = -1;
  let end = 0;
  let cases = 0;
  for (let match = token.exec(rest); match !== null; match = token.exec(rest)) {
    const [found] = match;
    if (/^(\s|--|\/\*)/.test(found)) continue;
    const word = found.toLowerCase();
    if (start < 0 && seen < keywords.length && word === keywords[seen]) {
      seen += 1;
      continue;
    }
    if (depth === 0 && (found === ',' || found === ')' || found === ';')) break;
    if (columnClause && start >= 0 && depth === 0 && cases === 0 && ENDS.has(word)) break;
    if (start < 0) start = match.index;
    if (found === '(' || found === '[') depth += 1;
    else if (found === ')' || found === ']') depth -= 1;
    else if (word === 'case') cases += 1;
    else if (word === 'end') cases -= 1;
    end = token.lastIndex;
  }
  return start < 0 ? '' : rest.slice(start, end);
}

/** What is inside of the first parentheses from byte `location` on: the expression of CHECK (...) and GENERATED ... AS (...). */
export function parenthesizedText(c: Conversion, location: number | undefined): string {
  const rest = c.source.slice(location ?? 0, c.source.bytes.length);
  const token = new RegExp(TOKEN);
  let depth = 0;
  let start = -1;
  for (let match = token.exec(rest); match !== null; match = token.exec(rest)) {
    if (match[0] === '(') {
      depth += 1;
      if (depth === 1) start = token.lastIndex;
    } else if (match[0] === ')') {
      depth -= 1;
      if (depth === 0) return rest.slice(start, match.index).trim();
    }
  }
  return '';
}

/** The items of the list in the parentheses that a text begins with. */
export function listItems(list: string): readonly string[] {
  const token = new RegExp(TOKEN);
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let match = token.exec(list); match !== null; match = token.exec(list)) {
    const [found] = match;
    if (found === '(' || found === '[') {
      depth += 1;
      if (depth === 1) start = token.lastIndex;
    } else if (found === ')' || found === ']') depth -= 1;
    if (depth === 0 || (depth === 1 && found === ',')) {
      items.push(list.slice(start, match.index).trim());
      start = token.lastIndex;
    }
    if (depth === 0) break;
  }
  return items;
}

/** A parenthesized expression or a function call, without what follows it: COLLATE, an operator class, DESC. */
export function leadingOperand(text: string): string {
  const token = new RegExp(TOKEN);
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '(') depth += 1;
    else if (found === ')') {
      depth -= 1;
      if (depth === 0) return text.slice(0, token.lastIndex);
    }
  }
  return text;
}
