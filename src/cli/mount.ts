/** `conduct up --mount NAME=DIR`: the files of a folder as foreign tables of a schema, made anew at each start. */
import { readdirSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { WireClient } from './wire-client.js';

export interface Mount {
  readonly schema: string;
  /** Absolute. */
  readonly folder: string;
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['.parquet', 'parquet'],
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.json', 'json'],
  ['.ndjson', 'json'],
  ['.jsonl', 'json'],
  ['.arrow', 'arrow'],
]);

export function parseMount(text: string): Mount {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) throw new ConductError(SQLSTATE.invalidParameterValue, `--mount takes NAME=DIR, not "${text}"`);
  return { schema: text.slice(0, at), folder: resolve(text.slice(at + 1)) };
}

/** What can't be read is reported and left out. */
export async function mountFolders(url: string, mounts: readonly Mount[], report: (line: string) => void): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    for (const { schema, folder } of mounts) {
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
      for (const { table, path, format } of tablesIn(folder)) {
        const name = `${quoted(schema)}.${quoted(table)}`;
        const options = `path ${literal(path)}, format '${format}'`;
        try {
          // One transaction: an older one stays where the new one can't be made.
          await client.query(`DROP FOREIGN TABLE IF EXISTS ${name}; CREATE FOREIGN TABLE ${name} () SERVER files OPTIONS (${options})`);
        } catch (error) {
          report(`${path} is not mounted: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  } finally {
    await client.close();
  }
}

interface MountedTable {
  readonly table: string;
  readonly path: string;
  readonly format: string;
}

/** Files by their names, and folders of files of one format by theirs. A second one of a name keeps its extension. */
function tablesIn(folder: string): readonly MountedTable[] {
  const tables: MountedTable[] = [];
  for (const entry of readdirSync(folder).sort()) {
    if (/^[._]/.test(entry)) continue;
    const path = join(folder, entry);
    const isFolder = statSync(path).isDirectory();
    const format = isFolder ? formatIn(path) : FORMATS.get(extname(entry).toLowerCase());
    if (format === undefined) continue;
    const short = isFolder ? entry : entry.slice(0, -extname(entry).length);
    tables.push({ table: tables.some(({ table }) => table === short) ? entry : short, path, format });
  }
  return tables;
}

/** Of the first file below. */
function formatIn(folder: string): string | undefined {
  for (const entry of readdirSync(folder).sort()) {
    if (/^[._]/.test(entry)) continue;
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? formatIn(path) : FORMATS.get(extname(entry).toLowerCase());
  }
  return undefined;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
