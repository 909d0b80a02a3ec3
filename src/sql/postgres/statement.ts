/** Statements of PostgreSQL's parse tree into our own; what has no form there becomes an unsupported statement by name. */
import type { CopyStmt, CreateForeignTableStmt, CreateTableAsStmt, DropStmt, Node, RawStmt, ViewStmt } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import type {
  CopyStatement,
  CreateTableAsStatement,
  CreateViewStatement,
  DropStatement,
  RelationName,
  Statement,
  StatementText,
  TableLockMode,
  UnsupportedStatement,
} from '../ast.js';
import { at, type Conversion, relationName, selectOf, strings } from './conversion.js';
import { argumentTypes, definition, nameParts, unsupported } from './definition.js';
import { expression, expressions, optional, typeOf } from './expression.js';
import { foreignTableView } from './foreign-table.js';
import { grantStatement } from './grant.js';
import { insert, merge, modifying, remove, update } from './modification.js';
import { options } from './option.js';
import { query, queryOrModifying, queryWithoutInto } from './query.js';
import { declareCursor, fetch, transaction, variableSet } from './session-statement.js';
import { SourceText } from './source-text.js';
import { createTable, onCommit, persistence } from './table-definition.js';
import { viewQueryText } from './view-text.js';
import { parseTree } from './wasm-parser.js';

export function statements(tree: readonly RawStmt[], source: SourceText): readonly Statement[] {
  return tree.map((raw) => {
    const text = statementText(raw, source);
    const conversion: Conversion = { source, query, modifying, text };
    return statement(known(raw.stmt, 'statement'), text, conversion);
  });
}

function statementText(raw: RawStmt, source: SourceText): StatementText {
  let start = raw.stmt_location ?? 0;
  // A length of 0 is "to the end".
  const length = raw.stmt_len ?? 0;
  const end = length === 0 ? source.bytes.length : start + length;
  while (start < end && isSpace(source.bytes[start] ?? 0)) start++;
  return { text: source.slice(start, end).trimEnd(), textStart: source.characterAt(start) };
}

