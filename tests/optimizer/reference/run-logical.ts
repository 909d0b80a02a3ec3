/** A bound plan by definition: nested loops over everything, each subquery evaluated for each row. The oracle of the optimizer. */
import { known } from '../../../src/common/assert.js';
import { ConductError, SQLSTATE } from '../../../src/common/errors.js';
import { findSetFunction } from '../../../src/functions/registry.js';
import { rewriteExpr } from '../../../src/optimizer/expressions.js';
import type { Expr, SubqueryExpr } from '../../../src/plan/expr.js';
import { evaluate } from '../../../src/plan/interpreter.js';
import type { AggregatePlan, ApplyPlan, JoinPlan, LogicalPlan, SetPlan } from '../../../src/plan/logical.js';
import { setFunctionRows } from '../../../src/plan/set-function-rows.js';
import { compareDatums } from '../../../src/types/compare.js';
import type { Datum } from '../../../src/types/datum.js';
import type { Row } from './values.js';
import { aggregateOf, columnValue, keyOf } from './values.js';
import { windowRows } from './window-rows.js';

export type Tables = ReadonlyMap<number, readonly (readonly Datum[])[]>;

const EMPTY: Row = new Map();

export function runLogical(plan: LogicalPlan, tables: Tables): readonly (readonly Datum[])[] {
  return rows(plan, tables, EMPTY).map((row) => plan.columns.map((column) => columnValue(row, column.id)));
}

function rows(plan: LogicalPlan, tables: Tables, outer: Row): readonly Row[] {
  const value = (expr: Expr, row: Row): Datum => valueIn(expr, new Map([...outer, ...row]), tables);
  switch (plan.kind) {
    case 'get':
      return known(tables.get(plan.table.id), 'table').map(
        (row) => new Map(plan.columns.map((column, i) => [column.id, row[plan.ordinals[i] ?? -1] ?? null])),
      );
    case 'values':
      return plan.rows.map((row) => new Map(plan.columns.map((column, i) => [column.id, row[i] ?? null])));
    case 'filter':
      return rows(plan.input, tables, outer).filter((row) => value(plan.predicate, row) === true);
    case 'project':
      return rows(plan.input, tables, outer).map(
        (row) => new Map(plan.columns.map((column, i) => [column.id, value(known(plan.exprs[i], 'expression'), row)])),
      );
    case 'join':
    case 'apply':
      return joinRows(plan, tables, outer);
    case 'aggregate':
      return aggregateRows(plan, tables, outer);
    case 'sort': {
      const sorted = rows(plan.input, tables, outer).map((row) => ({ row, keys: plan.keys.map((key) => value(key.expr, row)) }));
      sorted.sort((a, b) => {
        for (const [i, key] of plan.keys.entries()) {
          const x = a.keys[i] ?? null;
          const y = b.keys[i] ?? null;
          if (x === null && y === null) continue;
          if (x === null || y === null) return (x === null) === key.nullsFirst ? -1 : 1;
          const order = compareDatums(key.expr.type, x, y);
          if (order !== 0) return key.descending ? -order : order;
        }
        return 0;
      });
      return sorted.map(({ row }) => row);
    }
    case 'limit': {
      const input = rows(plan.input, tables, outer);
      const offset = plan.offset === null ? 0 : Number(value(plan.offset, EMPTY) ?? 0);
      const limit = plan.limit === null ? null : value(plan.limit, EMPTY);
      return input.slice(offset, limit === null ? undefined : offset + Number(limit));
    }
    case 'distinct': {
      const seen = new Map<string, Row>();
      for (const row of rows(plan.input, tables, outer)) {
        const key = keyOf(plan.columns.map((column) => columnValue(row, column.id)));
        if (!seen.has(key)) seen.set(key, row);
      }
      return [...seen.values()];
    }
    case 'window': {
      const functions = plan.functions.map(({ aggregate, call, frame }) => ({ ...call, aggregate, frame }));
      const outputs = plan.columns.slice(plan.columns.length - functions.length);
      const found = windowRows({ ...plan, functions }, rows(plan.input, tables, outer), value);
      return found.map(({ row, results }) => new Map([...row, ...outputs.map(({ id }, i) => [id, results[i] ?? null] as const)]));
    }
    case 'set':
      return setRows(plan, tables, outer);
    case 'table-function':
      return rows(plan.input, tables, outer).flatMap((row) => {
        const calls = plan.functions.map(({ name, args, width }) => {
          const types = args.map((arg) => arg.type);
          const entry = known(findSetFunction(name, types), 'set-returning function');
          return { entry, args: args.map((arg) => value(arg, row)), types, width };
        });
        const made = plan.columns.slice(plan.input.columns.length);
        return [...setFunctionRows(calls)].map((values, i) => {
          const all = plan.ordinality ? [...values, BigInt(i + 1)] : values;
          return new Map([...row, ...made.map(({ id }, at) => [id, all[at] ?? null] as const)]);
        });
      });
    case 'recursive':
    case 'working-table':
      throw new Error('recursion is not for the oracle');
    case 'row-id': {
      const id = known(plan.columns.at(-1), 'row id').id;
      return rows(plan.input, tables, outer).map((row, i) => new Map(row).set(id, BigInt(i)));
    }
  }
}

