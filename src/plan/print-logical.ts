/**
 * Logical plans and expressions as text, for golden tests, EXPLAIN VERBOSE and debugging. The text is stable: the same plan
 * gives the same text. Columns print as `name#id`, so that two columns of one name can be told apart.
 */
import { unreachable } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { formatText } from '../types/text-format.js';
import type { AggregateCall, ColumnId, Expr, SortKey } from './expr.js';
import type { Column, LogicalPlan, WindowPlan } from './logical.js';
import { printFrame } from './window.js';

/** Names of columns by id; an id that is not in it prints as `#id`. */
export type ColumnNames = ReadonlyMap<ColumnId, string>;

const NO_NAMES: ColumnNames = new Map();

export function printType(type: SqlType): string {
  switch (type.kind) {
    case 'numeric':
      return type.precision === null ? 'numeric' : `numeric(${type.precision},${type.scale ?? 0})`;
    case 'varchar':
    case 'char':
      return type.length === null ? type.kind : `${type.kind}(${type.length})`;
    default:
      return type.kind;
  }
}

/** Operators that print between their arguments. */
const INFIX = /^[-+*/<>=~!@#%^&|`?]+$/;

export function printExpr(expr: Expr, names: ColumnNames = NO_NAMES): string {
  switch (expr.kind) {
    case 'literal':
      return printLiteral(expr.value, expr.type);
    case 'column':
      return printColumn(expr.id, names);
    case 'param':
      return `$${expr.index}`;
    case 'call':
      return printCall(expr.name, expr.args, names);
    case 'cast':
      return `${printOperand(expr.arg, names)}::${printType(expr.type)}`;
    case 'and':
    case 'or':
      return expr.args.map((arg) => printOperand(arg, names)).join(expr.kind === 'and' ? ' AND ' : ' OR ');
    case 'not':
      return `NOT ${printOperand(expr.arg, names)}`;
    case 'is-null':
      return `${printOperand(expr.arg, names)} IS NULL`;
    case 'is-distinct':
      return `${printOperand(expr.left, names)} IS DISTINCT FROM ${printOperand(expr.right, names)}`;
    case 'case': {
      const branches = expr.branches.map(({ when, then }) => `WHEN ${printExpr(when, names)} THEN ${printExpr(then, names)}`);
      const otherwise = expr.otherwise === null ? '' : ` ELSE ${printExpr(expr.otherwise, names)}`;
      return `CASE ${branches.join(' ')}${otherwise} END`;
    }
    case 'coalesce':
      return `coalesce(${printList(expr.args, names)})`;
    case 'in-list':
      return `${printOperand(expr.arg, names)} IN (${printList(expr.list, names)})`;
    case 'subquery':
      return printSubquery(expr.mode, expr.compare, expr.plan, names);
    default:
      return unreachable(expr);
  }
}

function printSubquery(mode: string, compare: Expr | null, plan: LogicalPlan, names: ColumnNames): string {
  const inner = new Map(names);
  collectNames(plan, inner);
  const condition = compare === null ? '' : ` ${printExpr(compare, inner)}:`;
  const body = printLines(plan, inner).map((line) => `\n    ${line}`);
  return `${mode}(${condition}${body.join('')})`;
}

/** Left-leaning chains of operators may be thousands deep: the left spine is walked in a loop. */
function printCall(name: string, args: readonly Expr[], names: ColumnNames): string {
  const [first, second] = args;
  const aggregate = printAggregateResult(name, args, names);
  if (aggregate !== null) return aggregate;
  if (!INFIX.test(name) || first === undefined || args.length > 2) return `${name}(${printList(args, names)})`;
  if (second === undefined) return `${name}${printOperand(first, names)}`;
  const parts = [` ${name} ${printOperand(second, names)}`];
  let opened = 0;
  let left: Expr = first;
  for (;;) {
    if (left.kind !== 'call' || left.args.length !== 2 || !INFIX.test(left.name)) break;
    const [innerLeft, innerRight] = left.args;
    if (innerLeft === undefined || innerRight === undefined) break;
    parts.push(` ${left.name} ${printOperand(innerRight, names)})`);
    opened += 1;
    left = innerLeft;
  }
  return '('.repeat(opened) + printOperand(left, names) + parts.reverse().join('');
}

/** What is made of an aggregate's state (planner/lower-aggregate.ts), under the aggregate's name: `stddev(moments)`. */
function printAggregateResult(name: string, args: readonly Expr[], names: ColumnNames): string | null {
  const [first, second, ...others] = args;
  if (first === undefined || second === undefined) return null;
  if ((name === 'conduct_from_moments' || name === 'conduct_variance') && first.kind === 'literal') {
    const states = second.kind === 'call' ? second.args.slice(0, 1) : [second, ...others];
    return `${String(first.value)}(${printList(states, names)})`;
  }
  // How the items are to be read is no one's concern but the function's.
  const isSpecified = name.startsWith('conduct_') && second.kind === 'literal' && String(second.value).startsWith('{"types":');
  return isSpecified ? `${name.slice('conduct_'.length)}(${printList([first, ...others], names)})` : null;
}

function printOperand(expr: Expr, names: ColumnNames): string {
  const text = printExpr(expr, names);
  switch (expr.kind) {
    case 'literal':
    case 'column':
    case 'param':
    case 'coalesce':
    case 'cast':
    case 'subquery':
    case 'case':
      return text;
    case 'call':
      return INFIX.test(expr.name) ? `(${text})` : text;
    case 'and':
    case 'or':
    case 'not':
    case 'is-null':
    case 'is-distinct':
    case 'in-list':
      return `(${text})`;
    default:
      return unreachable(expr);
  }
}

function printList(exprs: readonly Expr[], names: ColumnNames): string {
  return exprs.map((expr) => printExpr(expr, names)).join(', ');
}

function printColumn(id: ColumnId, names: ColumnNames): string {
  return `${names.get(id) ?? ''}#${id}`;
}

function printLiteral(value: Datum, type: SqlType): string {
  const text = printDatum(value);
  switch (type.kind) {
    case 'int4':
    case 'bool':
    case 'text':
      return text;
    case 'numeric':
      return value === null ? 'NULL::numeric' : text;
    case 'date':
    case 'timestamp':
    case 'interval':
      return value === null ? `NULL::${type.kind}` : `'${formatText(type, value)}'::${type.kind}`;
    default:
      return `${text}::${printType(type)}`;
  }
}

/** A value for people. Without its type a date or a time can't be told from a number: it prints in its internal form. */
export function printDatum(value: Datum): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value !== 'object') return String(value);
  if ('unscaled' in value) {
    if (value.special !== undefined) return value.special;
    const digits = (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString().padStart(value.scale + 1, '0');
    const sign = value.unscaled < 0n ? '-' : '';
    return value.scale === 0 ? sign + digits : `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
  }
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`;
  if ('elements' in value) return `{${value.elements.map(printDatum).join(',')}}`;
  if ('fields' in value) return `(${value.fields.map(printDatum).join(',')})`;
  if ('timeMicros' in value) return `${value.timeMicros}@${value.zoneWest}`;
  const parts = [
    ...(value.months === 0 ? [] : [`${value.months} mons`]),
    ...(value.days === 0 ? [] : [`${value.days} days`]),
    ...(value.micros === 0n ? [] : [`${value.micros} us`]),
  ];
  return `'${parts.length === 0 ? '0' : parts.join(' ')}'`;
}

/** The plan as an indented tree, root first, without a trailing line break. */
export function printLogical(plan: LogicalPlan): string {
  const names = new Map<ColumnId, string>();
  collectNames(plan, names);
  return printLines(plan, names).join('\n');
}

/** The inputs of a node, left to right. Subqueries inside expressions are not among them. */
function inputsOf(plan: LogicalPlan): readonly LogicalPlan[] {
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'working-table':
      return [];
    case 'recursive':
      return [plan.base, plan.step];
    case 'table-function':
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'row-id':
    case 'window':
      return [plan.input];
    case 'join':
    case 'apply':
    case 'set':
      return [plan.left, plan.right];
    default:
      return unreachable(plan);
  }
}

