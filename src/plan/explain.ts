/**
 * Plans as EXPLAIN shows them, in the manner of PostgreSQL: one tree from the root stage down; where a stage reads another one, the
 * exchange is a line that names the stage, its tasks and why it runs where it does, and the other stage's tree follows. A
 * filter right above a scan is shown with the scan, since it runs in its loop.
 */
import { known } from '../common/assert.js';
import type { ColumnInfo } from './column-info.js';
import type { ColumnId, Expr } from './expr.js';
import type {
  AggregateNode,
  FilterNode,
  HashJoinNode,
  NestedLoopJoinNode,
  PhysicalPlan,
  PhysicalSortKey,
  ScanNode,
  Stage,
  StageOutput,
  StagePlan,
  WindowNode,
} from './physical.js';
import { printExpr } from './print-logical.js';
import { rangeBounds } from './range-bounds.js';
import type { TaskStats } from './task-stats.js';
import { type PhysicalWindowFunction, printFrame } from './window.js';

/** What the optimizer gives (a part of its OptimizedPlan). */
export interface ExplainedPlan {
  readonly stages: StagePlan;
  readonly trace: readonly { readonly rule: string; readonly fired: number; readonly ms: number; readonly reasons: readonly string[] }[];
}

export interface ExplainOptions {
  /** Columns with their physical types, and what the rules did. */
  readonly verbose?: boolean;
  /** Estimates; on unless false. */
  readonly costs?: boolean;
}

/** What ran, for EXPLAIN ANALYZE: one entry a task. `stage`: the stage's id. */
export interface ActualRun {
  readonly stages: readonly { readonly stage: number; readonly workerId: string; readonly stats: TaskStats }[];
}

export function explainLines(plan: ExplainedPlan, options: ExplainOptions = {}, actual?: ActualRun): string[] {
  const lines = new PlanPrinter(plan.stages, options, actual).print().map(lineOf);
  if (options.verbose === true) lines.push(...ruleLines(plan.trace));
  return lines;
}

function ruleLines(trace: ExplainedPlan['trace']): string[] {
  if (trace.length === 0) return [];
  const lines = ['Rules:'];
  for (const { rule, fired, ms, reasons } of trace) {
    const times = fired === 0 ? 'did not fire' : fired === 1 ? 'fired once' : `fired ${fired} times`;
    const why = reasons.length === 0 ? '' : `; ${reasons.join('; ')}`;
    lines.push(`  ${rule}: ${times} (${ms.toFixed(2)} ms)${why}`);
  }
  return lines;
}

const JOIN_NAMES: { readonly [kind in HashJoinNode['join'] | NestedLoopJoinNode['join']]: string } = {
  inner: 'Join',
  'probe-outer': 'Left Join',
  'build-outer': 'Right Join',
  full: 'Full Join',
  'probe-semi': 'Semi Join',
  'probe-anti': 'Anti Join',
  'build-semi': 'Right Semi Join',
  'build-anti': 'Right Anti Join',
  'probe-mark': 'Mark Join',
  'probe-single': 'Single Join',
};

/** What is said about a node beyond its label, for readers that are programs. */
type Facts = { readonly [name: string]: string | number | boolean };

interface ActualFigures {
  readonly ms: number;
  readonly rows: number;
  readonly spilledBytes: number;
  readonly spilledParts: number;
}

/** What is shown, before it is text or JSON. An item belongs to the last node before it that is less deep. */
export type ExplainItem =
  | {
      readonly kind: 'node';
      readonly depth: number;
      readonly label: string;
      readonly facts: Facts;
      readonly estimate: { readonly cost: number; readonly rows: number } | null;
      readonly actual: ActualFigures | null;
    }
  | { readonly kind: 'detail'; readonly depth: number; readonly name: string; readonly text: string }
  | { readonly kind: 'task'; readonly depth: number; readonly workerId: string; readonly stats: TaskStats };

export function explainItems(plan: ExplainedPlan, options: ExplainOptions, actual?: ActualRun): readonly ExplainItem[] {
  return new PlanPrinter(plan.stages, options, actual).print();
}