function valueIn(expr: Expr, row: Row, tables: Tables): Datum {
  const replaced = rewriteExpr(expr, (node) =>
    node.kind === 'subquery' ? { kind: 'literal', type: node.type, value: subqueryValue(node, row, tables) } : node,
  );
  return evaluate(replaced, (id) => columnValue(row, id));
}

function subqueryValue(node: SubqueryExpr, row: Row, tables: Tables): Datum {
  const found = rows(node.plan, tables, row);
  if (node.mode === 'exists') return found.length > 0;
  if (node.mode === 'scalar') {
    if (found.length > 1)
      throw new ConductError(SQLSTATE.cardinalityViolation, 'more than one row returned by a subquery used as an expression');
    const [only] = found;
    return only === undefined ? null : columnValue(only, known(node.plan.columns[0], 'column').id);
  }
  const values = found.map((inner) => valueIn(known(node.compare, 'comparison'), new Map([...row, ...inner]), tables));
  const deciding = node.mode === 'any';
  if (values.includes(deciding)) return deciding;
  return values.includes(null) ? null : !deciding;
}

function joinRows(plan: JoinPlan | ApplyPlan, tables: Tables, outer: Row): readonly Row[] {
  const left = rows(plan.left, tables, outer);
  const once = plan.kind === 'join' ? rows(plan.right, tables, outer) : null;
  const result: Row[] = [];
  const matched = new Set<Row>();
  const noRight: Row = new Map(plan.right.columns.map((column) => [column.id, null]));
  for (const row of left) {
    const right = once ?? rows(plan.right, tables, new Map([...outer, ...row]));
    const tests = right
      .map((other) => ({ other, both: new Map([...row, ...other]) as Row }))
      .map(({ other, both }) => ({
        other,
        both,
        value: valueIn(plan.condition, new Map([...outer, ...both]), tables),
      }));
    const matches = tests.filter(({ value }) => value === true);
    for (const { other } of matches) matched.add(other);
    switch (plan.join) {
      case 'inner':
        result.push(...matches.map(({ both }) => both));
        break;
      case 'single':
        if (matches.length > 1)
          throw new ConductError(SQLSTATE.cardinalityViolation, 'more than one row returned by a subquery used as an expression');
        result.push(matches[0]?.both ?? new Map([...row, ...noRight]));
        break;
      case 'left':
      case 'full':
        result.push(...(matches.length === 0 ? [new Map([...row, ...noRight])] : matches.map(({ both }) => both)));
        break;
      case 'semi':
        if (matches.length > 0) result.push(row);
        break;
      case 'anti':
        if (matches.length === 0) result.push(row);
        break;
      case 'mark': {
        const mark = matches.length > 0 ? true : tests.some(({ value }) => value === null) ? null : false;
        result.push(new Map(row).set(known(plan.columns.at(-1), 'mark').id, mark));
        break;
      }
    }
  }
  if (plan.join === 'full') {
    const noLeft: Row = new Map(plan.left.columns.map((column) => [column.id, null]));
    for (const other of once ?? []) if (!matched.has(other)) result.push(new Map([...noLeft, ...other]));
  }
  return result;
}

function aggregateRows(plan: AggregatePlan, tables: Tables, outer: Row): readonly Row[] {
  const value = (expr: Expr, row: Row): Datum => valueIn(expr, new Map([...outer, ...row]), tables);
  const groups = new Map<string, { keys: readonly Datum[]; rows: Row[] }>();
  if (plan.keys.length === 0) groups.set('', { keys: [], rows: [] });
  for (const row of rows(plan.input, tables, outer)) {
    const keys = plan.keys.map((key) => value(key, row));
    const key = keyOf(keys);
    const group = groups.get(key) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => {
    const results = plan.aggregates.map((call) => {
      const counted = call.filter === null ? group.rows : group.rows.filter((row) => value(known(call.filter, 'filter'), row) === true);
      const [arg] = call.args;
      let values: readonly Datum[] = counted.map((row) => (arg === undefined ? true : value(arg, row)));
      if (call.distinct) values = [...new Map(values.map((v) => [keyOf([v]), v])).values()];
      return aggregateOf(call.name, call.type, values, arg === undefined, arg?.type ?? null);
    });
    const all = [...group.keys, ...results];
    return new Map(plan.columns.map((column, i) => [column.id, all[i] ?? null]));
  });
}

function setRows(plan: SetPlan, tables: Tables, outer: Row): readonly Row[] {
  const side = (input: LogicalPlan): readonly (readonly Datum[])[] =>
    rows(input, tables, outer).map((row) => input.columns.map((column) => columnValue(row, column.id)));
  const left = side(plan.left);
  const right = side(plan.right);
  const counts = new Map<string, number>();
  for (const row of right) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  const distinct = (input: readonly (readonly Datum[])[]): readonly (readonly Datum[])[] =>
    plan.all ? input : [...new Map(input.map((row) => [keyOf(row), row])).values()];
  const take = (row: readonly Datum[]): boolean => {
    const n = counts.get(keyOf(row)) ?? 0;
    if (plan.all) counts.set(keyOf(row), n - 1);
    return n > 0;
  };
  const result =
    plan.op === 'union' ? distinct([...left, ...right]) : distinct(left).filter((row) => take(row) === (plan.op === 'intersect'));
  return result.map((row) => new Map(plan.columns.map((column, i) => [column.id, row[i] ?? null])));
}
