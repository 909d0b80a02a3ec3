/**
 * CREATE FOREIGN TABLE name (columns) SERVER files OPTIONS (path '...', format '...', ...): a name for files. It is a view over the function that
 * reads them, with its columns as the table's: written here as that view's text, which is then parsed as any.
 */
import type { CreateForeignTableStmt, Node, TypeName } from 'libpg-query';
import { known } from '../../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import { strings } from './conversion.js';

const FORMATS: ReadonlySet<string> = new Set(['parquet', 'csv', 'json', 'arrow']);
/** Whose readers take a column definition list. */
const DECLARED: ReadonlySet<string> = new Set(['csv', 'json']);

export function foreignTableView(node: CreateForeignTableStmt): string {
  const relation = known(node.base?.relation, 'table name');
  if (node.servername !== 'files') {
    throw new ConductError(SQLSTATE.undefinedObject, `server "${node.servername ?? ''}" does not exist`, {
      hint: 'The only server is "files".',
    });
  }
  const name = [relation.schemaname, relation.relname]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => quoted(part ?? ''));
  const given = new Map((node.options ?? []).map(optionOf));
  const path = given.get('path');
  if (path === undefined)
    throw new ConductError(SQLSTATE.invalidParameterValue, 'a foreign table of server "files" needs the option "path"');
  const format = given.get('format') ?? /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  if (!FORMATS.has(format)) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `option "format" of a foreign table is parquet, csv, json or arrow`);
  }
  given.delete('path');
  given.delete('format');
  const options = [...given].map(([option, value]) => `, ${quoted(option)} => ${literal(value)}`).join('');
  const read = `pg_catalog.read_${format}(${literal(path)}${options})`;
  const columns = (node.base?.tableElts ?? []).map(columnOf);
  return `CREATE VIEW ${name.join('.')} AS ${queryOf(read, DECLARED.has(format), columns)}`;
}

interface ForeignColumn {
  readonly name: string;
  readonly type: string;
}

function queryOf(read: string, declared: boolean, columns: readonly ForeignColumn[]): string {
  if (columns.length === 0) return `SELECT * FROM ${read}`;
  if (declared) return `SELECT * FROM ${read} AS files(${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`;
  return `SELECT ${columns.map(({ name, type }) => `CAST(${name} AS ${type}) AS ${name}`).join(', ')} FROM ${read}`;
}

function columnOf(node: Node): ForeignColumn {
  if (!('ColumnDef' in node)) throw notSupported('a constraint of a foreign table');
  const { colname, typeName, constraints, fdwoptions } = node.ColumnDef;
  if ((constraints ?? []).length > 0) throw notSupported('a constraint of a column of a foreign table');
  if ((fdwoptions ?? []).length > 0) throw notSupported('an option of a column of a foreign table');
  return { name: quoted(colname ?? ''), type: typeText(known(typeName, 'type of a column')) };
}

function typeText({ names, typmods, arrayBounds }: TypeName): string {
  const name = strings(names).map(quoted).join('.');
  const modifiers = (typmods ?? []).map((node) => {
    if ('A_Const' in node && node.A_Const.ival !== undefined) return String(node.A_Const.ival.ival ?? 0);
    throw notSupported('this type of a column of a foreign table');
  });
  return `${name}${modifiers.length === 0 ? '' : `(${modifiers.join(', ')})`}${'[]'.repeat((arrayBounds ?? []).length)}`;
}

function optionOf(node: Node): readonly [string, string] {
  if ('DefElem' in node && node.DefElem.arg !== undefined && 'String' in node.DefElem.arg) {
    return [(node.DefElem.defname ?? '').toLowerCase(), node.DefElem.arg.String.sval ?? ''];
  }
  throw notSupported('this option of a foreign table');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return text.includes('\\') ? ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${text.replaceAll("'", "''")}'`;
}
