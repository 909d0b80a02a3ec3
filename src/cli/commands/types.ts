/** `conduct types`: the tables of a running server as TypeScript types, by which DataFrames are checked. */
import { quoteText } from '../../client/expression.js';
import { WireClient } from '../wire-client.js';

export interface TypesOptions {
  readonly url: string;
  /** Schemas whose tables are written; those of the first are called without it. */
  readonly schemas: readonly string[];
}

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: { readonly name: string; readonly type: string }[];
}

export async function runTypes(options: TypesOptions): Promise<void> {
  const client = await WireClient.connect(options.url);
  try {
    process.stdout.write(typesFile(await readTables(client, options.schemas), options.schemas[0] ?? 'public'));
  } finally {
    await client.close();
  }
}

async function readTables(client: WireClient, schemas: readonly string[]): Promise<readonly Table[]> {
  const [result] = await client.query(`SELECT n.nspname, c.relname, a.attname, t.typname, a.attnotnull
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname IN (${schemas.map(quoteText).join(', ')})
    ORDER BY n.nspname, c.relname, a.attnum`);
  const tables: Table[] = [];
  for (const [schema, table, column, type, notNull] of result?.rows ?? []) {
    const last = tables.at(-1);
    const known = last?.schema === schema && last?.name === table ? last : undefined;
    const entry = known ?? { schema: schema ?? '', name: table ?? '', columns: [] };
    if (known === undefined) tables.push(entry);
    entry.columns.push({ name: column ?? '', type: `${typeOf(type ?? '')}${notNull === 't' ? '' : ' | null'}` });
  }
  return tables;
}

/** Types of values as DataFrames give them, by PostgreSQL's names. */
const TYPES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  oid: 'number',
  int8: 'bigint',
  float4: 'Float',
  float8: 'Float',
  numeric: 'Numeric',
  date: 'DateText',
  timestamp: 'TimestampText',
  timestamptz: 'TimestampText',
  time: 'TimeText',
  timetz: 'TimeText',
  interval: 'IntervalText',
};

function typeOf(name: string): string {
  return TYPES[name] ?? 'string';
}

function typesFile(tables: readonly Table[], plainSchema: string): string {
  const names = typeNames(tables);
  const types = tables.map((table, index) => {
    const columns = table.columns.map(({ name, type }) => `  readonly ${key(name)}: ${type};\n`);
    return `export type ${names[index]} = {\n${columns.join('')}};\n`;
  });
  const entries = tables.map(({ schema, name }, index) => {
    const called = schema === plainSchema ? name : `${schema}.${name}`;
    return `  readonly ${key(called)}: ${names[index]};\n`;
  });
  const body = [...types, `/** For connect<Database>(url). */\nexport type Database = {\n${entries.join('')}};\n`].join('\n');
  const used = [...new Set(Object.values(TYPES))].filter((type) => /^[A-Z]/.test(type) && new RegExp(`: ${type}\\b`).test(body)).sort();
  const imported = used.length === 0 ? '' : `import type { ${used.join(', ')} } from 'conduct';\n\n`;
  return `/** Rows of the tables as \`conduct types\` found them. Made by a program: make it anew when they change. */\n${imported}${body}`;
}

/** PascalCase, each once. */
function typeNames(tables: readonly Table[]): readonly string[] {
  const taken = new Set(['Database', ...Object.values(TYPES)]);
  return tables.map(({ name }) => {
    const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
    const plain = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
    const start = /^\p{L}/u.test(plain) ? plain : `Table${plain}`;
    let made = start;
    for (let number = 2; taken.has(made); number += 1) made = `${start}${number}`;
    taken.add(made);
    return made;
  });
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