function collectNames(plan: LogicalPlan, names: Map<ColumnId, string>): void {
  // A name that a projection further up gives is the one that people know.
  for (const column of plan.columns) if (!names.has(column.id)) names.set(column.id, column.name);
  for (const input of inputsOf(plan)) collectNames(input, names);
}

function printLines(plan: LogicalPlan, names: ColumnNames): string[] {
  const lines = describe(plan, names).split('\n');
  for (const input of inputsOf(plan)) for (const line of printLines(input, names)) lines.push(`  ${line}`);
  return lines;
}

function describe(plan: LogicalPlan, names: ColumnNames): string {
  switch (plan.kind) {
    case 'get': {
      const alias = plan.alias === plan.table.name ? '' : ` as ${plan.alias}`;
      return `get ${plan.table.schema}.${plan.table.name}${alias} [${printColumns(plan.columns)}]`;
    }
    case 'values':
      return `values [${printColumns(plan.columns)}] ${printRows(plan.rows)}`;
    case 'filter':
      return `filter ${printExpr(plan.predicate, names)}`;
    case 'project':
      return `project ${printProjection(plan.columns, plan.exprs, names)}`;
    case 'join':
      return `${plan.join} join on ${printExpr(plan.condition, names)}`;
    case 'apply':
      return `${plan.join} apply on ${printExpr(plan.condition, names)}`;
    case 'aggregate':
      return printAggregateNode(plan.columns, plan.keys, plan.aggregates, names);
    case 'sort':
      return `sort ${plan.keys.map((key) => printSortKey(key, names)).join(', ')}`;
    case 'limit': {
      const limit = plan.limit === null ? '' : ` ${printExpr(plan.limit, names)}`;
      const offset = plan.offset === null ? '' : ` offset ${printExpr(plan.offset, names)}`;
      return `limit${limit}${offset}`;
    }
    case 'distinct':
      return 'distinct';
    case 'set':
      return `${plan.op}${plan.all ? ' all' : ''} [${printColumns(plan.columns)}]`;
    case 'row-id':
      return `row-id [${printColumns(plan.columns.slice(-1))}]`;
    case 'window':
      return printWindow(plan, names);
    case 'table-function': {
      const calls = plan.functions.map(({ name, args }) => `${name}(${printList(args, names)})`).join(', ');
      return `table-function ${calls} [${printColumns(plan.columns.slice(plan.input.columns.length))}]`;
    }
    case 'recursive':
      return `recursive ${plan.all ? 'union all' : 'union'} ${plan.name} [${printColumns(plan.columns)}]`;
    case 'working-table':
      return `working-table [${printColumns(plan.columns)}]`;
    default:
      return unreachable(plan);
  }
}

