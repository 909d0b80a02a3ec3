/** Constants of a statement as its parameters: the same question, asked through the extended protocol. */
import { KINDS, type Piece, render } from './piece.js';

export interface Prepared {
  readonly sql: string;
  readonly values: readonly string[];
}

const LITERAL = /^(?:\w+ '([^']*)'|'([^']*)'::[\w[\]]+|\(?(-?[\d.]+)\)?(?:::\w+)?)$/;
/** One parameter in so many is written without its type, which the statement then has to tell. */
const BARE_EVERY = 8;

export function prepared(query: Piece): Prepared {
  const numbers = new Map<string, number>();
  const values: string[] = [];
  const visit = (node: Piece): string => {
    const [only] = node.parts;
    const literal = node.parts.length === 1 && typeof only === 'string' && isType(node.kind) ? LITERAL.exec(only) : null;
    if (literal === null) return node.parts.map((part) => (typeof part === 'string' ? part : visit(part))).join('');
    const text = render(node);
    // Equal constants are one parameter: DISTINCT and ORDER BY must go on saying the same.
    const key = `${node.kind} ${text}`;
    const number = numbers.get(key) ?? numbers.size + 1;
    if (!numbers.has(key)) values.push(literal[1] ?? literal[2] ?? literal[3] ?? '');
    numbers.set(key, number);
    return number % BARE_EVERY === 0 ? `$${number}` : `$${number}::${node.kind}`;
  };
  return { sql: visit(query), values };
}

function isType(kind: Piece['kind']): boolean {
  return KINDS.some((known) => known === kind);
}
