/** What goes with an object that is dropped: RESTRICT refuses, CASCADE takes it along. */
import { type CatalogChange, objectId, objectsOf } from '../../catalog/catalog-change.js';
import { type CatalogObject, isInSchema } from '../../catalog/catalog-object.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { BindContext } from '../bind-context.js';
import type { DefinitionNotice } from './bound-definition.js';

/** `own`: it is a part of the other one and goes silently. */
interface Dependent {
  readonly object: CatalogObject;
  readonly on: CatalogObject;
  readonly own: boolean;
}

export interface Drops {
  readonly changes: readonly CatalogChange[];
  readonly notices: readonly DefinitionNotice[];
}

export function dropWithDependents(context: BindContext, dropped: readonly CatalogObject[], cascade: boolean): Drops {
  const { catalog } = context;
  const all = objectsOf(catalog);
  const gone = new Map<number, CatalogObject>(dropped.map((object) => [objectId(object), object]));
  const found: Dependent[] = [];
  const queue = [...dropped];
  for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
    for (const other of all) {
      const id = objectId(other);
      if (gone.has(id)) continue;
      const dependence = dependsOn(other, object);
      if (dependence === null) continue;
      gone.set(id, other);
      // A table that only refers to it stays, without the foreign key.
      if (!refersOnly(other, object)) queue.push(other);
      found.push({ object: other, on: object, own: dependence === 'own' });
    }
  }
  const loud = found.filter(({ own }) => !own);
  if (loud.length > 0 && !cascade) throw stillUsed(context, dropped, loud);
  // Only its columns of the type would go, not the table.
  const columnOf = loud.find(({ object, on }) => object.kind === 'table' && on.kind === 'type');
  if (columnOf !== undefined) throw notSupported(`dropping the columns of table "${columnOf.object.value.name}" with their type`);
  // Tables lose defaults that call a sequence that goes; they do not go themselves.
  const altered = [...gone.values()].flatMap((object) =>
    object.kind === 'table' && (isDefaultOnly(object, found) || isReferenceOnly(object, found)) ? [object] : [],
  );
  const alteredIds = new Set(altered.map(objectId));
  const changes: CatalogChange[] = [];
  for (const object of gone.values()) {
    if (alteredIds.has(objectId(object))) changes.push({ kind: 'alter', object: withoutDefaults(object, gone) });
    else if (object.kind !== 'schema') changes.push({ kind: 'drop', object });
  }
  for (const object of gone.values()) if (object.kind === 'schema') changes.push({ kind: 'drop', object });
  return { changes, notices: cascadeNotices(context, loud) };
}

/** How `other` depends on `object`. */
function dependsOn(other: CatalogObject, object: CatalogObject): 'own' | 'normal' | null {
  const id = objectId(object);
  if (object.kind === 'schema') return isInSchema(other) && other.value.schema === object.value.name ? 'normal' : null;
  switch (other.kind) {
    case 'sequence':
      return other.value.ownedBy?.table === id ? 'own' : null;
    case 'index':
      return other.value.table === id ? 'own' : null;
    case 'table': {
      const { uses, inherits, columns, partition } = other.value;
      if (refersOnly(other, object)) return 'normal';
      if (inherits?.includes(id) === true) return partition === undefined ? 'normal' : 'own';
      if (object.kind === 'type')
        return JSON.stringify(columns.map(({ type, domain }) => [type, domain])).includes(String(id)) ? 'normal' : null;
      if (object.kind === 'sequence' && object.value.ownedBy?.table === objectId(other)) return 'normal';
      return uses?.includes(id) === true ? 'normal' : null;
    }
    case 'type':
      if (other.value.definition.kind === 'multirange' && other.value.definition.range.oid === id) return 'own';
      return other.value.uses?.includes(id) === true ? 'normal' : null;
    case 'view':
    case 'function':
      return other.value.uses?.includes(id) === true ? 'normal' : null;
    case 'schema':
    case 'role':
      return null;
  }
}

/** By a foreign key, and by nothing else. */
function refersOnly(other: CatalogObject, object: CatalogObject): boolean {
  if (other.kind !== 'table' || object.kind !== 'table') return false;
  const id = objectId(object);
  const { foreignKeys = [], inherits = [], uses = [] } = other.value;
  return foreignKeys.some(({ table }) => table === id) && !inherits.includes(id) && !uses.includes(id);
}

