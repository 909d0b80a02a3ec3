/** Finds where statements end in SQL text, as a prompt must before it sends them: quotes, dollar quotes and comments hide semicolons. */

export interface SplitResult {
  /** Complete statements, each with its semicolon. */
  readonly statements: readonly string[];
  /** What follows the last semicolon. */
  readonly rest: string;
}

export function splitStatements(text: string): SplitResult {
  const statements: string[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length) {
    if (text[at] === ';') {
      statements.push(text.slice(start, at + 1).trim());
      at += 1;
      start = at;
    } else {
      at = skipToken(text, at);
    }
  }
  return { statements, rest: text.slice(start) };
}

/** The offset after the quoted thing, comment or single character at `at`; the text's end if it isn't closed. */
function skipToken(text: string, at: number): number {
  const character = text[at];
  if (character === "'") return skipQuoted(text, at, "'", isEscapeString(text, at));
  if (character === '"') return skipQuoted(text, at, '"', false);
  if (text.startsWith('--', at)) return endOf(text, text.indexOf('\n', at), 1);
  if (text.startsWith('/*', at)) return skipComment(text, at);
  if (character === '$' && !/[\w$]/.test(text[at - 1] ?? ' ')) {
    const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(text.slice(at, at + 70))?.[0];
    if (tag !== undefined) return endOf(text, text.indexOf(tag, at + tag.length), tag.length);
  }
  return at + 1;
}

function endOf(text: string, found: number, length: number): number {
  return found < 0 ? text.length : found + length;
}

/** E'...' takes backslash escapes; a name that ends in e before the quote does not occur in SQL. */
function isEscapeString(text: string, at: number): boolean {
  return /[eE]/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at - 2] ?? ' ');
}

function skipQuoted(text: string, at: number, quote: string, escapes: boolean): number {
  for (let next = at + 1; next < text.length; next += 1) {
    if (escapes && text[next] === '\\') next += 1;
    else if (text[next] === quote) return next + 1;
  }
  return text.length;
}

function skipComment(text: string, at: number): number {
  let depth = 1;
  let next = at + 2;
  while (next < text.length && depth > 0) {
    if (text.startsWith('/*', next)) {
      depth += 1;
      next += 2;
    } else if (text.startsWith('*/', next)) {
      depth -= 1;
      next += 2;
    } else {
      next += 1;
    }
  }
  return next;
}
