/**
 * Stages as workers would run them, with plain loops: one task a worker, rows of local scans by bucket, exchanges by partition. Every
 * value is held against what its column's facts say.
 */

import type { TableDef } from '../../../src/catalog/table-def.js';
import { assert, known } from '../../../src/common/assert.js';
import { ConductError, SQLSTATE } from '../../../src/common/errors.js';
import { findSetFunction } from '../../../src/functions/registry.js';
import type { ColumnInfo } from '../../../src/plan/column-info.js';
import type { Expr } from '../../../src/plan/expr.js';
import { bucketOfHash, combineHash, hashBytes, hashNumeric } from '../../../src/plan/hash.js';
import { evaluate } from '../../../src/plan/interpreter.js';
import { describeExpr } from '../../../src/plan/phys-type.js';
import type {
  AggregateNode,
  ExchangeSourceNode,
  HashJoinNode,
  NestedLoopJoinNode,
  PhysicalPlan,
  ScanNode,
  SortNode,
  Stage,
  StagePlan,
  TableFunctionNode,
  WindowNode,
} from '../../../src/plan/physical.js';
import { setFunctionRows } from '../../../src/plan/set-function-rows.js';
import { compareDatums } from '../../../src/types/compare.js';
import type { Datum } from '../../../src/types/datum.js';
import type { Tables } from './run-logical.js';
import type { Row } from './values.js';
import { aggregateOf, checkValue, columnValue, isSame, keyOf, textOf } from './values.js';
import { type WindowFunctionSpec, windowRows } from './window-rows.js';

interface StageRows {
  readonly partitions: readonly (readonly Row[])[];
  readonly columns: readonly ColumnInfo[];
}

export function runStages(plan: StagePlan, tables: Tables, defs: ReadonlyMap<number, TableDef>): readonly (readonly Datum[])[] {
  const outputs = new Map<number, StageRows>();
  for (const stage of plan.stages) outputs.set(stage.id, { partitions: runStage(stage, tables, defs, outputs), columns: stage.columns });
  const root = known(plan.stages.at(-1), 'root stage');
  const rows = known(outputs.get(root.id), 'result').partitions[0] ?? [];
  return rows.map((row) => root.columns.map((column) => columnValue(row, column.id)));
}

/** The bucket that a row with these distribution values is in: plans may have found one by the hash of literals. */
export function bucketOf(values: readonly Datum[]): number {
  return bucketOfHash(values.map(hashOf).reduce(combineHash));
}

function hashOf(value: Datum): number {
  if (value === null) return 0;
  if (typeof value === 'object' && 'unscaled' in value) return hashNumeric(value.unscaled, value.scale);
  if (typeof value === 'number' || typeof value === 'bigint') return hashNumeric(BigInt(value), 0);
  const bytes = Buffer.from(textOf(value).trimEnd());
  return hashBytes(bytes, 0, bytes.length);
}

function runStage(
  stage: Stage,
  tables: Tables,
  defs: ReadonlyMap<number, TableDef>,
  outputs: ReadonlyMap<number, StageRows>,
): readonly (readonly Row[])[] {
  const partitions: Row[][] = Array.from({ length: stage.partitions }, () => []);
  stage.workers.forEach((worker, index) => {
    const task = new Task(worker, index, tables, defs, outputs);
    let turn = index;
    for (const row of task.run(stage.root)) {
      const target = ((): readonly number[] => {
        switch (stage.output.kind) {
          case 'gather':
            return [0];
          case 'broadcast':
            return partitions.map((_partition, i) => i);
          case 'round-robin':
            turn += 1;
            return [turn % partitions.length];
          case 'hash': {
            const bucket = bucketOf(stage.output.keys.map((key) => task.value(key, row)));
            return [known(known(stage.bucketMap, 'bucket map')[bucket], 'partition')];
          }
        }
      })();
      for (const partition of target) partitions[partition]?.push(row);
    }
  });
  return partitions;
}

class Task {
  readonly #worker: string;
  readonly #index: number;
  readonly #tables: Tables;
  readonly #defs: ReadonlyMap<number, TableDef>;
  readonly #outputs: ReadonlyMap<number, StageRows>;

