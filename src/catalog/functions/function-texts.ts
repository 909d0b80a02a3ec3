/** pg_get_functiondef, pg_get_function_arguments, pg_get_function_result: functions as SQL, from their rows in pg_proc. */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { quoteIdentifier } from '../../functions/quoting.js';
import { type Datum, isArrayValue } from '../../types/datum.js';
import type { CatalogSession } from '../catalog-session.js';
import { splitTopLevel } from '../index-parts.js';
import { typeNameOf } from '../object-names.js';
import { allSchemas, keptPerSnapshot } from '../system-relation.js';
import { findSystemRelation } from '../system-relations.js';
import { findSystemShape } from '../system-shapes.js';
import type { CatalogCall } from './calls.js';

type Row = { readonly [column: string]: Datum };

const functionsById = keptPerSnapshot((catalog) => {
  const { columns, rows } = known(findSystemRelation('pg_catalog', 'pg_proc'), 'pg_proc');
  return { columns, byId: new Map(rows(catalog).map((row) => [Number(row[0]), row])) };
});

function functionRow({ catalog }: CatalogSession, oid: Datum): Row | undefined {
  const { columns, byId } = functionsById(catalog);
  const row = byId.get(Number(oid));
  return row === undefined ? undefined : Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null]));
}

interface Argument {
  readonly mode: string;
  readonly name: string;
  readonly type: string;
  readonly default: string | null;
}

function items(value: Datum | undefined): readonly Datum[] {
  return value !== undefined && isArrayValue(value) ? value.elements : [];
}

function argumentsOf({ catalog, searchPath }: CatalogSession, row: Row): readonly Argument[] {
  const all = items(row.proallargtypes);
  const types = all.length > 0 ? all : items(row.proargtypes);
  const modes = items(row.proargmodes);
  const names = items(row.proargnames);
  const inputs = types.map((_, at) => at).filter((at) => 'ibv'.includes(String(modes[at] ?? 'i')));
  const defaults = typeof row.proargdefaults === 'string' ? splitTopLevel(row.proargdefaults) : [];
  const firstDefault = inputs.length - defaults.length;
  return types.map((type, at): Argument => {
    const input = inputs.indexOf(at);
    return {
      mode: String(modes[at] ?? 'i'),
      name: String(names[at] ?? ''),
      type: typeNameOf(catalog, searchPath, Number(type)) ?? String(type),
      default: input < firstDefault ? null : (defaults[input - firstDefault] ?? null),
    };
  });
}

const MODES: Readonly<Record<string, string>> = { o: 'OUT ', b: 'INOUT ', v: 'VARIADIC ' };

function argumentText({ mode, name, type, default: fallback }: Argument, withDefault: boolean): string {
  const shown = name === '' ? '' : `${quoteIdentifier(name)} `;
  return `${MODES[mode] ?? ''}${shown}${type}${withDefault && fallback !== null ? ` DEFAULT ${fallback}` : ''}`;
}

function argumentList(session: CatalogSession, row: Row, withDefaults: boolean): string {
  const shown = argumentsOf(session, row).filter(({ mode }) => mode !== 't');
  const texts = shown.map((argument) => argumentText(argument, withDefaults));
  const direct = row.prokind === 'a' ? directArguments(Number(row.oid)) : null;
  if (direct === null) return texts.join(', ');
  // Ordered-set aggregates; a variadic one shows its last argument on both sides.
  const ordered = texts.slice(direct);
  const last = texts.at(-1);
  if (ordered.length === 0 && last !== undefined) ordered.push(last);
  return `${texts.slice(0, direct).join(', ')}${direct > 0 ? ' ' : ''}ORDER BY ${ordered.join(', ')}`;
}

let orderedSets: ReadonlyMap<number, number> | null = null;

