/** Paths of SQL/JSON: their syntax tree and PostgreSQL's canonical text (jsonpath_out). */
import { type JsonNumber, quoteJson } from './json-value.js';

export type PathComparison = '==' | '!=' | '<' | '>' | '<=' | '>=';
export type PathOperator = '+' | '-' | '*' | '/' | '%';
export const PATH_METHODS = ['type', 'size', 'abs', 'floor', 'ceiling', 'double', 'keyvalue'] as const;
export type PathMethod = (typeof PATH_METHODS)[number];

/** Numbers, texts and so on: sequences of values. */
export type PathExpr =
  | { readonly kind: 'literal'; readonly value: null | boolean | string | JsonNumber }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'root' }
  | { readonly kind: 'current' }
  | { readonly kind: 'last' }
  | { readonly kind: 'arithmetic'; readonly operator: PathOperator; readonly left: PathExpr; readonly right: PathExpr }
  | { readonly kind: 'sign'; readonly operator: '+' | '-'; readonly operand: PathExpr }
  /** The head is no such path itself. */
  | { readonly kind: 'steps'; readonly head: PathExpr | PathPredicate; readonly steps: readonly PathStep[] };

/** True, false or unknown. */
export type PathPredicate =
  | { readonly kind: 'compare'; readonly operator: PathComparison; readonly left: PathExpr; readonly right: PathExpr }
  | { readonly kind: 'and' | 'or'; readonly left: PathPredicate; readonly right: PathPredicate }
  | { readonly kind: 'not' | 'is-unknown'; readonly operand: PathPredicate }
  | { readonly kind: 'exists'; readonly operand: PathExpr }
  | { readonly kind: 'starts-with'; readonly left: PathExpr; readonly right: PathExpr }
  | { readonly kind: 'like-regex'; readonly operand: PathExpr; readonly pattern: string; readonly flags: string };

export type PathStep =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'any-key' }
  | { readonly kind: 'any-element' }
  | { readonly kind: 'elements'; readonly subscripts: readonly { readonly from: PathExpr; readonly to: PathExpr | null }[] }
  /** `**`: all levels from one to the other; Infinity is the last. */
  | { readonly kind: 'levels'; readonly first: number; readonly last: number }
  | { readonly kind: 'filter'; readonly predicate: PathPredicate }
  | { readonly kind: 'method'; readonly name: PathMethod }
  | { readonly kind: 'datetime'; readonly template: string | null };

export interface JsonPath {
  readonly strict: boolean;
  readonly root: PathExpr | PathPredicate;
}

export function isPredicate(node: PathExpr | PathPredicate): node is PathPredicate {
  switch (node.kind) {
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'is-unknown':
    case 'exists':
    case 'starts-with':
    case 'like-regex':
      return true;
    default:
      return false;
  }
}

const OTHER_PRIORITY = 6;

function priority(node: PathExpr | PathPredicate): number {
  switch (node.kind) {
    case 'or':
      return 0;
    case 'and':
      return 1;
    case 'compare':
    case 'starts-with':
      return 2;
    case 'arithmetic':
      return node.operator === '+' || node.operator === '-' ? 3 : 4;
    case 'sign':
      return 5;
    // A path counts as what it begins with.
    case 'steps':
      return priority(node.head);
    default:
      return OTHER_PRIORITY;
  }
}

export function formatJsonPath({ strict, root }: JsonPath): string {
  return `${strict ? 'strict ' : ''}${format(root, true)}`;
}

function format(node: PathExpr | PathPredicate, brackets: boolean): string {
  const around = (text: string): string => (brackets ? `(${text})` : text);
  const side = (operand: PathExpr | PathPredicate): string => format(operand, priority(operand) <= priority(node));
  const infix = (left: PathExpr | PathPredicate, operator: string, right: PathExpr | PathPredicate): string =>
    around(`${side(left)} ${operator} ${side(right)}`);
  switch (node.kind) {
    case 'literal':
      return formatLiteral(node.value);
    case 'variable':
      return `$${quoteJson(node.name)}`;
    case 'root':
      return '$';
    case 'current':
      return '@';
    case 'last':
      return 'last';
    case 'arithmetic':
    case 'compare':
      return infix(node.left, node.operator, node.right);
    case 'and':
      return infix(node.left, '&&', node.right);
    case 'or':
      return infix(node.left, '||', node.right);
    case 'starts-with':
      return infix(node.left, 'starts with', node.right);
    case 'sign':
      return around(`${node.operator}${side(node.operand)}`);
    case 'not':
      return `!(${format(node.operand, false)})`;
    case 'is-unknown':
      return `(${format(node.operand, false)}) is unknown`;
    case 'exists':
      return `exists (${format(node.operand, false)})`;
    case 'like-regex': {
      const flags = node.flags === '' ? '' : ` flag "${node.flags}"`;
      return around(`${side(node.operand)} like_regex ${quoteJson(node.pattern)}${flags}`);
    }
    default: {
      const isNumber = node.head.kind === 'literal' && typeof node.head.value === 'object' && node.head.value !== null;
      const head = format(node.head, brackets);
      return `${isNumber ? `(${head})` : head}${node.steps.map(formatStep).join('')}`;
    }
  }
}

function formatLiteral(value: null | boolean | string | JsonNumber): string {
  if (typeof value === 'string') return quoteJson(value);
  return value === null ? 'null' : typeof value === 'boolean' ? String(value) : value.number;
}

function formatStep(step: PathStep): string {
  switch (step.kind) {
    case 'key':
      return `.${quoteJson(step.name)}`;
    case 'any-key':
      return '.*';
    case 'any-element':
      return '[*]';
    case 'elements': {
      const parts = step.subscripts.map(({ from, to }) => `${format(from, false)}${to === null ? '' : ` to ${format(to, false)}`}`);
      return `[${parts.join(',')}]`;
    }
    case 'levels': {
      const name = (level: number): string => (level === Number.POSITIVE_INFINITY ? 'last' : String(level));
      if (step.first === 0 && step.last === Number.POSITIVE_INFINITY) return '.**';
      if (step.first === step.last) return `.**{${name(step.first)}}`;
      return `.**{${name(step.first)} to ${name(step.last)}}`;
    }
    case 'filter':
      return `?(${format(step.predicate, false)})`;
    case 'method':
      return `.${step.name}()`;
    case 'datetime':
      return `.datetime(${step.template === null ? '' : quoteJson(step.template)})`;
  }
}