function lineOf(item: ExplainItem): string {
  switch (item.kind) {
    case 'node': {
      const estimate = item.estimate === null ? '' : `  (cost=${item.estimate.cost.toFixed(2)} rows=${item.estimate.rows})`;
      const actual = item.actual === null ? '' : ` (${actualText(item.actual)})`;
      return item.depth === 0 ? item.label : `${indent(item.depth)}->  ${item.label}${estimate}${actual}`;
    }
    case 'detail':
      return `${indent(item.depth)}      ${item.name}: ${item.text}`;
    case 'task': {
      const { stats } = item;
      if (stats.interpreted === true) {
        return `${indent(item.depth)}  Task on the ${item.workerId}: ${stats.ms.toFixed(3)} ms, ${count(stats.rowsOut, 'row')} out, interpreted`;
      }
      const figures = [
        `${stats.ms.toFixed(3)} ms`,
        `${count(stats.rowsOut, 'row')} and ${bytes(stats.bytesOut)} out`,
        ...(stats.bytesIn > 0 ? [`${bytes(stats.bytesIn)} in`] : []),
        `compiled in ${stats.compileMs.toFixed(2)} ms`,
        `peak memory ${bytes(stats.peakMemoryBytes)}`,
        ...(stats.spilledBytes > 0 ? [`${bytes(stats.spilledBytes)} spilled`] : []),
      ];
      return `${indent(item.depth)}  Task on ${item.workerId}: ${figures.join(', ')}`;
    }
  }
}

function actualText({ ms, rows, spilledBytes, spilledParts }: ActualFigures): string {
  const spilled = spilledBytes === 0 ? '' : ` spilled=${bytes(spilledBytes)} in ${count(spilledParts, 'part')}`;
  return `actual time=${ms.toFixed(3)} rows=${rows}${spilled}`;
}

function stageFacts(stage: Stage): Facts {
  return { Stage: stage.id, 'Tasks Planned': stage.workers.length, Placement: stage.placementReason };
}

function outputKind(output: StageOutput): string {
  switch (output.kind) {
    case 'hash':
      return 'Hash Exchange';
    case 'broadcast':
      return 'Broadcast';
    case 'gather':
      return 'Gather';
    case 'round-robin':
      return 'Round-Robin Exchange';
  }
}

class PlanPrinter {
  readonly #stages: ReadonlyMap<number, Stage>;
  readonly #root: Stage;
  readonly #verbose: boolean;
  readonly #costs: boolean;
  readonly #actual: ActualRun | undefined;
  readonly #items: ExplainItem[] = [];
  readonly #names = new Map<ColumnId, string>();
  /** Stages that several read are shown where they are first read. */
  readonly #printed = new Set<number>();

  constructor(plan: StagePlan, options: ExplainOptions, actual: ActualRun | undefined) {
    this.#stages = new Map(plan.stages.map((stage) => [stage.id, stage]));
    this.#root = known(plan.stages.at(-1), 'root stage');
    this.#verbose = options.verbose === true;
    this.#costs = options.costs !== false;
    this.#actual = actual;
    for (const stage of plan.stages) this.#collectNames(stage.root);
  }

  print(): readonly ExplainItem[] {
    const label = `Result from Stage ${this.#root.id}${this.#placement(this.#root)}`;
    this.#items.push({
      kind: 'node',
      depth: 0,
      label,
      facts: { 'Node Type': 'Result', ...stageFacts(this.#root) },
      estimate: null,
      actual: null,
    });
    this.#stageActuals(this.#root, 1);
    this.#node(this.#root.root, this.#root, 1);
    return this.#items;
  }

