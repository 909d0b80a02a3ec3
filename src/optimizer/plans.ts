/** Small operations on logical plans that rules share: walking, factories, free columns, copies with fresh ids. */
import { assert, unreachable } from '../common/assert.js';
import type { AggregateCall, Expr } from '../plan/expr.js';
import type { AggregatePlan, ApplyPlan, Column, FilterPlan, JoinPlan, LogicalPlan, ProjectPlan } from '../plan/logical.js';
import { mapWindow, windowCallExpressions } from '../plan/window.js';
import { columnRef, conjunction, mapList, TRUE } from './expressions.js';

export function inputsOf(plan: LogicalPlan): readonly LogicalPlan[] {
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'working-table':
      return [];
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'row-id':
    case 'table-function':
    case 'window':
      return [plan.input];
    case 'recursive':
      return [plan.base, plan.step];
    case 'join':
    case 'apply':
    case 'set':
      return [plan.left, plan.right];
  }
  return unreachable(plan);
}

/** Replaces the inputs; the node's own columns stay, but for kinds whose columns are those of their inputs. */
export function mapInputs(plan: LogicalPlan, f: (input: LogicalPlan) => LogicalPlan): LogicalPlan {
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'working-table':
      return plan;
    case 'table-function': {
      const input = f(plan.input);
      return input === plan.input
        ? plan
        : { ...plan, input, columns: [...input.columns, ...plan.columns.slice(plan.input.columns.length)] };
    }
    case 'recursive': {
      const base = f(plan.base);
      const step = f(plan.step);
      return base === plan.base && step === plan.step ? plan : { ...plan, base, step };
    }
    case 'filter':
    case 'sort':
    case 'limit':
    case 'distinct': {
      const input = f(plan.input);
      return input === plan.input ? plan : { ...plan, input, columns: input.columns };
    }
    case 'project':
    case 'aggregate': {
      const input = f(plan.input);
      return input === plan.input ? plan : { ...plan, input };
    }
    case 'row-id': {
      const input = f(plan.input);
      return input === plan.input ? plan : { ...plan, input, columns: [...input.columns, ...plan.columns.slice(-1)] };
    }
    case 'window': {
      const input = f(plan.input);
      const outputs = plan.columns.slice(plan.columns.length - plan.functions.length);
      return input === plan.input ? plan : { ...plan, input, columns: [...input.columns, ...outputs] };
    }
    case 'join':
    case 'apply': {
      const left = f(plan.left);
      const right = f(plan.right);
      if (left === plan.left && right === plan.right) return plan;
      return { ...plan, left, right, columns: joinColumns(plan.join, left, right, plan.columns.at(-1)) };
    }
    case 'set': {
      const left = f(plan.left);
      const right = f(plan.right);
      return left === plan.left && right === plan.right ? plan : { ...plan, left, right };
    }
  }
  return unreachable(plan);
}

function joinColumns(join: JoinPlan['join'], left: LogicalPlan, right: LogicalPlan, mark: Column | undefined): readonly Column[] {
  switch (join) {
    case 'inner':
      return [...left.columns, ...right.columns];
    case 'left':
    case 'single':
      return [...left.columns, ...right.columns.map(asNullable)];
    case 'full':
      return [...left.columns.map(asNullable), ...right.columns.map(asNullable)];
    case 'semi':
    case 'anti':
      return left.columns;
    case 'mark':
      assert(mark !== undefined, 'a mark join has a mark column');
      return [...left.columns, mark];
  }
  return unreachable(join);
}

function asNullable(column: Column): Column {
  return column.nullable ? column : { ...column, nullable: true };
}

/** The expressions of the node itself. */
export function expressionsOf(plan: LogicalPlan): readonly Expr[] {
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'distinct':
    case 'set':
    case 'row-id':
    case 'recursive':
    case 'working-table':
      return [];
    case 'table-function':
      return plan.functions.flatMap(({ args }) => args);
    case 'filter':
      return [plan.predicate];
    case 'project':
      return plan.exprs;
    case 'join':
    case 'apply':
      return [plan.condition];
    case 'aggregate':
      return [...plan.keys, ...plan.aggregates.flatMap((a) => [...a.args, ...(a.filter === null ? [] : [a.filter])])];
    case 'sort':
      return plan.keys.map((key) => key.expr);
    case 'window':
      return [...plan.partition, ...plan.order.map((key) => key.expr), ...plan.functions.flatMap(windowCallExpressions)];
    case 'limit':
      return [...(plan.limit === null ? [] : [plan.limit]), ...(plan.offset === null ? [] : [plan.offset])];
  }
  return unreachable(plan);
}