function isReferenceOnly(table: CatalogObject, found: readonly Dependent[]): boolean {
  const reason = found.find(({ object }) => object === table);
  return reason !== undefined && refersOnly(table, reason.on);
}

function isDefaultOnly(table: CatalogObject, found: readonly Dependent[]): boolean {
  const reason = found.find(({ object }) => object === table);
  return (
    reason !== undefined &&
    (reason.on.kind === 'sequence' || reason.on.kind === 'function') &&
    table.kind === 'table' &&
    table.value.materialized === undefined
  );
}

function withoutDefaults(object: CatalogObject, gone: ReadonlyMap<number, CatalogObject>): CatalogObject {
  if (object.kind !== 'table') return object;
  const names = [...gone.values()].flatMap((each) => (each.kind === 'sequence' || each.kind === 'function' ? [each.value.name] : []));
  const columns = object.value.columns.map((column) => {
    if (column.default === undefined || !names.some((name) => column.default?.includes(name) === true)) return column;
    const { default: _default, ...rest } = column;
    return rest;
  });
  const uses = (object.value.uses ?? []).filter((id) => !gone.has(id));
  const { foreignKeys, ...value } = object.value;
  const kept = (foreignKeys ?? []).filter((key) => !gone.has(key.table));
  return { kind: 'table', value: { ...value, columns, uses, ...(kept.length === 0 ? {} : { foreignKeys: kept }) } };
}

/** As messages call it: `table t`, `view s.v`. */
function describe(searchPath: readonly string[], object: CatalogObject): string {
  const { value } = object;
  if (!isInSchema(object)) return `${object.kind} ${value.name}`;
  const schema = object.value.schema;
  const visible = searchPath.includes(schema);
  const name = visible ? value.name : `${schema}.${value.name}`;
  switch (object.kind) {
    case 'table':
      return `${object.value.materialized === undefined ? 'table' : 'materialized view'} ${name}`;
    case 'function':
      return `function ${name}(${object.value.args.map(({ type }) => type.kind).join(',')})`;
    default:
      return `${object.kind} ${name}`;
  }
}

function stillUsed(context: BindContext, dropped: readonly CatalogObject[], dependents: readonly Dependent[]): ConductError {
  const shown = (object: CatalogObject): string => describe(context.searchPath, object);
  const [first] = dropped;
  const what = dropped.length === 1 && first !== undefined ? shown(first) : 'desired object(s)';
  const lines = dependents.map(({ object, on }) => {
    if (object.kind === 'table' && on.kind === 'sequence') {
      const column = object.value.columns.find((each) => each.default?.includes(on.value.name) === true);
      return `default value for column ${column?.name ?? '?'} of ${shown(object)} depends on ${shown(on)}`;
    }
    if (object.kind === 'table' && on.kind === 'type') {
      const column = object.value.columns.find((each) => JSON.stringify([each.type, each.domain]).includes(String(objectId(on))));
      return `column ${column?.name ?? '?'} of ${shown(object)} depends on ${shown(on)}`;
    }
    if (object.kind === 'table' && refersOnly(object, on)) {
      const key = object.value.foreignKeys?.find(({ table }) => table === objectId(on));
      return `constraint ${key?.name ?? '?'} on ${shown(object)} depends on ${shown(on)}`;
    }
    return `${shown(object)} depends on ${shown(on)}`;
  });
  return new ConductError(
    SQLSTATE.dependentObjectsStillExist,
    `cannot drop ${what} because other objects depend on ${dropped.length === 1 ? 'it' : 'them'}`,
    { detail: lines.join('\n'), hint: 'Use DROP ... CASCADE to drop the dependent objects too.' },
  );
}

function cascadeNotices(context: BindContext, dependents: readonly Dependent[]): readonly DefinitionNotice[] {
  if (dependents.length === 0) return [];
  const lines = dependents.map(({ object, on }) => {
    const shown = describe(context.searchPath, object);
    if (object.kind === 'table' && on.kind === 'sequence') {
      const column = object.value.columns.find((each) => each.default?.includes(on.value.name) === true);
      return `drop cascades to default value for column ${column?.name ?? '?'} of ${shown}`;
    }
    return `drop cascades to ${shown}`;
  });
  const [only] = lines;
  const notice = { severity: 'NOTICE', code: SQLSTATE.successfulCompletion } as const;
  if (lines.length === 1 && only !== undefined) return [{ ...notice, message: only }];
  return [{ ...notice, message: `drop cascades to ${lines.length} other objects`, detail: lines.join('\n') }];
}