  #node(node: PhysicalPlan, stage: Stage, depth: number): void {
    switch (node.kind) {
      case 'exchange-source':
        this.#exchange(node, stage, depth);
        return;
      case 'filter':
        if (node.input.kind === 'scan') this.#scan(node.input, node, stage, depth);
        else {
          this.#head('Filter', node, stage, depth);
          this.#detail(depth, 'Filter', this.#expr(node.predicate));
          this.#node(node.input, stage, depth + 1);
        }
        return;
      case 'scan':
        this.#scan(node, null, stage, depth);
        return;
      case 'values':
        this.#head(`Values (${count(node.rows.length, 'row')})`, node, stage, depth);
        return;
      case 'project':
        this.#head('Project', node, stage, depth);
        this.#detail(depth, 'Output', node.exprs.map((expr) => this.#expr(expr)).join(', '));
        this.#node(node.input, stage, depth + 1);
        return;
      case 'hash-join':
        this.#hashJoin(node, stage, depth);
        return;
      case 'nested-loop-join':
        this.#head(`Nested Loop ${JOIN_NAMES[node.join]}`, node, stage, depth);
        this.#nestedCondition(node, depth);
        this.#node(node.probe, stage, depth + 1);
        this.#node(node.build, stage, depth + 1);
        return;
      case 'aggregate':
        this.#aggregate(node, stage, depth);
        return;
      case 'sort': {
        this.#head(node.limit === null ? 'Sort' : 'Top-N Sort', node, stage, depth);
        this.#detail(depth, 'Sort Key', node.keys.map((key) => this.#sortKey(key)).join(', '));
        this.#cut(node.limit, node.offset, depth);
        this.#node(node.input, stage, depth + 1);
        return;
      }
      case 'limit':
        this.#head('Limit', node, stage, depth);
        this.#cut(node.limit, node.offset, depth);
        this.#node(node.input, stage, depth + 1);
        return;
      case 'union-all':
        this.#head('Append', node, stage, depth);
        for (const input of node.inputs) this.#node(input, stage, depth + 1);
        return;
      case 'series':
        this.#head(`Series from ${node.start} by ${node.step}`, node, stage, depth);
        return;
      case 'table-function':
        this.#head('Function Scan', node, stage, depth);
        this.#detail(
          depth,
          'Function Call',
          node.functions.map(({ name, args }) => `${name}(${args.map((arg) => this.#expr(arg)).join(', ')})`).join(', '),
        );
        this.#node(node.input, stage, depth + 1);
        return;
      case 'row-id':
        this.#head('Row Number', node, stage, depth);
        this.#node(node.input, stage, depth + 1);
        return;
      case 'window':
        this.#window(node, stage, depth);
        return;
      case 'exchange':
        this.#head('Exchange', node, stage, depth);
        this.#node(node.input, stage, depth + 1);
        return;
    }
  }

  #scan(node: ScanNode, filter: FilterNode | null, stage: Stage, depth: number): void {
    const label = `Scan on ${node.tableName}${node.share === 'copy' ? ' (copy on each worker)' : ''}`;
    this.#head(label, filter ?? node, stage, depth, { 'Node Type': 'Scan', 'Relation Name': node.tableName });
    if (filter !== null) this.#detail(depth, 'Filter', this.#expr(filter.predicate));
    if (filter !== null && this.#costs) this.#detail(depth, 'Rows in Table', String(Math.round(node.estimate.rows)));
    if (node.pruning.length > 0 && this.#verbose) {
      this.#detail(
        depth,
        'Section Skipping',
        node.pruning.map((p) => `${this.#scanColumn(node, p.ordinal)} ${p.op} ${p.value}`).join(', '),
      );
    }
    if (this.#verbose && filter !== null) this.#detail(depth, 'Reads', node.columns.map((column) => this.#column(column)).join(', '));
  }

  #scanColumn(node: ScanNode, ordinal: number): string {
    return node.columns[node.ordinals.indexOf(ordinal)]?.name ?? `column ${ordinal + 1}`;
  }

  #nestedCondition(node: NestedLoopJoinNode, depth: number): void {
    const bounds = rangeBounds(node);
    if (bounds !== null) {
      const conjuncts = [bounds.first, ...(bounds.second === null ? [] : [bounds.second])].map(({ conjunct }) => this.#expr(conjunct));
      this.#detail(depth, 'Range Cond', conjuncts.join(' AND '));
    }
    if (node.condition !== null) this.#detail(depth, 'Join Filter', this.#expr(node.condition));
  }

  #hashJoin(node: HashJoinNode, stage: Stage, depth: number): void {
    this.#head(`Hash ${JOIN_NAMES[node.join]}`, node, stage, depth);
    const pairs = node.probeKeys.map((key, i) => `${this.#expr(key)} = ${this.#expr(known(node.buildKeys[i], 'build key'))}`);
    this.#detail(depth, 'Hash Cond', pairs.join(' AND '));
    if (node.residual !== null) this.#detail(depth, 'Join Filter', this.#expr(node.residual));
    if (this.#verbose && node.uniqueBuild) this.#detail(depth, 'Build Keys', 'unique');
    this.#node(node.probe, stage, depth + 1);
    // The built side follows, as PostgreSQL shows its Hash node.
    this.#node(node.build, stage, depth + 1);
  }

  #aggregate(node: AggregateNode, stage: Stage, depth: number): void {
    const phase = node.phase === 'single' ? '' : node.phase === 'partial' ? 'Partial ' : 'Final ';
    this.#head(`${phase}${node.keys.length === 0 ? 'Aggregate' : 'Hash Aggregate'}`, node, stage, depth);
    if (node.keys.length > 0) this.#detail(depth, 'Group Key', node.keys.map((key) => this.#expr(key)).join(', '));
    if (node.aggregates.length > 0 && this.#verbose) {
      const calls = node.aggregates.map(({ fn, arg, second, filter }) => {
        const where = filter === null ? '' : ` FILTER (WHERE ${this.#expr(filter)})`;
        const args = arg === null ? '*' : second === undefined ? this.#expr(arg) : `${this.#expr(arg)}, ${this.#expr(second)}`;
        return `${fn}(${args})${where}`;
      });
      this.#detail(depth, 'Aggregates', calls.join(', '));
    }
    this.#node(node.input, stage, depth + 1);
  }

  #sortKey(key: PhysicalSortKey): string {
    const nulls = key.nullsFirst === key.descending ? '' : key.nullsFirst ? ' NULLS FIRST' : ' NULLS LAST';
    return `${this.#expr(key.expr)}${key.descending ? ' DESC' : ''}${nulls}`;
  }

  #window(node: WindowNode, stage: Stage, depth: number): void {
    this.#head('WindowAgg', node, stage, depth);
    if (node.partition.length > 0) this.#detail(depth, 'Partition By', node.partition.map((key) => this.#expr(key)).join(', '));
    if (node.order.length > 0) this.#detail(depth, 'Order By', node.order.map((key) => this.#sortKey(key)).join(', '));
    if (node.presorted) this.#detail(depth, 'Presorted', 'by the input');
    if (this.#verbose) this.#detail(depth, 'Functions', node.functions.map((each) => this.#windowFunction(each)).join(', '));
    this.#node(node.input, stage, depth + 1);
  }

  #windowFunction(each: PhysicalWindowFunction): string {
    const frame = printFrame(each.frame, (expr) => this.#expr(expr));
    const over = frame === '' ? '' : ` OVER (${frame})`;
    if (each.kind === 'function') return `${each.name}(${each.args.map((arg) => this.#expr(arg)).join(', ')})${over}`;
    const { fn, arg, filter } = each.aggregate;
    const where = filter === null ? '' : ` FILTER (WHERE ${this.#expr(filter)})`;
    return `${fn}(${arg === null ? '*' : this.#expr(arg)})${where}${over}`;
  }

  #exchange(node: PhysicalPlan & { kind: 'exchange-source' }, stage: Stage, depth: number): void {
    const producer = known(this.#stages.get(node.stage), 'producing stage');
    const name = `${this.#outputName(producer.output)} from Stage ${producer.id}`;
    if (this.#printed.has(producer.id)) {
      this.#head(`${name}, shared: shown above`, node, stage, depth, {
        'Node Type': outputKind(producer.output),
        Stage: producer.id,
        Shared: true,
      });
      return;
    }
    this.#printed.add(producer.id);
    const facts = { 'Node Type': outputKind(producer.output), ...stageFacts(producer) };
    this.#head(`${name}${this.#placement(producer)}`, node, stage, depth, facts);
    this.#stageActuals(producer, depth + 1);
    this.#node(producer.root, producer, depth + 1);
  }

  #outputName(output: StageOutput): string {
    const keys = output.kind === 'hash' ? ` (${output.keys.map((key) => this.#expr(key)).join(', ')})` : '';
    return `${outputKind(output)}${keys}`;
  }

  #placement(stage: Stage): string {
    return `: ${count(stage.workers.length, 'task')}, ${stage.placementReason.replace(/^one task: /, '')}`;
  }

  #head(label: string, node: PhysicalPlan, stage: Stage, depth: number, facts: Facts = { 'Node Type': label }): void {
    const estimate = this.#costs ? { cost: node.estimate.cost, rows: Math.round(node.estimate.rows) } : null;
    this.#items.push({ kind: 'node', depth, label, facts, estimate, actual: this.#operatorActual(node, stage) });
    if (this.#verbose) this.#detail(depth, 'Columns', node.columns.map((column) => this.#column(column)).join(', '));
  }

  #operatorActual(node: PhysicalPlan, stage: Stage): ActualFigures | null {
    if (this.#actual === undefined) return null;
    let rows = 0;
    let ms = 0;
    let spilledBytes = 0;
    let spilledParts = 0;
    let seen = false;
    for (const task of this.#actual.stages) {
      if (task.stage !== stage.id) continue;
      const stats = task.stats.operators.find((operator) => operator.op === node.op);
      if (stats === undefined) continue;
      seen = true;
      rows += stats.rows;
      ms = Math.max(ms, stats.ms);
      spilledBytes += stats.spilledBytes;
      spilledParts += stats.spilledParts;
    }
    return seen ? { ms, rows, spilledBytes, spilledParts } : null;
  }

  /** What the stage's tasks did, and where they ran. */
  #stageActuals(stage: Stage, depth: number): void {
    if (this.#actual === undefined) return;
    for (const { stage: id, workerId, stats } of this.#actual.stages) {
      if (id === stage.id) this.#items.push({ kind: 'task', depth, workerId, stats });
    }
  }

  #detail(depth: number, name: string, text: string): void {
    this.#items.push({ kind: 'detail', depth, name, text });
  }

  #cut(limit: number | null, offset: number, depth: number): void {
    if (limit !== null) this.#detail(depth, 'Limit', String(limit));
    if (offset > 0) this.#detail(depth, 'Offset', String(offset));
  }

  #column(column: ColumnInfo): string {
    const scale = column.scale > 0 ? `(${column.scale})` : '';
    return `${column.name}#${column.id} ${column.phys}${scale}${column.nullable ? '?' : ''}`;
  }

  /** Column ids are for VERBOSE: without it they are taken off, but never inside of a string. */
  #expr(expr: Expr): string {
    const text = printExpr(expr, this.#names);
    if (this.#verbose) return text;
    return text
      .split(/('(?:[^']|'')*')/)
      .map((part, i) => (i % 2 === 1 ? part : part.replace(/(?<=[^\s(])#\d+\b/g, '')))
      .join('');
  }

  #collectNames(node: PhysicalPlan): void {
    for (const column of node.columns) if (!this.#names.has(column.id)) this.#names.set(column.id, column.name);
    switch (node.kind) {
      case 'scan':
      case 'values':
      case 'series':
      case 'exchange-source':
        return;
      case 'table-function':
        this.#collectNames(node.input);
        return;
      case 'hash-join':
      case 'nested-loop-join':
        this.#collectNames(node.probe);
        this.#collectNames(node.build);
        return;
      case 'union-all':
        for (const input of node.inputs) this.#collectNames(input);
        return;
      case 'filter':
      case 'project':
      case 'aggregate':
      case 'sort':
      case 'limit':
      case 'row-id':
      case 'window':
      case 'exchange':
        this.#collectNames(node.input);
        return;
    }
  }
}

function indent(depth: number): string {
  return `${'      '.repeat(depth - 1)}  `;
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

function bytes(n: number): string {
  if (n < 10_240) return `${n} B`;
  return n < 10_485_760 ? `${(n / 1_024).toFixed(1)} kB` : `${(n / 1_048_576).toFixed(1)} MB`;
}
