#!/usr/bin/env node
/**
 * Writes src/catalog/recorded/: the shapes of pg_catalog's and information_schema's relations, and the rows that every PostgreSQL 15 has
 * (types, functions, operators, casts and what belongs to them). Usage:
 *
 *   node scripts/record-catalogs.js postgresql://user@host:port/database
 *
 * names a freshly made PostgreSQL 15. Columns and relations that later versions add come from PGlite, which is PostgreSQL 18.
 */
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

const FIRST_NORMAL_ID = 16384;
/** OIDs of relations that only later versions have: theirs are not stable, and those of PostgreSQL 15 may not be met. */
const FIRST_LATER_ID = 15900;

const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
const rowsOf = async (sql) => (await client.query({ text: sql, rowMode: 'array', types: { getTypeParser: () => (text) => text } })).rows;

const COLUMNS = `
  SELECT c.relname, n.nspname, c.relkind::text, c.oid::int, c.reltype::int, c.relisshared, a.attname, t.typname, a.attnotnull,
         a.attcollation <> t.typcollation AS collated
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
  WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND c.oid < ${FIRST_NORMAL_ID}
  ORDER BY n.nspname DESC, c.relname, a.attnum`;

await writeShapes();
await writeRows();
await client.end();

async function writeShapes() {
  const relations = new Map();
  for (const row of (await client.query(COLUMNS)).rows) add(row, (id) => id);
  const later = await PGlite.create();
  let nextId = FIRST_LATER_ID;
  for (const row of (await later.query(COLUMNS)).rows) add(row, () => nextId++);
  await later.close();

  const lines = [...relations.values()].map(({ head, columns }) => [...head, ...columns.values()].join(' '));
  write(
    'shapes',
    'SHAPES',
    ['schema name kind oid row-type shared, then columns', 'name:type[!][~] - ! NOT NULL, ~ collation "C" instead of the type\'s own'],
    lines,
  );

  function add({ relname, nspname, relkind, oid, reltype, relisshared, attname, typname, attnotnull, collated }, idOf) {
    const key = `${nspname}.${relname}`;
    let relation = relations.get(key);
    if (relation === undefined) {
      const id = idOf(oid);
      relation = { head: [nspname, relname, relkind, id, id === oid ? reltype : 0, relisshared ? 't' : 'f'], columns: new Map() };
      relations.set(key, relation);
    }
    if (relation.columns.has(attname)) return;
    relation.columns.set(attname, `${attname}:${typname}${attnotnull ? '!' : ''}${collated ? '~' : ''}`);
  }
}

async function writeRows() {
  const normal = `oid < ${FIRST_NORMAL_ID}`;
  const wanted = {
    pg_type: normal,
    // plpgsql is not there.
    pg_proc: `${normal} AND (probin IS NULL OR pronamespace <> 11)`,
    pg_operator: normal,
    pg_cast: normal,
    pg_am: normal,
    pg_opclass: normal,
    pg_opfamily: normal,
    pg_amop: normal,
    pg_amproc: normal,
    pg_aggregate: 'true',
    pg_language: `${normal} AND NOT lanispl`,
    pg_conversion: normal,
    pg_range: 'true',
    pg_tablespace: normal,
    pg_collation: "collprovider IN ('d', 'c')",
    pg_index: `indexrelid < ${FIRST_NORMAL_ID} AND indrelid::regclass::text !~ 'pg_toast'`,
    pg_constraint: `${normal} AND contypid = 0`,
    pg_description: `objoid < ${FIRST_NORMAL_ID} AND classoid NOT IN ('pg_class'::regclass, 'pg_extension'::regclass, 'pg_namespace'::regclass) AND description <> 'PL/pgSQL procedural language'`,
  };
  const lines = [];
  for (const [relation, where] of Object.entries(wanted)) lines.push(...(await relationLines(relation, where)));
  lines.push(...(await indexLines()));
  const keywords = await rowsOf('SELECT word, catcode::text, barelabel::text, catdesc, baredesc FROM pg_get_keywords() ORDER BY word');
  lines.push(...tableLines('keywords', ['word', 'catcode', 'barelabel', 'catdesc', 'baredesc'], keywords));
  write('rows', 'ROWS', ['=relation column=default ..., then its rows; an empty cell is the default'], lines);
}

async function relationLines(relation, where) {
  const columns = (
    await rowsOf(
      `SELECT attname, atttypid::regtype::text FROM pg_attribute WHERE attrelid = '${relation}'::regclass AND attnum > 0 ORDER BY attnum`,
    )
  ).map(([name, type]) => ({ name, text: textOf(name, type, relation) }));
  const rows = await rowsOf(`SELECT ${columns.map(({ text }) => text).join()} FROM ${relation} WHERE ${where} ORDER BY ctid`);
  return tableLines(
    relation,
    columns.map(({ name }) => name),
    rows,
  );
}

/** Names would be looked up again where OIDs are stable; trees of nodes are SQL here. */
function textOf(name, type, relation) {
  if (type === 'regproc') return `${name}::oid::text`;
  if (relation === 'pg_proc' && name === 'proargdefaults') return `pg_get_expr(proargdefaults, 0)`;
  if (type === 'pg_node_tree') return 'NULL::text';
  if (type === 'aclitem[]') return 'NULL::text';
  return `${name}::text`;
}

/** Indexes of catalogs, for pg_class. */
async function indexLines() {
  const rows = await rowsOf(
    `SELECT c.oid::text, c.relname, c.relam::text, c.relisshared::text FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
     WHERE c.oid < ${FIRST_NORMAL_ID} AND c.relnamespace = 'pg_catalog'::regnamespace ORDER BY c.oid`,
  );
  return tableLines('index_class', ['oid', 'relname', 'relam', 'relisshared'], rows);
}

function tableLines(relation, names, rows) {
  const defaults = names.map((_, at) => mostFrequent(rows.map((row) => row[at])));
  const head = names.map((name, at) => (defaults[at] === undefined ? name : `${name}=${encoded(defaults[at])}`));
  const lines = rows.map((row) =>
    row
      .map((value, at) => (value === defaults[at] ? '' : value === '' ? '\\E' : encoded(value)))
      .join('\t')
      .replace(/\t+$/, ''),
  );
  return [`=${relation}\t${head.join('\t')}`, ...lines];
}

function mostFrequent(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === 1 ? undefined : best[0];
}

function encoded(value) {
  if (value === null) return '\\N';
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('`', '\\q').replaceAll('${', '\\d{');
}

function write(file, name, notes, lines) {
  const raw = lines.some((line) => line.includes('\\'));
  const text = `/**
 * Written by scripts/record-catalogs.js, do not edit. Facts of PostgreSQL's catalogs (Copyright PostgreSQL Global Development Group, PostgreSQL
 * License). Long, because it is data. Lines: ${notes.join(';\n * ')}.
 */
export const ${name} = ${raw ? 'String.raw' : ''}\`
${lines.join('\n')}
\`;
`;
  writeFileSync(new URL(`../src/catalog/recorded/${file}.ts`, import.meta.url), text);
}
