/** The system's relations over a snapshot that has one object of each kind. */
import { expect } from 'chai';
import { MemoryCatalog } from '../../src/catalog/catalog.js';
import { BOOTSTRAP_ROLE } from '../../src/catalog/role-def.js';
import { findSystemRelation, SYSTEM_SOURCES } from '../../src/catalog/system-relations.js';
import { systemShapes } from '../../src/catalog/system-shapes.js';
import type { TableDef } from '../../src/catalog/table-def.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import type { Datum } from '../../src/types/datum.js';
import { TYPES } from '../../src/types/sql-type.js';

const COLUMNS = [
  { name: 'a', type: TYPES.int4, notNull: true },
  { name: 'b', type: TYPES.text, notNull: false, default: "'x'" },
  { name: 'c', type: { kind: 'array', element: TYPES.int8 }, notNull: false },
] as const;

const TABLE: TableDef = {
  id: 20_000,
  schema: 'public',
  name: 't',
  columns: COLUMNS,
  primaryKey: [0],
  distribution: { kind: 'random' },
  placement: ['w'],
  constraints: [
    { kind: 'primary', id: 20_001, name: 't_pkey', ordinals: [0] },
    { kind: 'check', id: 20_002, name: 't_check', expression: 'a > 0' },
  ],
  version: 1,
  stats: emptyStats(COLUMNS),
};

const CATALOG = new MemoryCatalog({
  tables: [TABLE],
  views: [{ id: 20_003, schema: 'public', name: 'v', columns: ['a'], types: [TYPES.int4], sql: 'SELECT a FROM t', uses: [20_000] }],
  sequences: [
    { id: 20_004, schema: 'public', name: 's', type: 'int8', start: 1n, increment: 1n, min: 1n, max: 9n, cache: 1, cycle: false },
  ],
  indexes: [
    {
      id: 20_005,
      schema: 'public',
      name: 'i',
      table: 20_000,
      method: 'btree',
      definition: 'USING btree (b DESC, lower(b)) INCLUDE (a) WHERE a > 1',
      ordinals: [1],
      expressions: [TYPES.text],
    },
  ],
  types: [
    { id: 20_006, arrayId: 20_007, schema: 'public', name: 'e', definition: { kind: 'enum', labels: [{ code: 1, label: 'x' }] } },
    {
      id: 20_008,
      arrayId: 20_009,
      schema: 'public',
      name: 'p',
      definition: { kind: 'composite', fields: [{ name: 'f', type: TYPES.bool }] },
    },
    {
      id: 20_010,
      arrayId: 20_011,
      schema: 'public',
      name: 'd',
      definition: { kind: 'domain', base: TYPES.int4, notNull: true, default: '1', checks: [{ name: 'd_check', expression: 'VALUE > 0' }] },
    },
  ],
  comments: [{ classId: 1259, objectId: 20_000, part: 1, text: 'a column' }],
  roles: [BOOTSTRAP_ROLE, { ...BOOTSTRAP_ROLE, id: 20_012, name: 'r', memberOf: [{ role: 10, admin: false }] }],
});

function rowsOf(schema: string, name: string): readonly { readonly [column: string]: Datum }[] {
  const relation = findSystemRelation(schema, name);
  if (relation === undefined) throw new Error(name);
  return relation.rows(CATALOG).map((row) => Object.fromEntries(relation.columns.map((column, at) => [column.name, row[at] ?? null])));
}

describe('system relations', () => {
  it('have rows with a value in each column that is NOT NULL', () => {
    let rows = 0;
    for (const shape of systemShapes()) {
      const required = shape.columns.flatMap(({ name, notNull }, at) => (notNull ? [{ name, at }] : []));
      for (const row of findSystemRelation(shape.schema, shape.name)?.rows(CATALOG) ?? []) {
        if (row.length !== shape.columns.length) throw new Error(`${shape.name} has a row of ${row.length} columns`);
        rows += 1;
        for (const { name, at } of required)
          if (row[at] === null) throw new Error(`${shape.name}.${name} is NULL in ${JSON.stringify(row, text)}`);
      }
    }
    expect(rows).to.be.greaterThan(10_000);
  });

  it('have sources by names that are there', () => {
    for (const [schema, sources] of Object.entries(SYSTEM_SOURCES)) {
      for (const name of Object.keys(sources)) expect(findSystemRelation(schema, name), `${schema}.${name}`).not.to.equal(undefined);
    }
  });

  it('have each OID once in a catalog', () => {
    for (const name of [
      'pg_class',
      'pg_type',
      'pg_proc',
      'pg_constraint',
      'pg_attrdef',
      'pg_enum',
      'pg_operator',
      'pg_namespace',
      'pg_rewrite',
    ]) {
      const oids = rowsOf('pg_catalog', name).map(({ oid }) => oid);
      expect(new Set(oids).size, name).to.equal(oids.length);
    }
  });

  it('keep the OIDs of PostgreSQL', () => {
    const names = new Map(rowsOf('pg_catalog', 'pg_type').map(({ oid, typname }) => [typname, oid]));
    expect([names.get('int4'), names.get('_text'), names.get('timestamptz'), names.get('jsonb')]).to.deep.equal([23, 1009, 1184, 3802]);
    expect(rowsOf('pg_catalog', 'pg_class').find(({ relname }) => relname === 'pg_attribute')?.oid).to.equal(1249);
  });

  it('tell the parts of an index', () => {
    const [row] = rowsOf('pg_catalog', 'pg_index').filter(({ indexrelid }) => indexrelid === 20_005);
    expect(row?.indnatts).to.equal(3);
    expect(row?.indnkeyatts).to.equal(2);
    expect(row?.indkey).to.deep.equal({ dimensions: [{ length: 3, lower: 0 }], elements: [2, 0, 1] });
    expect(row?.indpred).to.equal('a > 1');
    const columns = rowsOf('pg_catalog', 'pg_attribute').filter(({ attrelid }) => attrelid === 20_005);
    expect(columns.map(({ attname }) => attname)).to.deep.equal(['b', 'lower', 'a']);
  });

  it('are made once for a snapshot', () => {
    const relation = findSystemRelation('pg_catalog', 'pg_class');
    expect(relation?.rows(CATALOG)).to.equal(relation?.rows(CATALOG));
    expect(relation?.rows(new MemoryCatalog())).not.to.equal(relation?.rows(CATALOG));
  });
});

function text(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
