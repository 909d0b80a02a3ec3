/**
 * subquery-to-apply: every subquery of an expression becomes a dependent join under the node that has the expression.
 *
 * A conjunct of a filter that is EXISTS, NOT EXISTS, IN or ANY alone becomes a semi or anti join: only rows for which it is true
 * pass, so that NULL counts as false. `x NOT IN (q)` passes when no row of q makes `x = y` true or NULL: an anti join on
 * `coalesce(x = y, true)`, or on `x = y` where neither can be NULL. Anywhere else the value itself is needed: a mark column. Scalar
 * subqueries give a column by a single join (a second row is error 21000).
 *
 *     SELECT a FROM t WHERE EXISTS (SELECT 1 FROM s WHERE s.a = t.a)
 *     → apply semi (t, filter (s.a = t.a, s))
 *
 * Not touched: subqueries in FROM, which are plans already.
 */
import { notSupported } from '../../common/errors.js';
import type { Expr, SubqueryExpr } from '../../plan/expr.js';
import type {
  AggregatePlan,
  ApplyPlan,
  Column,
  FilterPlan,
  JoinPlan,
  LogicalPlan,
  ProjectPlan,
  SortPlan,
  TableFunctionPlan,
  WindowPlan,
} from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { outerColumns } from '../columns.js';
import { columnRef, conjunction, conjuncts, idSet, isTrue, mapChildren, not, someExpr, TRUE } from '../expressions.js';
import { canBeNull, refineNullability } from '../nullability.js';
import { expressionsOf, makeApply, makeFilter, makeNarrow, mapExpressions, mapInputs } from '../plans.js';
import type { PlanRule, RuleContext } from '../rule.js';

export const subqueryToApply: PlanRule = {
  kind: 'plan',
  name: 'subquery-to-apply',
  reason: 'makes subqueries joins that can be ordered and distributed like any other',
  required: true,
  rewrite: (plan, context) => (hasSubquery(plan) ? lower(refineNullability(plan), context) : plan),
};

function hasSubquery(plan: LogicalPlan): boolean {
  if (expressionsOf(plan).some((expr) => someExpr(expr, (node) => node.kind === 'subquery'))) return true;
  let found = false;
  mapInputs(plan, (input) => {
    found ||= hasSubquery(input);
    return input;
  });
  return found;
}

function lower(plan: LogicalPlan, context: RuleContext): LogicalPlan {
  const node = mapInputs(plan, (input) => lower(input, context));
  if (!expressionsOf(node).some((expr) => someExpr(expr, (e) => e.kind === 'subquery'))) return node;
  switch (node.kind) {
    case 'filter':
      return lowerFilter(node, context);
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'table-function':
    case 'window':
      return lowerExpressions(node, context);
    case 'join':
      return lowerCondition(node, context);
    case 'apply':
      return conditionBelow(node, context);
    case 'limit':
      throw notSupported('a subquery in LIMIT');
    case 'get':
    case 'values':
    case 'distinct':
    case 'set':
    case 'row-id':
    case 'recursive':
    case 'working-table':
      return node;
  }
}

/** The input grows a join for each subquery; expressions refer to its column then. */
class Attachment {
  #input: LogicalPlan;
  readonly #context: RuleContext;
  readonly #done = new Map<SubqueryExpr, Expr>();

  constructor(input: LogicalPlan, context: RuleContext) {
    this.#input = input;
    this.#context = context;
  }

  get input(): LogicalPlan {
    return this.#input;
  }

  /** `positive`: NULL and false are the same to the reader, through ANDs and ORs only. */
  replace(expr: Expr, positive = false): Expr {
    if (expr.kind === 'subquery') {
      const known = this.#done.get(expr);
      if (known !== undefined) return known;
      const value = this.#attach(expr, positive);
      this.#done.set(expr, value);
      return value;
    }
    const keeps = positive && (expr.kind === 'and' || expr.kind === 'or');
    return mapChildren(expr, (child) => this.replace(child, keeps));
  }