/** The white space of PostgreSQL's scanner. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function statement(node: Node, text: StatementText, c: Conversion): Statement {
  if ('SelectStmt' in node) {
    const into = node.SelectStmt.intoClause;
    if (into === undefined) return { kind: 'query', ...text, query: query(node.SelectStmt, c) };
    return createTableAs({ query: node, into, is_select_into: true }, text, c);
  }
  if ('InsertStmt' in node) return insert(node.InsertStmt, text, c);
  if ('UpdateStmt' in node) return update(node.UpdateStmt, text, c);
  if ('DeleteStmt' in node) return remove(node.DeleteStmt, text, c);
  if ('MergeStmt' in node) return merge(node.MergeStmt, text, c);
  if ('CreateStmt' in node) return createTable(node.CreateStmt, text, c);
  if ('CreateTableAsStmt' in node) return createTableAs(node.CreateTableAsStmt, text, c);
  if ('ViewStmt' in node) return createView(node.ViewStmt, text, c);
  if ('CreateForeignTableStmt' in node) return createForeignTable(node.CreateForeignTableStmt);
  if ('CreateSchemaStmt' in node) {
    const { schemaname, authrole, schemaElts, if_not_exists } = node.CreateSchemaStmt;
    return {
      kind: 'create-schema',
      ...text,
      name: schemaname ?? null,
      ifNotExists: if_not_exists === true,
      authorization: authrole === undefined ? null : (authrole.rolename ?? 'current_user'),
      elements: (schemaElts ?? []).map((element) => statement(element, text, c)),
    };
  }
  if ('DropStmt' in node) return drop(node.DropStmt, text, c);
  if ('TruncateStmt' in node) {
    const { relations, restart_seqs, behavior } = node.TruncateStmt;
    return {
      kind: 'truncate',
      ...text,
      tables: (relations ?? []).map((relation) => {
        assert('RangeVar' in relation, 'a table name');
        return relationName(relation.RangeVar, c);
      }),
      cascade: behavior === 'DROP_CASCADE',
      restartIdentity: restart_seqs === true,
    };
  }
  if ('CopyStmt' in node) return copy(node.CopyStmt, text, c);
  if ('ExplainStmt' in node) {
    const inner = known(node.ExplainStmt.query, 'statement');
    return { kind: 'explain', ...text, options: options(node.ExplainStmt.options, c), statement: statement(inner, text, c) };
  }
  if ('VariableSetStmt' in node) return variableSet(node.VariableSetStmt, text, c);
  if ('VariableShowStmt' in node) return { kind: 'show', ...text, name: (node.VariableShowStmt.name ?? '').toLowerCase() };
  if ('TransactionStmt' in node) return transaction(node.TransactionStmt, text, c);
  if ('PrepareStmt' in node) {
    const { name, argtypes, query: inner } = node.PrepareStmt;
    const parameterTypes = (argtypes ?? []).map((type) => {
      assert('TypeName' in type, 'a type name');
      return typeOf(type.TypeName, c);
    });
    return { kind: 'prepare', ...text, name: name ?? '', parameterTypes, statement: statement(known(inner, 'statement'), text, c) };
  }
  if ('ExecuteStmt' in node) {
    return { kind: 'execute', ...text, name: node.ExecuteStmt.name ?? '', args: expressions(node.ExecuteStmt.params, c) };
  }
  if ('DeallocateStmt' in node) return { kind: 'deallocate', ...text, name: node.DeallocateStmt.name ?? null };
  if ('DeclareCursorStmt' in node) return declareCursor(node.DeclareCursorStmt, text, c);
  if ('FetchStmt' in node) return fetch(node.FetchStmt, text);
  if ('ClosePortalStmt' in node) return { kind: 'close-cursor', ...text, name: node.ClosePortalStmt.portalname ?? null };
  if ('DiscardStmt' in node) {
    const { target } = node.DiscardStmt;
    const which =
      target === 'DISCARD_PLANS' ? 'plans' : target === 'DISCARD_SEQUENCES' ? 'sequences' : target === 'DISCARD_TEMP' ? 'temp' : 'all';
    return { kind: 'discard', ...text, target: which };
  }
  if ('LockStmt' in node) {
    const { relations, mode, nowait } = node.LockStmt;
    const tables = (relations ?? []).map((relation) => {
      assert('RangeVar' in relation, 'a table name');
      return relationName(relation.RangeVar, c);
    });
    return { kind: 'lock-table', ...text, tables, mode: LOCK_MODES[(mode ?? 1) - 1] ?? 'access exclusive', nowait: nowait === true };
  }
  if ('ConstraintsSetStmt' in node) {
    const { constraints, deferred } = node.ConstraintsSetStmt;
    const names = constraints?.map((each) => {
      assert('RangeVar' in each, 'a constraint name');
      return relationName(each.RangeVar, c);
    });
    return { kind: 'set-constraints', ...text, names: names ?? null, deferred: deferred === true };
  }
  if ('CallStmt' in node) {
    const call = expression({ FuncCall: known(node.CallStmt.funccall, 'procedure call') }, c);
    assert(call.kind === 'call', 'a call');
    return { kind: 'call', ...text, call };
  }
  // Nobody can listen: there is nothing to end.
  if ('UnlistenStmt' in node) return { kind: 'discard', ...text, target: 'channels' };
  return grantStatement(node, text, c) ?? definition(node, text, c) ?? unsupported(text);
}

/** In the order of PostgreSQL's numbers, from 1. */
const LOCK_MODES: readonly TableLockMode[] = [
  'access share',
  'row share',
  'row exclusive',
  'share update exclusive',
  'share',
  'share row exclusive',
  'exclusive',
  'access exclusive',
];

function createTableAs(node: CreateTableAsStmt, text: StatementText, c: Conversion): Statement {
  const source = known(node.query, 'query');
  const into = known(node.into, 'target table');
  const relation = known(into.rel, 'target table');
  const table: Omit<CreateTableAsStatement, 'query'> = {
    kind: 'create-table-as',
    ...text,
    table: relationName(relation, c),
    columns: strings(into.colNames),
    ifNotExists: node.if_not_exists === true,
    persistence: persistence(relation),
    options: options(into.options, c),
    withNoData: into.skipData === true,
    materializedView: node.objtype === 'OBJECT_MATVIEW',
    onCommit: onCommit(into.onCommit),
    queryText: node.is_select_into === true ? '' : withoutDataClause(viewQueryText(text.text)),
  };
  if ('ExecuteStmt' in source) {
    const execute = statement(source, text, c);
    assert(execute.kind === 'execute', 'an EXECUTE');
    return { kind: 'create-table-execute', ...text, table, execute };
  }
  assert('SelectStmt' in source, 'a query');
  return { ...table, query: queryWithoutInto(source.SelectStmt, c) };
}