  constructor(worker: string, index: number, tables: Tables, defs: ReadonlyMap<number, TableDef>, outputs: ReadonlyMap<number, StageRows>) {
    this.#worker = worker;
    this.#index = index;
    this.#tables = tables;
    this.#defs = defs;
    this.#outputs = outputs;
  }

  value(expr: Expr, row: Row): Datum {
    return evaluate(expr, (id) => columnValue(row, id));
  }

  run(node: PhysicalPlan): readonly Row[] {
    const rows = this.#rows(node);
    for (const row of rows) for (const column of node.columns) checkValue(columnValue(row, column.id), column, `${node.kind} ${node.op}`);
    // Only a node's own columns leave it.
    return rows.map((row) => new Map(node.columns.map((column) => [column.id, columnValue(row, column.id)])));
  }

  #rows(node: PhysicalPlan): readonly Row[] {
    switch (node.kind) {
      case 'scan':
        return this.#scan(node);
      case 'values':
        return node.rows.map((row) => new Map(node.columns.map((column, i) => [column.id, row[i] ?? null])));
      case 'filter':
        return this.run(node.input).filter((row) => this.value(node.predicate, row) === true);
      case 'project':
        return this.run(node.input).map(
          (row) => new Map(node.columns.map((column, i) => [column.id, this.value(known(node.exprs[i], 'expression'), row)])),
        );
      case 'hash-join':
        return this.#hashJoin(node);
      case 'nested-loop-join':
        return this.#nestedLoop(node);
      case 'aggregate':
        return this.#aggregate(node);
      case 'sort':
        return this.#sort(node);
      case 'limit':
        return this.run(node.input).slice(node.offset, node.limit === null ? undefined : node.offset + node.limit);
      case 'union-all':
        return node.inputs.flatMap((input) =>
          this.run(input).map(
            (row) =>
              new Map(
                node.columns.map((column, i) => {
                  const from = known(input.columns[i], 'column of a branch');
                  assert(from.phys === column.phys && from.scale === column.scale, 'branches have one form');
                  return [column.id, columnValue(row, from.id)];
                }),
              ),
          ),
        );
      case 'series': {
        const id = known(node.columns[0], 'column').id;
        const all = Array.from({ length: node.count }, (_row, i) => node.start + node.step * BigInt(i));
        const mine = node.share === 'copy' ? all : all.filter((_value, i) => i % node.workers.length === this.#index);
        const wide = node.columns[0]?.type.kind === 'int8';
        return mine.map((value) => new Map([[id, wide ? value : Number(value)]]));
      }
      case 'table-function':
        return this.#tableFunction(node);
      case 'row-id':
        return this.run(node.input).map((row, i) =>
          new Map(row).set(known(node.columns.at(-1), 'row id').id, (BigInt(this.#index) << 40n) + BigInt(i)),
        );
      case 'window':
        return this.#window(node);
      case 'exchange-source':
        return this.#received(node);
      case 'exchange':
        throw new Error('an exchange inside of a stage');
    }
  }

  #tableFunction(node: TableFunctionNode): readonly Row[] {
    return this.run(node.input).flatMap((row) => {
      const calls = node.functions.map(({ name, args, width }) => {
        const types = args.map((arg) => arg.type);
        const entry = known(findSetFunction(name, types), 'set-returning function');
        return { entry, args: args.map((arg) => evaluate(arg, (id) => columnValue(row, id))), types, width };
      });
      return [...setFunctionRows(calls)].map((made, i) => {
        const values: Datum[] = [
          ...node.kept.map(({ id }) => columnValue(row, id)),
          ...node.outputs.map((output) => made[output] ?? null),
          ...(node.ordinality ? [BigInt(i + 1)] : []),
        ];
        return new Map(node.columns.map(({ id }, at) => [id, values[at] ?? null]));
      });
    });
  }

  /** Columns by position: several stages may read one output, each under ids of its own. */
  #received(node: ExchangeSourceNode): readonly Row[] {
    const { partitions, columns } = known(this.#outputs.get(node.stage), 'stage output');
    return (partitions[this.#index] ?? []).map(
      (row) => new Map(node.columns.map((column, i) => [column.id, columnValue(row, known(columns[i], 'column').id)])),
    );
  }

  #scan(node: ScanNode): readonly Row[] {
    const def = known(this.#defs.get(node.tableId), 'table');
    const rows = known(this.#tables.get(node.tableId), 'rows');
    const { distribution } = def;
    const here = rows.filter((row, i) => {
      if (distribution.kind === 'replicated') {
        assert(node.share === 'copy' && def.placement.includes(this.#worker), 'a copy is read where there is one');
        return true;
      }
      const bucket = distribution.kind === 'random' ? i % 256 : bucketOf(distribution.ordinals.map((ordinal) => row[ordinal] ?? null));
      return def.placement[bucket] === this.#worker;
    });
    const kept = here.filter((row) =>
      node.pruning.every(({ ordinal, op, value }) => prunes(row[ordinal] ?? null, op, value, def, ordinal)),
    );
    return kept.map((row) => new Map(node.columns.map((column, i) => [column.id, row[known(node.ordinals[i], 'ordinal')] ?? null])));
  }

  #hashJoin(node: HashJoinNode): readonly Row[] {
    const build = this.run(node.build);
    const probe = this.run(node.probe);
    node.buildKeys.forEach((key, i) => {
      const other = known(node.probeKeys[i], 'probe key');
      const a = describeExpr(key, (id) =>
        known(
          node.build.columns.find((column) => column.id === id),
          'column',
        ),
      );
      const b = describeExpr(other, (id) =>
        known(
          node.probe.columns.find((column) => column.id === id),
          'column',
        ),
      );
      assert(a.phys === b.phys && a.scale === b.scale && key.type.kind === other.type.kind, 'join keys have one form');
    });
    if (node.uniqueBuild) {
      const keys = build
        .map((row) => node.buildKeys.map((key) => this.value(key, row)))
        .filter((values) => !values.includes(null))
        .map(keyOf);
      assert(new Set(keys).size === keys.length, 'the build keys are unique');
    }
    const matches = (b: Row, p: Row): boolean =>
      node.buildKeys.every((key, i) => {
        const x = this.value(key, b);
        return x !== null && isSame(key.type, x, this.value(known(node.probeKeys[i], 'probe key'), p));
      }) &&
      (node.residual === null || this.value(node.residual, new Map([...b, ...p])) === true);
    return this.#join(node, build, probe, (b, p) => matches(b, p));
  }

  #nestedLoop(node: NestedLoopJoinNode): readonly Row[] {
    const condition = (b: Row, p: Row): Datum => (node.condition === null ? true : this.value(node.condition, new Map([...b, ...p])));
    return this.#join(node, this.run(node.build), this.run(node.probe), condition);
  }

  #join(
    node: HashJoinNode | NestedLoopJoinNode,
    build: readonly Row[],
    probe: readonly Row[],
    test: (b: Row, p: Row) => Datum,
  ): readonly Row[] {
    const noBuild = new Map(node.build.columns.map((column) => [column.id, null] as const));
    const noProbe = new Map(node.probe.columns.map((column) => [column.id, null] as const));
    const matchedBuild = new Set<Row>();
    const result: Row[] = [];
    for (const p of probe) {
      const tests = build.map((b) => ({ b, value: test(b, p) }));
      const found = tests.filter(({ value }) => value === true).map(({ b }) => b);
      for (const b of found) matchedBuild.add(b);
      const joined = found.map((b) => new Map([...b, ...p]));
      switch (node.join) {
        case 'inner':
        case 'build-outer':
          result.push(...joined);
          break;
        case 'probe-outer':
        case 'full':
          result.push(...(joined.length === 0 ? [new Map([...noBuild, ...p])] : joined));
          break;
        case 'probe-single':
          if (joined.length > 1)
            throw new ConductError(SQLSTATE.cardinalityViolation, 'more than one row returned by a subquery used as an expression');
          result.push(joined[0] ?? new Map([...noBuild, ...p]));
          break;
        case 'probe-semi':
          if (found.length > 0) result.push(p);
          break;
        case 'probe-anti':
          if (found.length === 0) result.push(p);
          break;
        case 'probe-mark': {
          const mark =
            found.length > 0 ? true : node.kind === 'nested-loop-join' && tests.some(({ value }) => value === null) ? null : false;
          result.push(new Map(p).set(known(node.columns.at(-1), 'mark').id, mark));
          break;
        }
        case 'build-semi':
        case 'build-anti':
          break;
      }
    }
    for (const b of build) {
      const has = matchedBuild.has(b);
      if (node.join === 'build-semi' ? has : node.join === 'build-anti' ? !has : false) result.push(b);
      else if ((node.join === 'build-outer' || node.join === 'full') && !has) result.push(new Map([...noProbe, ...b]));
    }
    return result;
  }

  #aggregate(node: AggregateNode): readonly Row[] {
    const groups = new Map<string, { keys: readonly Datum[]; rows: Row[] }>();
    const input = this.run(node.input);
    if (node.keys.length === 0 && node.phase !== 'partial') groups.set('', { keys: [], rows: [] });
    for (const row of input) {
      const keys = node.keys.map((key) => this.value(key, row));
      const group = groups.get(keyOf(keys)) ?? { keys, rows: [] };
      group.rows.push(row);
      groups.set(keyOf(keys), group);
    }
    return [...groups.values()].map((group) => {
      const results = node.aggregates.map((call, i) => {
        const { filter, arg } = call;
        const rows = filter === null ? group.rows : group.rows.filter((row) => this.value(filter, row) === true);
        const values = rows.map((row) => (arg === null ? true : this.value(arg, row)));
        return aggregateOf(call.fn, known(node.columns[node.keys.length + i], 'column').type, values, arg === null, arg?.type ?? null);
      });
      const all = [...group.keys, ...results];
      return new Map(node.columns.map((column, i) => [column.id, all[i] ?? null]));
    });
  }

  #window(node: WindowNode): readonly Row[] {
    const outputs = node.columns.slice(node.columns.length - node.functions.length);
    const functions = node.functions.map((each, i): WindowFunctionSpec => {
      const { type } = known(outputs[i], 'output');
      if (each.kind === 'function') return { aggregate: false, name: each.name, args: each.args, filter: null, type, frame: each.frame };
      const { fn, arg, filter } = each.aggregate;
      return { aggregate: true, name: fn, args: arg === null ? [] : [arg], filter, type, frame: each.frame };
    });
    const value = (expr: Expr, row: Row): Datum => this.value(expr, row);
    return windowRows({ ...node, functions }, this.run(node.input), value).map(
      ({ row, results }) => new Map([...row, ...outputs.map(({ id }, i) => [id, results[i] ?? null] as const)]),
    );
  }

  #sort(node: SortNode): readonly Row[] {
    const rows = this.run(node.input).map((row) => ({ row, keys: node.keys.map((key) => this.value(key.expr, row)) }));
    rows.sort((a, b) => {
      for (const [i, key] of node.keys.entries()) {
        const x = a.keys[i] ?? null;
        const y = b.keys[i] ?? null;
        if (x === null && y === null) continue;
        if (x === null || y === null) return (x === null) === key.nullsFirst ? -1 : 1;
        const order = compareDatums(key.expr.type, x, y);
        if (order !== 0) return key.descending ? -order : order;
      }
      return 0;
    });
    return rows.slice(node.offset, node.limit === null ? undefined : node.offset + node.limit).map(({ row }) => row);
  }
}

/** A pruning predicate may never drop a row that the filter above keeps; here it is applied to single rows. */
function prunes(value: Datum, op: string, bound: bigint | string, def: TableDef, ordinal: number): boolean {
  if (value === null) return false;
  const { type } = known(def.columns[ordinal], 'column');
  let order: number;
  if (typeof bound === 'string') order = compareDatums(type, value, bound);
  else {
    const scale = type.kind === 'numeric' ? (type.scale ?? 0) : 0;
    const unscaled =
      typeof value === 'object' && 'unscaled' in value
        ? value.unscaled * 10n ** BigInt(scale - value.scale)
        : BigInt(value as number | bigint);
    order = unscaled < bound ? -1 : unscaled > bound ? 1 : 0;
  }
  switch (op) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}