  /** A conjunct of a filter: joined when it is a subquery test alone (true), else left to the caller. */
  test(part: Expr): boolean {
    const negated = part.kind === 'not';
    const subquery = negated ? part.arg : part;
    if (subquery.kind !== 'subquery' || subquery.mode === 'scalar') return false;
    const right = lower(subquery.plan, this.#context);
    const compare = subquery.compare === null ? TRUE : this.replace(subquery.compare);
    const rejects = subquery.mode === 'all' ? !negated : negated;
    if (subquery.mode === 'exists') this.#input = makeApply(negated ? 'anti' : 'semi', this.#input, right);
    else if (!rejects) this.#input = makeApply('semi', this.#input, right, subquery.mode === 'all' ? not(compare) : compare);
    else {
      // ALL passes when no row makes the comparison false or NULL, NOT ANY when none makes it true or NULL.
      const failing = subquery.mode === 'all' ? not(compare) : compare;
      const condition = canBeNull(compare, [...this.#input.columns, ...right.columns]) ? orNull(failing) : failing;
      this.#input = makeApply('anti', this.#input, right, condition);
    }
    return true;
  }

  #attach(expr: SubqueryExpr, positive: boolean): Expr {
    const right = lower(expr.plan, this.#context);
    switch (expr.mode) {
      case 'scalar': {
        this.#input = makeApply('single', this.#input, right);
        const [column] = right.columns;
        if (column === undefined) throw notSupported('a scalar subquery without columns');
        return columnRef(column);
      }
      case 'exists':
        return this.#mark(right, TRUE);
      case 'any': {
        const compare = expr.compare === null ? TRUE : this.replace(expr.compare);
        return this.#mark(right, positive ? conjunction(conjuncts(compare).map(isTrue)) : compare);
      }
      case 'all': {
        const compare = expr.compare === null ? TRUE : this.replace(expr.compare);
        return not(this.#mark(right, not(compare)));
      }
    }
  }

  #mark(right: LogicalPlan, condition: Expr): Expr {
    const nullable = canBeNull(condition, [...this.#input.columns, ...right.columns]);
    const mark: Column = { id: this.#context.nextColumnId(), name: 'mark', type: TYPES.bool, nullable };
    this.#input = makeApply('mark', this.#input, right, condition, mark);
    return columnRef(mark);
  }
}

function orNull(condition: Expr): Expr {
  return { kind: 'coalesce', type: TYPES.bool, args: [condition, TRUE] };
}

function lowerFilter(node: FilterPlan, context: RuleContext): LogicalPlan {
  const parts = conjuncts(node.predicate).map(pushNot);
  const plain = parts.filter((part) => !someExpr(part, (e) => e.kind === 'subquery'));
  const attachment = new Attachment(makeFilter(node.input, plain), context);
  const rest: Expr[] = [];
  for (const part of parts) {
    if (plain.includes(part) || attachment.test(part)) continue;
    rest.push(attachment.replace(part, true));
  }
  return makeNarrow(makeFilter(attachment.input, rest), node.columns);
}

/** NOT NOT x → x, so that tests are seen. */
function pushNot(part: Expr): Expr {
  return part.kind === 'not' && part.arg.kind === 'not' ? pushNot(part.arg.arg) : part;
}

function lowerExpressions(
  node: ProjectPlan | AggregatePlan | SortPlan | TableFunctionPlan | WindowPlan,
  context: RuleContext,
): LogicalPlan {
  const attachment = new Attachment(node.input, context);
  const replaced = mapExpressions(node, (expr) => attachment.replace(expr));
  const grown = mapInputs(replaced, () => attachment.input);
  return node.kind === 'sort' || node.kind === 'table-function' || node.kind === 'window' ? makeNarrow(grown, node.columns) : grown;
}

/** Inner joins filter above; other kinds look at one side only, else there is no way yet. */
function lowerCondition(node: JoinPlan, context: RuleContext): LogicalPlan {
  const parts = conjuncts(node.condition);
  const nested = (part: Expr): boolean => someExpr(part, (e) => e.kind === 'subquery');
  if (node.join === 'inner') {
    const plain: JoinPlan = { ...node, condition: conjunction(parts.filter((part) => !nested(part))) };
    return lowerFilter({ kind: 'filter', columns: node.columns, input: plain, predicate: conjunction(parts.filter(nested)) }, context);
  }
  const leftIds = idSet(node.left.columns);
  const left = new Attachment(node.left, context);
  const right = new Attachment(node.right, context);
  let bothSides = false;
  const attach = (expr: Expr): Expr => {
    if (expr.kind !== 'subquery') return mapChildren(expr, attach);
    const usesLeft =
      [...outerColumns(expr.plan)].some((id) => leftIds.has(id)) || (expr.compare !== null && usesSide(expr.compare, leftIds));
    const usesRight =
      [...outerColumns(expr.plan)].some((id) => idSet(node.right.columns).has(id)) ||
      (expr.compare !== null && usesSide(expr.compare, idSet(node.right.columns)));
    bothSides ||= usesLeft && usesRight;
    return usesLeft ? left.replace(expr) : right.replace(expr);
  };
  const condition = conjunction(parts.map(attach));
  if (bothSides) {
    if (node.join !== 'left') throw notSupported('a subquery over both sides of a FULL JOIN in its condition');
    return conditionBelow({ ...node, kind: 'apply', join: 'left' }, context);
  }
  const grown: LogicalPlan = { ...node, left: left.input, right: right.input, condition };
  return makeNarrow(
    mapInputs({ ...grown, left: node.left, right: node.right }, (input) => (input === node.left ? left.input : right.input)),
    node.columns,
  );
}

/** The condition as a filter of the right side, which is evaluated for each row of the left one. */
function conditionBelow(node: ApplyPlan, context: RuleContext): LogicalPlan {
  if (node.join !== 'inner' && node.join !== 'left') throw notSupported('a subquery in the condition of this join');
  const filter: FilterPlan = { kind: 'filter', columns: node.right.columns, input: node.right, predicate: node.condition };
  return makeNarrow(makeApply(node.join, node.left, lowerFilter(filter, context)), node.columns);
}

function usesSide(expr: Expr, ids: ReadonlySet<number>): boolean {
  return someExpr(expr, (node) => node.kind === 'column' && ids.has(node.id));
}
