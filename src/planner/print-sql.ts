/**
 * Bound expressions as SQL in PostgreSQL's form (ruleutils.c): what pg_get_expr and its like print of defaults, checks and indexes. Types of
 * constants and casts that the user did not write are shown. Pretty: without the parentheses that the order of operators makes needless.
 */
import { assert } from '../common/assert.js';
import { quoteIdentifier, quoteLiteral } from '../functions/quoting.js';
import type { CallExpr, CaseExpr, CastExpr, ColumnId, Expr, LiteralExpr } from '../plan/expr.js';
import type { TypeKind } from '../types/sql-type.js';
import { formatText } from '../types/text-format.js';
import { formatType } from '../types/type-name.js';

/** What has no form here: the text is shown as it was written. */
export class Unprintable extends Error {}

const OPERATOR = /^[-+*/<>=~!@#%^&|`?]+$/;
/** Functions that SQL writes as words. */
const VALUE_WORDS: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_user',
  'session_user',
]);

export class SqlPrinter {
  readonly #names: ReadonlyMap<ColumnId, string>;
  readonly #pretty: boolean;

  constructor(names: ReadonlyMap<ColumnId, string>, pretty: boolean) {
    this.#names = names;
    this.#pretty = pretty;
  }

  print(expr: Expr): string {
    switch (expr.kind) {
      case 'literal':
        return this.#literal(expr);
      case 'column': {
        const name = this.#names.get(expr.id);
        assert(name !== undefined, `column ${expr.id} of a stored expression`);
        return name;
      }
      case 'call':
        return this.#call(expr);
      case 'cast':
        return this.#cast(expr);
      case 'and':
      case 'or':
        return this.#enclosed(expr.args.map((arg) => this.#operand(arg, expr)).join(expr.kind === 'and' ? ' AND ' : ' OR '));
      case 'not':
        if (expr.arg.kind === 'is-null') return this.#enclosed(`${this.#operand(expr.arg.arg, expr.arg)} IS NOT NULL`);
        if (expr.arg.kind === 'in-list') return this.#list(expr.arg.arg, expr.arg.list, '<> ALL', expr.arg);
        return this.#enclosed(`NOT ${this.#operand(expr.arg, expr)}`);
      case 'is-null':
        return this.#enclosed(`${this.#operand(expr.arg, expr)} IS NULL`);
      case 'is-distinct':
        return this.#enclosed(`${this.#operand(expr.left, expr)} IS DISTINCT FROM ${this.#operand(expr.right, expr)}`);
      case 'case':
        return this.#case(expr);
      case 'coalesce':
        return `COALESCE(${this.#items(expr.args)})`;
      case 'in-list':
        return this.#list(expr.arg, expr.list, '= ANY', expr);
      case 'param':
      case 'subquery':
        throw new Unprintable();
    }
  }

