/** The binder's entry: one statement of the AST and a catalog snapshot in, a typed BoundStatement out. Pure. */
import { checkRequirements, type Requirement } from '../catalog/access.js';
import type { CatalogReader } from '../catalog/catalog.js';
import { type TableDef, tableOid } from '../catalog/table-def.js';
import { unreachable } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type {
  ExplainStatement,
  LockTableStatement,
  ModifyingQuery,
  Option,
  Query,
  RelationName,
  SetConstraintsStatement,
  Statement,
  TransactionStatement,
  TruncateStatement,
  WithClause,
} from '../sql/ast.js';
import type { SqlType } from '../types/sql-type.js';
import { BindContext, type Binders, type CteScope, errorAt, tooComplex } from './bind-context.js';
import { bindOutput } from './bind-output.js';
import type {
  BoundExplain,
  BoundLockTable,
  BoundModification,
  BoundSetConstraints,
  BoundStatement,
  BoundTransaction,
  BoundTruncate,
} from './bound-statement.js';
import { bindCopy } from './copy.js';
import { bindCreateSchema, bindDefinition } from './definitions/bind-definition.js';
import { bindDrop } from './definitions/drop.js';
import { requireRelation } from './definitions/relation-privileges.js';
import { bindCreateView } from './definitions/view.js';
import { bindDelete } from './delete.js';
import { bindExpression } from './expression.js';
import type { FindFiles } from './files-needed.js';
import { findRelation, heirsOf } from './from.js';
import { bindInsert } from './insert.js';
import { mapPlans } from './map-plans.js';
import { bindMerge } from './merge.js';
import { optionText } from './option-text.js';
import { referringKeys } from './orphans.js';
import { bindCall, bindInRoutine, type Routine } from './procedures.js';
import { bindWholeQuery, openQuery } from './query.js';
import { rewritePlan } from './rewrite.js';
import { type PrintedColumn, printStored } from './stored-text.js';
import { bindCreateTable, bindCreateTableAs } from './table-definition.js';
import { bindTypeName } from './type-names.js';
import { bindUpdate } from './update.js';
import { bindRowFunction } from './user-functions.js';
import { userType } from './user-types.js';
import { writableTable } from './written-table.js';

export interface BindOptions {
  readonly catalog: CatalogReader;
  /** What the client declared for $1, $2, ...; null or missing where it left the type open. */
  readonly parameterTypes: readonly (SqlType | null)[];
  /** Session settings by lower-case name; `search_path` and `datestyle` matter here. */
  readonly settings: ReadonlyMap<string, string>;
  /** Parses the text of a view's query; without it views are 0A000. */
  readonly parseQuery?: (sql: string) => Query;
  /** Parses the body of a function; without it the user's functions are 0A000. */
  readonly parseStatements?: (sql: string) => readonly Statement[];
  /** Name of the schema of the session's temporary objects, whether it is there or not. */
  readonly temporarySchema?: string;
  /** Name of the session's user. */
  readonly user?: string;
  /** What a call that reads files stands for. Where it gives undefined, binding ends in FilesNeeded. */
  readonly findFiles?: FindFiles;
  /** The statement is one of its body. */
  readonly routine?: Routine;
}

export interface BindResult {
  readonly bound: BoundStatement;
  /** One a parameter, inferred as PostgreSQL does; text where nothing says more. */
  readonly parameterTypes: readonly SqlType[];
  /** The first column id that the statement does not use: the optimizer counts on from here. */
  readonly nextColumnId: number;
  /** What whoever runs it needs to be allowed. */
  readonly requirements: readonly Requirement[];
}

const BINDERS: Binders = {
  modifying: bindModifying,
  expression: bindExpression,
  query: openQuery,
  rowFunction: bindRowFunction,
  typeName: (context, name) => userType(context, name)?.type ?? bindTypeName(context, name),
};

