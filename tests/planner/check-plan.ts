/** Invariants that every bound plan must have: ids are made once, references are visible, casts are explicit, counts agree. */
import { expect } from 'chai';
import { functionOf } from '../../src/functions/registry.js';
import type { ColumnId, Expr } from '../../src/plan/expr.js';
import type { LogicalPlan } from '../../src/plan/logical.js';
import { windowCallExpressions } from '../../src/plan/window.js';

/** outer: columns of enclosing queries. */
export function checkPlan(plan: LogicalPlan, outer: ReadonlySet<ColumnId> = new Set(), made = new Set<ColumnId>()): void {
  const ids = plan.columns.map((column) => column.id);
  expect(new Set(ids).size, `distinct ids in ${plan.kind}`).to.equal(ids.length);
  for (const column of plan.columns) expect(column.type.kind, `type of ${column.name}`).not.to.equal('unknown');
  const check = (expr: Expr, visible: ReadonlySet<ColumnId>): void => checkExpr(expr, visible, made);
  const see = (...plans: readonly LogicalPlan[]): Set<ColumnId> => new Set([...outer, ...plans.flatMap((p) => p.columns.map((c) => c.id))]);
  const make = (inputs: readonly LogicalPlan[]): void => {
    const passed = new Set(inputs.flatMap((input) => input.columns.map((column) => column.id)));
    for (const id of ids) {
      if (passed.has(id)) continue;
      expect(made.has(id), `#${id} is made once`).to.equal(false);
      expect(outer.has(id), `#${id} is no column of an outer query`).to.equal(false);
      made.add(id);
    }
  };
  switch (plan.kind) {
    case 'get':
      make([]);
      expect(plan.ordinals.length).to.equal(plan.columns.length);
      return;
    case 'values':
      make([]);
      for (const row of plan.rows) expect(row.length).to.equal(plan.columns.length);
      return;
    case 'filter':
      checkPlan(plan.input, outer, made);
      expect(ids).to.deep.equal(plan.input.columns.map((column) => column.id));
      check(plan.predicate, see(plan.input));
      return;
    case 'project':
      checkPlan(plan.input, outer, made);
      make([plan.input]);
      expect(plan.exprs.length).to.equal(plan.columns.length);
      for (const [i, expr] of plan.exprs.entries()) {
        expect(expr.type.kind).to.equal(plan.columns[i]?.type.kind);
        check(expr, see(plan.input));
      }
      return;
    case 'join':
    case 'apply': {
      checkPlan(plan.left, outer, made);
      checkPlan(plan.right, plan.kind === 'apply' ? see(plan.left) : outer, made);
      expect(ids).to.deep.equal([...plan.left.columns, ...plan.right.columns].map((column) => column.id));
      check(plan.condition, see(plan.left, plan.right));
      return;
    }
    case 'aggregate':
      checkPlan(plan.input, outer, made);
      make([plan.input]);
      expect(ids.length).to.equal(plan.keys.length + plan.aggregates.length);
      for (const key of plan.keys) check(key, see(plan.input));
      for (const call of plan.aggregates) for (const arg of call.args) check(arg, see(plan.input));
      return;
    case 'sort':
      checkPlan(plan.input, outer, made);
      for (const key of plan.keys) check(key.expr, see(plan.input));
      return;
    case 'limit':
    case 'distinct':
    case 'row-id':
      checkPlan(plan.input, outer, made);
      return;
    case 'window':
      checkPlan(plan.input, outer, made);
      make([plan.input]);
      expect(ids.length).to.equal(plan.input.columns.length + plan.functions.length);
      for (const expr of [...plan.partition, ...plan.order.map((key) => key.expr)]) check(expr, see(plan.input));
      for (const each of plan.functions) for (const expr of windowCallExpressions(each)) check(expr, see(plan.input));
      return;
    case 'table-function':
      checkPlan(plan.input, outer, made);
      make([plan.input]);
      for (const { args } of plan.functions) for (const arg of args) check(arg, see(plan.input));
      return;
    case 'working-table':
      make([]);
      return;
    case 'recursive':
      checkPlan(plan.base, outer, made);
      checkPlan(plan.step, outer, made);
      make([]);
      return;
    case 'set':
      checkPlan(plan.left, outer, made);
      checkPlan(plan.right, outer, made);
      make([]);
      for (const side of [plan.left, plan.right]) {
        expect(side.columns.map((column) => column.type.kind)).to.deep.equal(plan.columns.map((column) => column.type.kind));
      }
  }
}

function checkExpr(expr: Expr, visible: ReadonlySet<ColumnId>, made: Set<ColumnId>): void {
  switch (expr.kind) {
    case 'literal':
    case 'param':
      expect(expr.type.kind).not.to.equal('unknown');
      return;
    case 'column':
      expect(visible.has(expr.id), `#${expr.id} is visible`).to.equal(true);
      return;
    case 'call': {
      const kinds = expr.args.map((arg) => arg.type.kind);
      expect(functionOf(expr), `${expr.name}(${kinds.join(', ')}) in the registry`).not.to.equal(undefined);
      for (const arg of expr.args) checkExpr(arg, visible, made);
      return;
    }
    case 'and':
    case 'or':
      expect(expr.args.length).to.be.greaterThan(1);
      for (const arg of expr.args) {
        expect(arg.type.kind).to.equal('bool');
        checkExpr(arg, visible, made);
      }
      return;
    case 'coalesce':
      for (const arg of expr.args) {
        expect(arg.type.kind).to.equal(expr.type.kind);
        checkExpr(arg, visible, made);
      }
      return;
    case 'cast':
    case 'not':
    case 'is-null':
      checkExpr(expr.arg, visible, made);
      return;
    case 'is-distinct':
      expect(expr.left.type.kind).to.equal(expr.right.type.kind);
      checkExpr(expr.left, visible, made);
      checkExpr(expr.right, visible, made);
      return;
    case 'case':
      for (const { when, then } of expr.branches) {
        expect(when.type.kind).to.equal('bool');
        expect(then.type.kind).to.equal(expr.type.kind);
        checkExpr(when, visible, made);
        checkExpr(then, visible, made);
      }
      if (expr.otherwise !== null) checkExpr(expr.otherwise, visible, made);
      return;
    case 'in-list':
      checkExpr(expr.arg, visible, made);
      for (const item of expr.list) {
        expect(item.type.kind).to.equal(expr.arg.type.kind);
        checkExpr(item, visible, made);
      }
      return;
    case 'subquery':
      checkPlan(expr.plan, visible, made);
      if (expr.compare !== null) checkExpr(expr.compare, new Set([...visible, ...expr.plan.columns.map((column) => column.id)]), made);
  }
}