  #enclosed(text: string): string {
    return this.#pretty ? text : `(${text})`;
  }

  #items(exprs: readonly Expr[]): string {
    return exprs.map((expr) => this.print(expr)).join(', ');
  }

  #list(arg: Expr, list: readonly Expr[], word: string, parent: Expr): string {
    return this.#enclosed(
      `${this.#operand(asCompared(arg), parent)} ${word} (ARRAY[${list.map((item) => this.print(asCompared(item))).join(', ')}])`,
    );
  }

  #literal({ type, value }: LiteralExpr): string {
    const name = formatType(type);
    if (value === null) return `NULL::${name}`;
    const text = formatText(type, value);
    switch (type.kind) {
      case 'bool':
        return value === true ? 'true' : 'false';
      case 'int2':
      case 'int4':
      case 'int8':
        return text.startsWith('-') ? `'${text}'::${name}` : text;
      case 'numeric':
        if (/^\d*\.\d+$/.test(text)) return text;
        return this.#number(text, name);
      case 'float4':
      case 'float8':
        return this.#number(text, name);
      default:
        return `${quoteLiteral(text)}::${name}`;
    }
  }

  #number(text: string, type: string): string {
    if (!/^\d+(?:\.\d+)?$/.test(text)) return `'${text}'::${type}`;
    return this.#pretty ? `${text}::${type}` : `(${text})::${type}`;
  }

  #call(expr: CallExpr): string {
    const { name, args } = expr;
    const [first, second] = args;
    if (name.startsWith('conduct_') || expr.variadic === true) throw new Unprintable();
    if (OPERATOR.test(name) && first !== undefined && args.length <= 2) {
      if (second === undefined) return this.#enclosed(`${name} ${this.#operand(first, expr)}`);
      const [left, right] = [asCompared(first), asCompared(second)];
      return this.#enclosed(`${this.#operand(left, expr, true)} ${name} ${this.#operand(right, expr)}`);
    }
    if (args.length === 0 && VALUE_WORDS.has(name)) return name.toUpperCase();
    if (name === 'extract' && first?.kind === 'literal' && second !== undefined)
      return `EXTRACT(${String(first.value)} FROM ${this.print(second)})`;
    return `${quoteIdentifier(name)}(${this.#items(args)})`;
  }

  #cast({ arg, type }: CastExpr): string {
    const inner = this.print(arg);
    const shown = formatType(type);
    if (arg.kind === 'literal' && arg.type.kind === type.kind) return inner;
    if (!this.#pretty) return `(${inner})::${shown}`;
    return `${isSimple(arg, 'cast') ? inner : `(${inner})`}::${shown}`;
  }

  #case({ branches, otherwise }: CaseExpr): string {
    const parts = branches.map(({ when, then }) => `WHEN ${this.print(when)} THEN ${this.print(then)}`);
    parts.push(`ELSE ${otherwise === null ? `NULL::${formatType(branches[0]?.then.type ?? { kind: 'text' })}` : this.print(otherwise)}`);
    return this.#pretty ? `CASE\n${parts.map((part) => `    ${part}\n`).join('')}END` : `CASE ${parts.join(' ')} END`;
  }

  /** In parentheses where PostgreSQL's pretty form has them; the other form brings its own. */
  #operand(expr: Expr, parent: Expr, isLeft = false): string {
    const text = this.print(expr);
    if (!this.#pretty) return text;
    return isSimple(expr, parent, isLeft) ? text : `(${text})`;
  }
}

/** Operators over integers, over floats and over dates take both sides as they are. */
function asCompared(expr: Expr): Expr {
  if (expr.kind !== 'cast' || expr.mode !== 'implicit') return expr;
  const family = FAMILIES[expr.type.kind];
  return family !== undefined && family === FAMILIES[expr.arg.type.kind] ? expr.arg : expr;
}

const FAMILIES: { readonly [K in TypeKind]?: string } = {
  int2: 'int',
  int4: 'int',
  int8: 'int',
  float4: 'float',
  float8: 'float',
  date: 'date',
  timestamp: 'date',
  timestamptz: 'date',
};

function isSimple(expr: Expr, parent: Expr | 'cast', isLeft = false): boolean {
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'case':
    case 'coalesce':
    case 'param':
    case 'subquery':
      return true;
    case 'cast':
      return isSimple(expr.arg, 'cast');
    case 'call':
      return OPERATOR.test(expr.name) ? isSimpleOperator(expr.name, parent, isLeft) : true;
    case 'and':
      return parent !== 'cast' && (parent.kind === 'and' || parent.kind === 'or');
    case 'or':
      return parent !== 'cast' && parent.kind === 'or';
    case 'not':
    case 'is-null':
    case 'is-distinct':
    case 'in-list':
      return parent !== 'cast' && isLogic(parent);
  }
}

function isLogic(parent: Expr): boolean {
  return parent.kind === 'and' || parent.kind === 'or' || parent.kind === 'not';
}

function isSimpleOperator(name: string, parent: Expr | 'cast', isLeft: boolean): boolean {
  if (parent === 'cast') return false;
  if (isLogic(parent)) return true;
  if (parent.kind !== 'call' || !OPERATOR.test(parent.name)) return false;
  const own = precedence(name);
  const outer = precedence(parent.name);
  if (own === 0 || outer === 0) return false;
  return own > outer || (own === outer && isLeft);
}

function precedence(operator: string): number {
  if (operator === '+' || operator === '-') return 1;
  return operator === '*' || operator === '/' || operator === '%' ? 2 : 0;
}