/** Of an ordered-set aggregate; null: it is none. */
function directArguments(oid: number): number | null {
  if (orderedSets === null) {
    const shape = known(findSystemShape('pg_catalog', 'pg_aggregate'), 'pg_aggregate');
    const rows = shape.recorded().filter((row) => row[1] !== 'n');
    orderedSets = new Map(rows.map((row) => [Number(row[0]), Number(row[2])]));
  }
  return orderedSets.get(oid) ?? null;
}

function resultText(session: CatalogSession, row: Row): string | null {
  if (row.prokind === 'p') return null;
  const table = argumentsOf(session, row).filter(({ mode }) => mode === 't');
  if (table.length > 0) return `TABLE(${table.map((column) => argumentText({ ...column, mode: 'i' }, false)).join(', ')})`;
  const { catalog, searchPath } = session;
  const type = typeNameOf(catalog, searchPath, Number(row.prorettype)) ?? String(row.prorettype);
  return row.proretset === true ? `SETOF ${type}` : type;
}

const LANGUAGES: Readonly<Record<number, string>> = { 12: 'internal', 13: 'c', 14: 'sql' };
const VOLATILITIES: Readonly<Record<string, string>> = { i: ' IMMUTABLE', s: ' STABLE' };
const PARALLEL: Readonly<Record<string, string>> = { s: ' PARALLEL SAFE', r: ' PARALLEL RESTRICTED' };

function definition(session: CatalogSession, row: Row): string {
  if (row.prokind === 'a') {
    throw new ConductError(SQLSTATE.wrongObjectType, `"${String(row.proname)}" is an aggregate function`);
  }
  const schema = allSchemas(session.catalog).find(({ id }) => id === row.pronamespace)?.name ?? '';
  const name = `${quoteIdentifier(schema)}.${quoteIdentifier(String(row.proname))}`;
  const result = resultText(session, row);
  const options = [
    row.prokind === 'w' ? ' WINDOW' : '',
    VOLATILITIES[String(row.provolatile)] ?? '',
    PARALLEL[String(row.proparallel)] ?? '',
    row.proisstrict === true ? ' STRICT' : '',
    row.prosecdef === true ? ' SECURITY DEFINER' : '',
    row.proleakproof === true ? ' LEAKPROOF' : '',
    costText(row),
  ].join('');
  const source = String(row.prosrc);
  const tag = source.includes('$function$') ? '$functionx$' : '$function$';
  return [
    `CREATE OR REPLACE ${row.prokind === 'p' ? 'PROCEDURE' : 'FUNCTION'} ${name}(${argumentList(session, row, true)})`,
    ...(result === null ? [] : [` RETURNS ${result}`]),
    ` LANGUAGE ${LANGUAGES[Number(row.prolang)] ?? 'sql'}`,
    ...(options === '' ? [] : [options]),
    `AS ${tag}${source}${tag}`,
    '',
  ].join('\n');
}

/** Where it differs from what its language gives. */
function costText(row: Row): string {
  const isOwn = row.prolang === 14;
  const cost = Number(row.procost) === (isOwn ? 100 : 1) ? '' : ` COST ${Number(row.procost)}`;
  const rows = row.proretset !== true || Number(row.prorows) === 1000 ? '' : ` ROWS ${Number(row.prorows)}`;
  return `${cost}${rows}`;
}

function ofRow(text: (session: CatalogSession, row: Row, args: readonly Datum[]) => string | null): CatalogCall {
  return (session, args) => {
    const row = functionRow(session, args[0] ?? null);
    return row === undefined ? null : text(session, row, args);
  };
}

export const FUNCTION_CALLS: { readonly [name: string]: CatalogCall } = {
  pg_get_functiondef: ofRow(definition),
  pg_get_function_arguments: ofRow((session, row) => argumentList(session, row, true)),
  pg_get_function_identity_arguments: ofRow((session, row) => argumentList(session, row, false)),
  pg_get_function_result: ofRow(resultText),
  pg_get_function_arg_default: ofRow((session, row, [, at]) => argumentsOf(session, row)[Number(at) - 1]?.default ?? null),
  pg_get_function_sqlbody: () => null,
};
