/**
 * The general way to make a plan independent: the domain D (the distinct values of the outer columns that the plan refers
 * to) is joined into it as deep as possible, outer columns become D's, and D's columns are carried up through every operator, as
 * group keys and join keys. Then each outer row finds the rows of its own D row.
 */

import { known } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column, JoinPlan, LimitPlan, LogicalPlan, ProjectPlan, SetPlan, WindowPlan } from '../../plan/logical.js';
import { mapWindow } from '../../plan/window.js';
import { TYPES } from '../../types/sql-type.js';
import { copyPlan, outerColumns, substitute, usesAny } from '../columns.js';
import { columnRef, conjunction, conjuncts, idSet, isNotDistinct } from '../expressions.js';
import { makeAggregate, makeFilter, makeJoin, makeNarrow, makeProject, mapAggregate, mapExpressions } from '../plans.js';
import { limitBounds, rowNumber } from '../row-numbers.js';
import type { RuleContext } from '../rule.js';
import { fold } from '../rules/fold-constants.js';
import { aggregateDefaults, joinWithDefaults } from './defaults.js';
import type { Independent } from './independent.js';

export function pushDomain(plan: LogicalPlan, left: LogicalPlan, outer: ReadonlySet<ColumnId>, context: RuleContext): Independent {
  const pushed = new DomainPush(left, outer, context).push(plan);
  const predicates = [...pushed.domain].map(([id, column]) => isNotDistinct(columnRef({ id, type: column.type }), columnRef(column)));
  return { plan: pushed.plan, predicates, defaults: pushed.defaults };
}

interface Pushed {
  readonly plan: LogicalPlan;
  /** The plan's column for each outer column. */
  readonly domain: ReadonlyMap<ColumnId, Column>;
  readonly defaults: ReadonlyMap<ColumnId, Expr> | null;
}

class DomainPush {
  readonly #left: LogicalPlan;
  readonly #outer: ReadonlySet<ColumnId>;
  readonly #context: RuleContext;

  constructor(left: LogicalPlan, outer: ReadonlySet<ColumnId>, context: RuleContext) {
    this.#left = left;
    this.#outer = outer;
    this.#context = context;
  }