function printColumns(columns: readonly Column[]): string {
  return columns.map((column) => `${column.name}#${column.id}`).join(', ');
}

/** Rows of catalog relations are many: only a few are worth printing. */
const PRINTED_ROWS = 5;

function printRows(rows: readonly (readonly Datum[])[]): string {
  const shown = rows.slice(0, PRINTED_ROWS).map((row) => `(${row.map(printDatum).join(', ')})`);
  return rows.length > PRINTED_ROWS ? `${shown.join(', ')}, ... ${rows.length} rows` : shown.join(', ');
}

/** A column that only passes through prints as itself. */
function printProjection(columns: readonly Column[], exprs: readonly Expr[], names: ColumnNames): string {
  return columns
    .map((column, i) => {
      const expr = exprs[i];
      if (expr === undefined) return '?';
      if (expr.kind === 'column' && expr.id === column.id) return printColumn(column.id, names);
      return `${column.name}#${column.id} := ${printExpr(expr, names)}`;
    })
    .join(', ');
}

function printAggregateNode(
  columns: readonly Column[],
  keys: readonly Expr[],
  aggregates: readonly AggregateCall[],
  names: ColumnNames,
): string {
  const groups = printProjection(columns.slice(0, keys.length), keys, names);
  const values = aggregates.map((call, i) => {
    const column = columns[keys.length + i];
    return `${column === undefined ? '?' : `${column.name}#${column.id}`} := ${printAggregate(call, names)}`;
  });
  return `aggregate by [${groups}] ${values.join(', ')}`.trimEnd();
}

function printWindow(plan: WindowPlan, names: ColumnNames): string {
  const keys = [
    ...(plan.partition.length === 0 ? [] : [`partition by ${printList(plan.partition, names)}`]),
    ...(plan.order.length === 0 ? [] : [`order by ${plan.order.map((key) => printSortKey(key, names)).join(', ')}`]),
  ];
  const outputs = plan.columns.slice(plan.columns.length - plan.functions.length);
  const calls = plan.functions.map(({ aggregate, call, frame }, i) => {
    const text = aggregate ? printAggregate(call, names) : `${call.name}(${printList(call.args, names)})`;
    const range = printFrame(frame, (expr) => printExpr(expr, names));
    return `${printColumns(outputs.slice(i, i + 1))} := ${text}${range === '' ? '' : ` ${range.toLowerCase()}`}`;
  });
  return `window (${keys.join(' ')}) ${calls.join(', ')}`;
}

export function printAggregate(call: AggregateCall, names: ColumnNames = NO_NAMES): string {
  const args = call.args.length === 0 ? '*' : printList(call.args, names);
  const filter = call.filter === null ? '' : ` FILTER (WHERE ${printExpr(call.filter, names)})`;
  return `${call.name}(${call.distinct ? 'DISTINCT ' : ''}${args})${filter}`;
}

function printSortKey(key: SortKey, names: ColumnNames): string {
  const direction = key.descending ? ' desc' : '';
  // The default is NULLs last ascending, first descending.
  const nulls = key.nullsFirst === key.descending ? '' : key.nullsFirst ? ' nulls first' : ' nulls last';
  return `${printExpr(key.expr, names)}${direction}${nulls}`;
}