export function mapExpressions(plan: LogicalPlan, f: (expr: Expr) => Expr): LogicalPlan {
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'distinct':
    case 'set':
    case 'row-id':
    case 'recursive':
    case 'working-table':
      return plan;
    case 'table-function': {
      const functions = mapList(plan.functions, (each) => {
        const args = mapList(each.args, f);
        return args === each.args ? each : { ...each, args };
      });
      return functions === plan.functions ? plan : { ...plan, functions };
    }
    case 'filter': {
      const predicate = f(plan.predicate);
      return predicate === plan.predicate ? plan : { ...plan, predicate };
    }
    case 'project': {
      const exprs = mapList(plan.exprs, f);
      return exprs === plan.exprs ? plan : { ...plan, exprs };
    }
    case 'join':
    case 'apply': {
      const condition = f(plan.condition);
      return condition === plan.condition ? plan : { ...plan, condition };
    }
    case 'aggregate': {
      const keys = mapList(plan.keys, f);
      const aggregates = mapList(plan.aggregates, (call) => mapAggregate(call, f));
      return keys === plan.keys && aggregates === plan.aggregates ? plan : { ...plan, keys, aggregates };
    }
    case 'sort': {
      const keys = mapList(plan.keys, (key) => {
        const expr = f(key.expr);
        return expr === key.expr ? key : { ...key, expr };
      });
      return keys === plan.keys ? plan : { ...plan, keys };
    }
    case 'window': {
      const mapped = mapWindow(plan, f, (call) => mapAggregate(call, f));
      const same = mapped.partition === plan.partition && mapped.order === plan.order && mapped.functions === plan.functions;
      return same ? plan : { ...plan, ...mapped };
    }
    case 'limit': {
      const limit = plan.limit === null ? null : f(plan.limit);
      const offset = plan.offset === null ? null : f(plan.offset);
      return limit === plan.limit && offset === plan.offset ? plan : { ...plan, limit, offset };
    }
  }
  return unreachable(plan);
}

export function mapAggregate(call: AggregateCall, f: (expr: Expr) => Expr): AggregateCall {
  const args = mapList(call.args, f);
  const filter = call.filter === null ? null : f(call.filter);
  return args === call.args && filter === call.filter ? call : { ...call, args, filter };
}

export function makeFilter(input: LogicalPlan, parts: readonly Expr[]): LogicalPlan {
  if (parts.length === 0) return input;
  const filter: FilterPlan = { kind: 'filter', columns: input.columns, input, predicate: conjunction(parts) };
  return filter;
}

export function makeProject(input: LogicalPlan, columns: readonly Column[], exprs: readonly Expr[]): ProjectPlan {
  assert(columns.length === exprs.length, 'a projection has one expression a column');
  return { kind: 'project', columns, input, exprs };
}

/** Keeps these columns only, or the input itself when it has exactly them. */
export function makeNarrow(input: LogicalPlan, columns: readonly Column[]): LogicalPlan {
  if (input.columns.length === columns.length && input.columns.every((column, i) => column.id === columns[i]?.id)) return input;
  return makeProject(input, columns, columns.map(columnRef));
}

export function makeJoin(join: JoinPlan['join'], left: LogicalPlan, right: LogicalPlan, condition: Expr = TRUE, mark?: Column): JoinPlan {
  return { kind: 'join', columns: joinColumns(join, left, right, mark), join, left, right, condition };
}

export function makeApply(
  join: ApplyPlan['join'],
  left: LogicalPlan,
  right: LogicalPlan,
  condition: Expr = TRUE,
  mark?: Column,
): ApplyPlan {
  return { kind: 'apply', columns: joinColumns(join, left, right, mark), join, left, right, condition };
}

export function makeAggregate(
  input: LogicalPlan,
  keys: readonly Expr[],
  aggregates: readonly AggregateCall[],
  columns: readonly Column[],
): AggregatePlan {
  assert(columns.length === keys.length + aggregates.length, 'an aggregate has one column a key and an aggregate');
  return { kind: 'aggregate', columns, input, keys, aggregates };
}
