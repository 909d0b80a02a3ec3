/** Pipelines that are made while a task runs, because what they read or probe is on disk. */
import { known } from '../../common/assert.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import type { Expr } from '../../plan/expr.js';
import { combiningFunction, type PhysicalAggregate } from '../../plan/physical.js';
import { forEachColumn } from '../codegen/scope.js';
import { tupleLayout } from '../layout.js';
import { columnExpr, describeKey, NO_OPERATOR, type Operation, type Pipeline, type Sink, type TupleStore } from '../pipeline.js';

export type ProbeOperation = Operation & { readonly kind: 'probe' };
export type AggregateSink = Sink & { readonly kind: 'aggregate' };

export interface SplitPipeline {
  /** The rows before the probe, into a store that is parted by the hash of the probe's keys. */
  readonly before: Pipeline;
  readonly store: TupleStore;
  /** From that store through the probe to the sink. */
  readonly after: Pipeline;
}

/** Cuts a pipeline in front of a probe. `id`: of the new store. */
export function splitAtProbe(pipeline: Pipeline, probe: ProbeOperation, id: number): SplitPipeline {
  const { node } = probe;
  const at = pipeline.operations.indexOf(probe);
  const needed = new Set(node.columns.map((column) => column.id));
  for (const expr of [...node.probeKeys, ...(node.residual === null ? [] : [node.residual])])
    forEachColumn(expr, (column) => needed.add(column));
  const kept = node.probe.columns.filter((column) => needed.has(column.id));
  // In the form of the build side's keys: equal values must hash equally.
  const keys = node.probeKeys.map((key, i): ValueInfo => {
    const { nullable } = describeKey(key, node.probe.columns);
    return { ...known(probe.store.layout.fields[i], 'key field').info, nullable, range: null };
  });
  const store: TupleStore = {
    id,
    layout: tupleLayout([...keys, ...kept]),
    columns: [...keys.map(() => null), ...kept],
    index: { kind: 'partitioned', keys: keys.length },
  };
  const values: Expr[] = [...node.probeKeys, ...kept.map(columnExpr)];
  const { serial, sink, operations, source } = pipeline;
  return {
    before: { source, operations: operations.slice(0, at), sink: { kind: 'tuples', op: probe.op, store, values }, serial },
    store,
    after: {
      source: { kind: 'tuples', store, ordered: false, matched: null, nullColumns: [], op: NO_OPERATOR },
      operations: operations.slice(at),
      sink,
      serial,
    },
  };
}

/** Combines groups of a store that may be there more than once, into a store of the same form. `id`: of that. */
export function mergePipeline(sink: AggregateSink, id: number): Pipeline & { readonly sink: AggregateSink } {
  const columns = sink.store.columns.map((column): ColumnInfo => known(column, 'column of an aggregate'));
  const keys = columns.slice(0, sink.keys.length).map(columnExpr);
  const aggregates = sink.aggregates.map(
    ({ fn }, i): PhysicalAggregate => ({
      fn: combiningFunction(fn),
      arg: columnExpr(known(columns[sink.keys.length + i], 'column of an aggregate')),
      filter: null,
    }),
  );
  return {
    source: { kind: 'tuples', store: sink.store, ordered: false, matched: null, nullColumns: [], op: NO_OPERATOR },
    operations: [],
    sink: {
      kind: 'aggregate',
      op: sink.op,
      store: { ...sink.store, id },
      keys,
      aggregates,
      shared: true,
      estimatedGroups: sink.estimatedGroups,
    },
    serial: false,
  };
}