function withoutDataClause(queryText: string): string {
  return queryText.replace(/\s+with\s+(?:no\s+)?data\s*$/i, '');
}

const CHECK_OPTIONS: Readonly<Record<string, 'local' | 'cascaded'>> = { LOCAL_CHECK_OPTION: 'local', CASCADED_CHECK_OPTION: 'cascaded' };

/** CREATE RECURSIVE VIEW v (a) AS x is CREATE VIEW v AS WITH RECURSIVE v (a) AS (x) SELECT a FROM v. */
function recursiveText(statement: string, name: string, columns: readonly string[], queryText: string): string {
  if (!/^\s*create\s+(?:or\s+replace\s+)?(?:temp\s+|temporary\s+)?recursive\s/i.test(statement)) return queryText;
  const list = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
  const quoted = `"${name.replaceAll('"', '""')}"`;
  return `WITH RECURSIVE ${quoted} (${list}) AS (${queryText}) SELECT ${list} FROM ${quoted}`;
}

function withoutCheckOption(queryText: string): string {
  return queryText.replace(/\s+with\s+(?:(?:local|cascaded)\s+)?check\s+option\s*$/i, '');
}

function createView(node: ViewStmt, text: StatementText, c: Conversion): CreateViewStatement {
  const view = known(node.view, 'view name');
  return {
    kind: 'create-view',
    ...text,
    view: relationName(view, c),
    columns: strings(node.aliases),
    orReplace: node.replace === true,
    persistence: persistence(view),
    query: query(selectOf(node.query), c),
    queryText: recursiveText(text.text, view.relname ?? '', strings(node.aliases), withoutCheckOption(viewQueryText(text.text))),
    checkOption: CHECK_OPTIONS[node.withCheckOption ?? ''] ?? null,
    options: options(node.options, c),
  };
}

/** The view that it is, whose text is not what was written: its positions are nowhere in that. */
function createForeignTable(node: CreateForeignTableStmt): CreateViewStatement {
  const source = new SourceText(foreignTableView(node));
  const [view] = statements(parseTree(source.bytes), source);
  assert(view?.kind === 'create-view', 'a foreign table is a view');
  return { ...view, foreign: { ifNotExists: node.base?.if_not_exists === true } };
}

const DROPPED: Readonly<Record<string, DropStatement['object']>> = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_SCHEMA: 'schema',
  OBJECT_INDEX: 'index',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_FOREIGN_TABLE: 'foreign table',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_FUNCTION: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_PROCEDURE: 'procedure',
};

function drop(node: DropStmt, text: StatementText, c: Conversion): DropStatement | UnsupportedStatement {
  const object = DROPPED[node.removeType ?? ''];
  if (object === undefined) return unsupported(text);
  return {
    kind: 'drop',
    ...text,
    object,
    names: (node.objects ?? []).map(droppedName),
    args: (node.objects ?? []).map((each) => argumentTypes(each, c)),
    ifExists: node.missing_ok === true,
    cascade: node.behavior === 'DROP_CASCADE',
  };
}

/** The tree gives a list of the name's parts, or one string for a schema, without positions. */
function droppedName(node: Node): RelationName {
  const parts = nameParts(node);
  return { database: parts.at(-3) ?? null, schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '', position: -1 };
}

function copy(node: CopyStmt, text: StatementText, c: Conversion): CopyStatement {
  return {
    kind: 'copy',
    ...text,
    table: node.relation === undefined ? null : relationName(node.relation, c),
    columns: strings(node.attlist),
    query: node.query === undefined ? null : queryOrModifying(node.query, at(c, -1), c),
    direction: node.is_from === true ? 'from' : 'to',
    fileName: node.filename ?? null,
    program: node.is_program === true,
    options: options(node.options, c),
    where: optional(node.whereClause, c),
  };
}
