/** EXPLAIN (FORMAT JSON): PostgreSQL's shape, a tree of "Plan" objects with "Plans" in them, with the operators' names here. */
import { type ActualRun, type ExplainedPlan, type ExplainItem, type ExplainOptions, explainItems } from './explain.js';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

interface Node {
  readonly depth: number;
  readonly facts: { [name: string]: Json };
  readonly tasks: Json[];
  readonly plans: Node[];
}

/** `after`: what follows the plan, such as times. */
export function explainJson(
  plan: ExplainedPlan,
  options: ExplainOptions,
  actual: ActualRun | undefined,
  after: { readonly [name: string]: Json },
): string {
  const rules = plan.trace.map(({ rule, fired, ms, reasons }) => ({ Rule: rule, Fired: fired, Time: milliseconds(ms), Reasons: reasons }));
  const tree = treeOf(explainItems(plan, options, actual));
  const shown = {
    ...(tree === undefined ? {} : { Plan: jsonOf(tree, null) }),
    ...(options.verbose === true && rules.length > 0 ? { Rules: rules } : {}),
    ...after,
  };
  return JSON.stringify([shown], null, 2);
}

function treeOf(items: readonly ExplainItem[]): Node | undefined {
  const open: Node[] = [];
  let root: Node | undefined;
  for (const item of items) {
    if (item.kind === 'node') {
      while ((open.at(-1)?.depth ?? -1) >= item.depth) open.pop();
      const { facts, estimate, actual } = item;
      const node: Node = {
        depth: item.depth,
        facts: {
          ...facts,
          ...(estimate === null ? {} : { 'Total Cost': milliseconds(estimate.cost), 'Plan Rows': estimate.rows }),
          ...(actual === null ? {} : { 'Actual Total Time': milliseconds(actual.ms), 'Actual Rows': actual.rows, 'Actual Loops': 1 }),
          ...(actual === null || actual.spilledBytes === 0
            ? {}
            : { 'Spilled Bytes': actual.spilledBytes, 'Spilled Parts': actual.spilledParts }),
        },
        tasks: [],
        plans: [],
      };
      open.at(-1)?.plans.push(node);
      root ??= node;
      open.push(node);
    } else if (item.kind === 'detail') {
      const node = open.at(-1);
      if (node !== undefined) node.facts[item.name] = item.text;
    } else {
      const { workerId, stats } = item;
      open.at(-1)?.tasks.push({
        Worker: workerId,
        'Actual Total Time': milliseconds(stats.ms),
        'Actual Rows': stats.rowsOut,
        'Bytes Out': stats.bytesOut,
        'Bytes In': stats.bytesIn,
        'Compile Time': milliseconds(stats.compileMs),
        'Peak Memory': stats.peakMemoryBytes,
        'Spilled Bytes': stats.spilledBytes,
      });
    }
  }
  return root;
}

function jsonOf({ facts, tasks, plans }: Node, relationship: string | null): Json {
  const { 'Node Type': type = '', ...others } = facts;
  const isAppend = type === 'Append';
  return {
    'Node Type': type,
    ...(relationship === null ? {} : { 'Parent Relationship': relationship }),
    ...others,
    ...(tasks.length === 0 ? {} : { Tasks: tasks }),
    ...(plans.length === 0 ? {} : { Plans: plans.map((each, nth) => jsonOf(each, isAppend ? 'Member' : nth === 0 ? 'Outer' : 'Inner')) }),
  };
}

function milliseconds(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