  push(plan: LogicalPlan): Pushed {
    if (!this.#depends(plan)) {
      const { plan: domain, columns } = this.#makeDomain();
      return { plan: makeJoin('inner', domain, plan), domain: columns, defaults: null };
    }
    switch (plan.kind) {
      case 'filter': {
        const input = this.#complete(this.push(plan.input));
        return { ...input, plan: makeFilter(input.plan, conjuncts(this.#replace(plan.predicate, input))) };
      }
      case 'project':
        return this.#pushProject(plan);
      case 'join':
        return this.#pushJoin(plan);
      case 'aggregate':
        return this.#pushAggregate(plan);
      case 'distinct': {
        const input = this.#complete(this.push(plan.input));
        return { ...input, plan: { kind: 'distinct', columns: input.plan.columns, input: input.plan } };
      }
      case 'sort':
        return this.push(plan.input);
      case 'row-id': {
        const input = this.#complete(this.push(plan.input));
        return { ...input, plan: { ...plan, input: input.plan, columns: [...input.plan.columns, ...plan.columns.slice(-1)] } };
      }
      case 'window':
        return this.#pushWindow(plan);
      case 'set':
        return this.#pushSet(plan);
      case 'limit':
        return this.#pushLimit(plan);
      case 'table-function': {
        const input = this.#complete(this.push(plan.input));
        const functions = plan.functions.map((each) => ({ ...each, args: each.args.map((arg) => this.#replace(arg, input)) }));
        const columns = [...input.plan.columns, ...plan.columns.slice(plan.input.columns.length)];
        return { ...input, plan: { ...plan, columns, input: input.plan, functions } };
      }
      case 'recursive':
        throw notSupported('WITH RECURSIVE in a subquery that refers to an outer query');
      case 'get':
      case 'values':
      case 'apply':
      case 'working-table':
        throw notSupported('this form of correlated subquery');
    }
  }

  #depends(plan: LogicalPlan): boolean {
    return [...outerColumns(plan)].some((id) => this.#outer.has(id));
  }

  /** A new copy: its ids are its own, so that several can stand in one plan. */
  #makeDomain(): { readonly plan: LogicalPlan; readonly columns: ReadonlyMap<ColumnId, Column> } {
    const copy = copyPlan(this.#left, () => this.#context.nextColumnId());
    const columns = new Map<ColumnId, Column>();
    for (const id of this.#outer) {
      const fresh = known(copy.ids.get(id), `copy of column ${id}`);
      columns.set(
        id,
        known(
          copy.plan.columns.find((column) => column.id === fresh),
          `column ${fresh}`,
        ),
      );
    }
    const input = makeNarrow(copy.plan, [...columns.values()]);
    return { plan: { kind: 'distinct', columns: input.columns, input }, columns };
  }

  #replace(expr: Expr, pushed: Pushed): Expr {
    return substitute(expr, new Map([...pushed.domain].map(([id, column]) => [id, columnRef(column)])));
  }

  /** One row for each domain value again, where an aggregate had no input. */
  #complete(pushed: Pushed): Pushed {
    if (pushed.defaults === null) return pushed;
    const { plan: domain, columns } = this.#makeDomain();
    const predicates = [...pushed.domain].map(([id, column]) =>
      isNotDistinct(columnRef(known(columns.get(id), 'domain column')), columnRef(column)),
    );
    const plan = joinWithDefaults(domain, pushed.plan, predicates, pushed.defaults, this.#context);
    return { plan, domain: columns, defaults: null };
  }

  #pushProject(plan: ProjectPlan): Pushed {
    const input = this.push(plan.input);
    const exprs = plan.exprs.map((expr) => this.#replace(expr, input));
    const carried = [...input.domain.values()];
    const project = makeProject(input.plan, [...plan.columns, ...carried], [...exprs, ...carried.map(columnRef)]);
    if (input.defaults === null) return { ...input, plan: project };
    if (plan.exprs.some((expr) => usesAny(expr, this.#outer))) {
      const complete = this.#complete(input);
      const kept = [...complete.domain.values()];
      const values = plan.exprs.map((expr) => this.#replace(expr, complete));
      return {
        plan: makeProject(complete.plan, [...plan.columns, ...kept], [...values, ...kept.map(columnRef)]),
        domain: complete.domain,
        defaults: null,
      };
    }
    const { defaults } = input;
    const mapped = new Map(plan.columns.map((column, i) => [column.id, fold(substitute(known(plan.exprs[i], 'expression'), defaults))]));
    return { plan: project, domain: input.domain, defaults: mapped };
  }

  #pushJoin(plan: JoinPlan): Pushed {
    if (plan.join === 'full') return this.#pushFullJoin(plan);
    const onlyRight = plan.join === 'inner' && this.#depends(plan.right) && !this.#depends(plan.left);
    if (onlyRight) {
      const right = this.#complete(this.push(plan.right));
      const condition = this.#replace(plan.condition, right);
      return { ...right, plan: makeJoin('inner', plan.left, right.plan, condition) };
    }
    const left = this.#complete(this.push(plan.left));
    const condition = this.#replace(plan.condition, left);
    const mark = plan.join === 'mark' ? plan.columns.at(-1) : undefined;
    if (!this.#depends(plan.right)) return { ...left, plan: makeJoin(plan.join, left.plan, plan.right, condition, mark) };
    const right = this.#complete(this.push(plan.right));
    const same = [...left.domain].map(([id, column]) =>
      isNotDistinct(columnRef(column), columnRef(known(right.domain.get(id), 'domain column'))),
    );
    return { ...left, plan: makeJoin(plan.join, left.plan, right.plan, conjunction([...same, ...conjuncts(condition)]), mark) };
  }

  /** Both sides are evaluated for each domain value, which a row without a match has from its one side. */
  #pushFullJoin(plan: JoinPlan): Pushed {
    const left = this.#complete(this.push(plan.left));
    const right = this.#complete(this.push(plan.right));
    const pairs = [...left.domain].map(([id, column]) => ({ id, ofLeft: column, ofRight: known(right.domain.get(id), 'domain column') }));
    const same = pairs.map(({ ofLeft, ofRight }) => isNotDistinct(columnRef(ofLeft), columnRef(ofRight)));
    const joined = makeJoin('full', left.plan, right.plan, conjunction([...same, ...conjuncts(this.#replace(plan.condition, left))]));
    const domain = new Map(
      pairs.map(({ id, ofLeft }): readonly [ColumnId, Column] => [id, { ...ofLeft, id: this.#context.nextColumnId(), nullable: true }]),
    );
    const either = pairs.map(
      ({ ofLeft, ofRight }): Expr => ({ kind: 'coalesce', type: ofLeft.type, args: [columnRef(ofLeft), columnRef(ofRight)] }),
    );
    const project = makeProject(joined, [...plan.columns, ...domain.values()], [...plan.columns.map(columnRef), ...either]);
    return { plan: project, domain, defaults: null };
  }

  #pushAggregate(plan: AggregatePlan): Pushed {
    const input = this.#complete(this.push(plan.input));
    const replaced = mapExpressions(plan, (expr) => this.#replace(expr, input));
    if (replaced.kind !== 'aggregate') throw notSupported('this form of correlated subquery');
    const carried = [...input.domain.values()].filter((column) => !idSet(plan.columns).has(column.id));
    const keys = [...carried.map(columnRef), ...replaced.keys];
    const grouped = makeAggregate(input.plan, keys, replaced.aggregates, [...carried, ...plan.columns]);
    return { plan: grouped, domain: input.domain, defaults: plan.keys.length === 0 ? aggregateDefaults(plan) : null };
  }

  /** Each domain value has its own partitions. */
  #pushWindow(plan: WindowPlan): Pushed {
    const input = this.#complete(this.push(plan.input));
    const replace = (expr: Expr): Expr => this.#replace(expr, input);
    const mapped = mapWindow(plan, replace, (call) => mapAggregate(call, replace));
    const partition = [...[...input.domain.values()].map(columnRef), ...mapped.partition];
    const outputs = plan.columns.slice(plan.columns.length - plan.functions.length);
    return { ...input, plan: { ...plan, ...mapped, partition, input: input.plan, columns: [...input.plan.columns, ...outputs] } };
  }

  /** Rows are numbered for each domain value; those whose numbers are in the limit stay. */
  #pushLimit(plan: LimitPlan): Pushed {
    const sort = plan.input.kind === 'sort' ? plan.input : null;
    const input = this.#complete(this.push(sort === null ? plan.input : sort.input));
    const order = (sort?.keys ?? []).map((key) => ({ ...key, expr: this.#replace(key.expr, input) }));
    const number: Column = { id: this.#context.nextColumnId(), name: 'row_number', type: TYPES.int8, nullable: false };
    const numbered: WindowPlan = {
      kind: 'window',
      columns: [...input.plan.columns, number],
      input: input.plan,
      partition: [...input.domain.values()].map(columnRef),
      order,
      functions: [rowNumber()],
    };
    const bounds = limitBounds(number, plan, (expr) => this.#replace(expr, input));
    return { ...input, plan: makeNarrow(makeFilter(numbered, bounds), input.plan.columns) };
  }

  #pushSet(plan: SetPlan): Pushed {
    const sides = [plan.left, plan.right].map((side) => {
      const pushed = this.#complete(this.push(side));
      const carried = [...this.#outer].map((id) => known(pushed.domain.get(id), 'domain column'));
      return makeNarrow(pushed.plan, [...side.columns, ...carried]);
    });
    const [left, right] = sides;
    const domain = new Map<ColumnId, Column>();
    const offset = plan.left.columns.length;
    [...this.#outer].forEach((id, i) => {
      const column = known(known(left, 'left side').columns[offset + i], 'domain column');
      domain.set(id, { ...column, id: this.#context.nextColumnId() });
    });
    return {
      plan: { ...plan, left: known(left, 'left side'), right: known(right, 'right side'), columns: [...plan.columns, ...domain.values()] },
      domain,
      defaults: null,
    };
  }
}