/** Raises ConductError with SQLSTATE and position; 54001 for what nests too deeply. */
export function bind(statement: Statement, options: BindOptions): BindResult {
  const context = new BindContext({ ...options, binders: BINDERS });
  context.outermost = outermostWith(statement);
  try {
    const whole = (): BoundStatement => withModifications(context, bindStatement(context, statement));
    const bound = settleParameters(context, options.routine === undefined ? whole() : bindInRoutine(context, options.routine, whole));
    // A definition has said so already; what it is made of is used later.
    const requirements = bound.kind === 'definition' ? [] : context.requirements;
    return { bound, parameterTypes: context.settledParameters(), nextColumnId: context.nextId, requirements };
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message)) throw tooComplex();
    throw error;
  }
}

/** A stored expression over columns as SQL in PostgreSQL's form. */
export function printExpression(sql: string, columns: readonly PrintedColumn[], pretty: boolean, options: BindOptions): string {
  return printStored(new BindContext({ ...options, binders: BINDERS }), sql, columns, pretty);
}

/** Parameters that stood where no type was asked for take the one that was found elsewhere, or text. */
function settleParameters(context: BindContext, bound: BoundStatement): BoundStatement {
  const types = context.settledParameters();
  if (types.length === 0) return bound;
  const settle = (expr: Expr): Expr | undefined =>
    expr.kind === 'param' && expr.type.kind === 'unknown' ? { ...expr, type: types[expr.index - 1] ?? expr.type } : undefined;
  return mapPlans(bound, (plan) => rewritePlan(plan, { expr: settle }));
}

function bindModifying(
  context: BindContext,
  statement: ModifyingQuery['statement'],
  outer: CteScope | null,
): BoundModification['statement'] {
  switch (statement.kind) {
    case 'insert':
      return bindInsert(context, statement, outer);
    case 'update':
      return bindUpdate(context, statement, outer);
    case 'delete':
      return bindDelete(context, statement, outer);
    case 'merge':
      throw notSupported('MERGE in WITH', statement.textStart);
  }
}

/** The WITH whose data-modifying statements are the whole statement's. */
function outermostWith(statement: Statement): WithClause | null {
  switch (statement.kind) {
    case 'query':
    case 'create-table-as':
      return statement.query.with;
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
      return statement.with;
    case 'explain':
      return outermostWith(statement.statement);
    case 'copy':
      if (statement.query === null) return null;
      return statement.query.kind === 'modifying' ? statement.query.statement.with : statement.query.with;
    default:
      return null;
  }
}

function withModifications(context: BindContext, bound: BoundStatement): BoundStatement {
  const { modifications } = context;
  if (modifications.length === 0) return bound;
  switch (bound.kind) {
    case 'query':
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
    case 'create-table-as':
      return { ...bound, modifications };
    case 'explain':
      return { ...bound, statement: { ...bound.statement, modifications } };
    case 'copy-to':
      return { ...bound, source: { ...bound.source, modifications } };
    default:
      throw notSupported('a data-modifying statement in WITH here');
  }
}

