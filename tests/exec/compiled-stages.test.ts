import { expect } from 'chai';
import { known } from '../../src/common/assert.js';
import type { CompileOptions } from '../../src/exec/codegen/pipeline.js';
import { CompiledStages } from '../../src/exec/compiled-stages.js';
import type { ColumnInfo } from '../../src/plan/column-info.js';
import type { AggregateNode, HashJoinNode, Stage } from '../../src/plan/physical.js';
import { DEFAULT_SESSION } from '../../src/types/session-settings.js';
import { TYPES } from '../../src/types/sql-type.js';
import { base, column, input, ref } from './support.js';

const a = column(1, TYPES.int4);
const c = column(3, TYPES.int4);
const word: ColumnInfo = { ...column(5, TYPES.text), phys: 'dict', dictionary: 't1/1' };

const OPTIONS: CompileOptions = {
  maximumPages: 1024,
  outputRows: 1024,
  countRows: false,
  dictionarySize: () => 3,
  indexes: new Map(),
  directGroups: 1 << 24,
};

function stageOf(root: Stage['root']): Stage {
  return {
    id: 1,
    root,
    output: { kind: 'gather' },
    columns: root.columns,
    workers: ['w'],
    consumer: null,
    bucketMap: null,
    partitions: 1,
    write: null,
    placementReason: 'test',
  };
}

function joinStage(): Stage {
  const root: HashJoinNode = {
    ...base([a, c]),
    kind: 'hash-join',
    join: 'inner',
    probe: input([a], []).node,
    build: input([c], []).node,
    probeKeys: [ref(a)],
    buildKeys: [ref(c)],
    residual: null,
    uniqueBuild: false,
  };
  return stageOf(root);
}

function groupStage(): Stage {
  const count = column(6, TYPES.int8, false);
  const root: AggregateNode = {
    ...base([word, count]),
    kind: 'aggregate',
    input: input([word], []).node,
    keys: [ref(word)],
    aggregates: [{ fn: 'count', arg: null, filter: null }],
    phase: 'single',
  };
  return stageOf(root);
}

describe('what was compiled of a stage', () => {
  it('is there when the stage comes again', () => {
    const stages = new CompiledStages();
    const stage = groupStage();
    const [pipeline] = stages.pipelines(stage, 1);
    expect(stages.pipelines(stage, 1)[0]).to.equal(pipeline);
    const compiled = stages.compile(known(pipeline, 'pipeline'), OPTIONS, DEFAULT_SESSION);
    expect(stages.compile(known(pipeline, 'pipeline'), OPTIONS, { ...DEFAULT_SESSION, nowMicros: 5 })).to.equal(compiled);
  });

  it('is made anew for another stage of the same form', () => {
    const stages = new CompiledStages();
    expect(stages.pipelines(groupStage(), 1)[0]).not.to.equal(stages.pipelines(groupStage(), 1)[0]);
  });

  it('is made anew when a dictionary has grown', () => {
    const stages = new CompiledStages();
    const pipeline = known(stages.pipelines(groupStage(), 1)[0], 'pipeline');
    const small = stages.compile(pipeline, OPTIONS, DEFAULT_SESSION);
    const large = stages.compile(pipeline, { ...OPTIONS, dictionarySize: () => 300 }, DEFAULT_SESSION);
    expect(large.directGroups).to.be.greaterThan(small.directGroups);
    expect(stages.compile(pipeline, OPTIONS, DEFAULT_SESSION)).to.equal(small);
  });

  it('is made anew when tuples are found in another way', () => {
    const stages = new CompiledStages();
    const pipeline = known(stages.pipelines(joinStage(), 1).at(-1), 'pipeline');
    const store = known(
      pipeline.operations.find((operation) => operation.kind === 'probe'),
      'probe',
    ).store.id;
    const forms = (['chains', 'direct'] as const).flatMap((kind) => [true, false].map((unique) => ({ kind, unique })));
    const compiled = forms.map((index) => stages.compile(pipeline, { ...OPTIONS, indexes: new Map([[store, index]]) }, DEFAULT_SESSION));
    expect(new Set(compiled).size).to.equal(forms.length);
  });

  it('is made anew for another time zone, and for rows that are counted', () => {
    const stages = new CompiledStages();
    const pipeline = known(stages.pipelines(groupStage(), 1)[0], 'pipeline');
    const compiled = stages.compile(pipeline, OPTIONS, DEFAULT_SESSION);
    expect(stages.compile(pipeline, OPTIONS, { ...DEFAULT_SESSION, timeZone: 'Europe/Berlin' })).not.to.equal(compiled);
    expect(stages.compile(pipeline, { ...OPTIONS, countRows: true }, DEFAULT_SESSION)).not.to.equal(compiled);
  });
});