function bindStatement(context: BindContext, statement: Statement): BoundStatement {
  switch (statement.kind) {
    case 'query':
      return { ...bindOutput(bindWholeQuery(context, statement.query)), locked: context.lockedTables };
    case 'insert':
      return bindInsert(context, statement);
    case 'create-table':
      return bindCreateTable(context, statement);
    case 'create-table-as':
      return bindCreateTableAs(context, statement);
    case 'create-schema':
      return bindCreateSchema(context, statement);
    case 'drop':
      return bindDrop(context, statement);
    case 'truncate':
      return bindTruncate(context, statement);
    case 'copy':
      return bindCopy(context, statement);
    case 'explain':
      return bindExplain(context, statement);
    case 'set':
      return {
        kind: 'set',
        name: statement.name,
        value: statement.isDefault ? null : statement.values.join(', '),
        local: statement.local,
      };
    case 'show':
      return { kind: 'show', name: statement.name };
    case 'reset':
      return { kind: 'reset', name: statement.name };
    case 'transaction':
      return bindTransaction(statement);
    case 'discard':
      return { kind: 'discard', target: statement.target };
    case 'merge':
      return bindMerge(context, statement);
    case 'update':
      return bindUpdate(context, statement);
    case 'delete':
      return bindDelete(context, statement);
    case 'create-view':
      return bindCreateView(context, statement);
    case 'lock-table':
      return bindLockTable(context, statement);
    case 'set-constraints':
      return bindSetConstraints(context, statement);
    case 'call':
      return bindCall(context, statement);
    case 'create-table-execute':
      throw notSupported('CREATE TABLE ... AS EXECUTE here', statement.textStart);
    case 'prepare':
    case 'execute':
    case 'deallocate':
      throw notSupported(statement.kind.toUpperCase(), statement.textStart);
    case 'declare-cursor':
      throw notSupported('DECLARE CURSOR', statement.textStart);
    case 'fetch':
      throw notSupported(statement.move ? 'MOVE' : 'FETCH', statement.textStart);
    case 'close-cursor':
      throw notSupported('CLOSE', statement.textStart);
    case 'unsupported':
      throw notSupported(statement.feature, statement.textStart);
    default:
      return bindDefinition(context, statement);
  }
}

function bindTruncate(context: BindContext, statement: TruncateStatement): BoundTruncate {
  const tables = statement.tables.map((name: RelationName) => writableTable(context, { ...name, position: -1 }, 'truncate'));
  for (const table of tables) requireRelation(context, { kind: 'table', table }, 'D');
  checkRequirements(context.catalog, context.role, context.requirements);
  const families = new Set(tables.flatMap((table) => [table, ...heirsOf(context, table)]));
  // Tables that refer to these have to be named as well, or come along.
  for (const table of families) {
    for (const { table: other, key } of referringKeys(context, tableOid(table))) {
      if (families.has(other)) continue;
      if (statement.cascade) families.add(other);
      else {
        const hint = `Truncate table "${other.name}" at the same time, or use TRUNCATE ... CASCADE.`;
        const message = 'cannot truncate a table referenced in a foreign key constraint';
        throw errorAt(SQLSTATE.featureNotSupported, message, -1, hint).with({
          detail: `Table "${other.name}" references "${table.name}" by foreign key "${key.name}".`,
        });
      }
    }
  }
  const oids = new Set([...families].map(tableOid));
  const owned = context.catalog.sequences.filter(({ ownedBy }) => ownedBy !== undefined && oids.has(ownedBy.table));
  return { kind: 'truncate', tables: [...families], restarts: statement.restartIdentity ? owned : [] };
}

/** Any of them; what excludes more needs UPDATE, DELETE or TRUNCATE. */
const LOCK_PRIVILEGES: Readonly<Record<string, string>> = { 'access share': 'rwdD', 'row exclusive': 'awdD' };

function bindLockTable(context: BindContext, { tables, mode, nowait }: LockTableStatement): BoundLockTable {
  const found = tables.flatMap((name): readonly TableDef[] => {
    const relation = findRelation(context, name);
    requireRelation(context, relation, LOCK_PRIVILEGES[mode] ?? 'wdD', true);
    if (relation.kind === 'table') return [relation.table, ...heirsOf(context, relation.table)];
    if (relation.kind === 'view') return [];
    throw errorAt(SQLSTATE.wrongObjectType, `cannot lock relation "${name.name}"`, -1).with({
      detail: `This operation is not supported for ${relation.kind === 'sequence' ? 'sequences' : 'indexes'}.`,
    });
  });
  return { kind: 'lock-table', tables: [...new Set(found)], mode, nowait };
}

function bindSetConstraints(context: BindContext, { names, deferred }: SetConstraintsStatement): BoundSetConstraints {
  const keys = names?.flatMap((name) => {
    const schemas = name.schema === null ? context.searchPath : [context.schemaName(name.schema) ?? name.schema];
    const tables = context.catalog.tables.filter(({ schema }) => schemas.includes(schema));
    const found = tables.flatMap(({ foreignKeys = [] }) => foreignKeys.filter((key) => key.name === name.name));
    if (found.length === 0) throw errorAt(SQLSTATE.undefinedObject, `constraint "${name.name}" does not exist`, -1);
    if (found.some(({ deferrable }) => deferrable === undefined)) {
      throw errorAt(SQLSTATE.wrongObjectType, `constraint "${name.name}" is not deferrable`, -1);
    }
    return found.map(({ id }) => id);
  });
  return { kind: 'set-constraints', keys: keys ?? null, deferred };
}

function bindTransaction(statement: TransactionStatement): BoundTransaction {
  const { action, name } = statement;
  switch (action) {
    case 'begin':
    case 'start':
      return {
        kind: 'transaction',
        action: 'begin',
        name: null,
        isolation: statement.isolation,
        readOnly: statement.readOnly,
        deferrable: statement.deferrable,
        verb: action === 'start' ? 'START TRANSACTION' : 'BEGIN',
      };
    case 'commit':
    case 'rollback':
      return { kind: 'transaction', action, name: null, chain: statement.chain };
    case 'savepoint':
    case 'release':
      return { kind: 'transaction', action, name };
    case 'rollback to':
      return { kind: 'transaction', action: 'rollback-to', name };
    case 'prepare':
    case 'commit prepared':
    case 'rollback prepared':
      throw notSupported('two-phase commit', statement.textStart);
    default:
      return unreachable(action);
  }
}

/** Options that change nothing here, but that clients send. */
const IGNORED_EXPLAIN_OPTIONS: ReadonlySet<string> = new Set(['buffers', 'settings', 'wal', 'summary', 'generic_plan', 'memory']);

function bindExplain(context: BindContext, statement: ExplainStatement): BoundExplain {
  let options = { analyze: false, verbose: false, costs: true, timing: true };
  let format: 'text' | 'json' = 'text';
  for (const option of statement.options) {
    switch (option.name) {
      case 'analyze':
      case 'verbose':
      case 'costs':
      case 'timing':
        options = { ...options, [option.name]: booleanOption(option) };
        break;
      case 'format': {
        const text = optionText(option.value).toLowerCase();
        if (text === 'text' || text === 'json') format = text;
        else if (text === 'xml' || text === 'yaml') throw notSupported(`EXPLAIN (FORMAT ${text.toUpperCase()})`, option.position);
        else throw errorAt(SQLSTATE.invalidParameterValue, `unrecognized value for EXPLAIN option "format": "${text}"`, option.position);
        break;
      }
      default:
        if (!IGNORED_EXPLAIN_OPTIONS.has(option.name)) {
          throw errorAt(SQLSTATE.syntaxError, `unrecognized EXPLAIN option "${option.name}"`, option.position);
        }
        booleanOption(option);
    }
  }
  const explained = statement.statement;
  const inner = bindStatement(context, explained.kind === 'declare-cursor' ? { ...explained, kind: 'query' } : explained);
  if (inner.kind === 'insert' && inner.route !== undefined) throw notSupported('EXPLAIN of INSERT into a partitioned table');
  switch (inner.kind) {
    case 'query':
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
    case 'create-table-as':
      return { kind: 'explain', ...options, format, statement: inner };
    default:
      throw notSupported(`EXPLAIN of this statement`, statement.textStart);
  }
}

function booleanOption(option: Option): boolean {
  if (option.value === null) return true;
  const text = optionText(option.value).toLowerCase();
  if (['true', 'on', '1'].includes(text)) return true;
  if (['false', 'off', '0'].includes(text)) return false;
  throw errorAt(SQLSTATE.syntaxError, `${option.name} requires a Boolean value`, option.position);
}
