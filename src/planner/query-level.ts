/**
 * One SELECT's names: what its FROM makes visible, the aggregates that belong to it, and the level around it. Looks names up
 * as PostgreSQL does, innermost level first, with its errors and hints.
 */
import { assert } from '../common/assert.js';
import { SQLSTATE, type SqlState } from '../common/errors.js';
import type { AggregateCall, ColumnId, Expr, SortKey } from '../plan/expr.js';
import type { Column } from '../plan/logical.js';
import type { QualifiedName, Star } from '../sql/ast.js';
import type { RecordType, SqlType } from '../types/sql-type.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import type { Lockable } from './locking.js';
import { optionalRow, wholeRow } from './records.js';
import { duplicateExpr, sameExpr, sameExprs } from './rewrite.js';
import type { SelectSetCall } from './set-returning.js';
import type { BoundWindow, WindowUse } from './window.js';

export interface ScopeColumn {
  readonly name: string;
  readonly id: ColumnId;
  readonly type: SqlType;
  /** What the name stands for, of a view's computed column in a statement that writes through it. */
  readonly value?: Expr;
  /** `*` leaves it out. */
  readonly hidden?: boolean;
}

export function scopeExpr(context: BindContext, { id, type, value }: ScopeColumn): Expr {
  context.noteRead(id);
  return value === undefined ? { kind: 'column', id, type } : duplicateExpr(value, () => context.newId());
}

/** A name that qualifies columns: a table, an alias. */
export interface ScopeTable {
  readonly name: string;
  /** Schema of a table without an alias: `s.t.a` works for those only. */
  readonly schema: string | null;
  /** The relation that an alias hides: for a hint. */
  readonly aliasOf: string | null;
  readonly columns: readonly ScopeColumn[];
  /** The named type of its rows: of a table of the catalog without renamed columns. */
  readonly rowType?: RecordType;
  /** The OID of the table that a row is of: `tableoid`. */
  readonly tableOid?: Expr;
  /** A function that gives one value a row: its name is that value. */
  readonly isScalar?: boolean;
}

export interface Namespace {
  /** What a qualified name can find. */
  readonly tables: readonly ScopeTable[];
  /** What a bare name can find, and `*`, in order. */
  readonly columns: readonly ScopeColumn[];
}

export const EMPTY_NAMESPACE: Namespace = { tables: [], columns: [] };

/** The part of a query being bound, in the words of PostgreSQL's messages. */
export type Clause =
  | 'select'
  | 'having'
  | 'order-by'
  | 'WHERE'
  | 'GROUP BY'
  | 'JOIN conditions'
  | 'LIMIT'
  | 'OFFSET'
  | 'VALUES'
  | 'COPY FROM WHERE conditions'
  | 'UPDATE'
  | 'functions in FROM'
  | 'FROM clause of their own query level';

/** A base table of this level's FROM whose primary key, grouped by, makes its other columns single-valued. */
export interface KeyedTable {
  readonly key: readonly ColumnId[];
  readonly columns: readonly ColumnId[];
}

export class QueryLevel {
  readonly parent: QueryLevel | null;
  readonly depth: number;
  readonly ctes: CteScope | null;
  namespace: Namespace = EMPTY_NAMESPACE;
  clause: Clause = 'select';
  /** Tables of the FROM around that this level may not use (no LATERAL): for hints. */
  inaccessible: readonly ScopeTable[] = [];
  readonly aggregates: { readonly call: AggregateCall; readonly column: Column }[] = [];
  readonly keyedTables: KeyedTable[] = [];
  /** Calls with OVER, and the windows of the WINDOW clause. */
  readonly windows: WindowUse[] = [];
  readonly namedWindows = new Map<string, BoundWindow>();
  /** Over zero while a window function's arguments are being bound. */
  windowNesting = 0;
  /** While PARTITION BY, ORDER BY or the frame of a window is being bound. */
  windowDefinition = false;
  /** The order that FROM gives its rows. */
  inputOrder: readonly SortKey[] = [];
  /** GROUPING(...) alone makes a query an aggregation. */
  usesGrouping = false;
  /** Over zero while an aggregate's arguments are being bound. */
  aggregateNesting = 0;
  /** References that levels below made to this one's columns. */
  outerReferences = 0;

  constructor(parent: QueryLevel | null, ctes: CteScope | null) {
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.ctes = ctes;
  }

  /** What FOR UPDATE may name. */
  readonly lockables: Lockable[] = [];
  /** Set-returning functions of the select list, in the order in which they were met. */
  readonly setCalls: SelectSetCall[] = [];
  /** Why there may be no set-returning function in what is being bound. */
  noSets: string | null = null;

  /** Columns, with the names of their tables, that the right side of a RIGHT or FULL JOIN sees but may not use. */
  outOfReach: ReadonlyMap<ColumnId, string> = new Map();

  /** Over zero while an aggregate's FILTER is being bound. */
  filterNesting = 0;

  /** Says which tables of this FROM the part to be bound next can't use. */
  hiding(tables: readonly ScopeTable[]): this {
    this.inaccessible = tables;
    return this;
  }

  /** Binds with another namespace, e.g. a join's own columns for its ON. */
  within<T>(namespace: Namespace, clause: Clause, run: () => T): T {
    const before = this.namespace;
    const clauseBefore = this.clause;
    this.namespace = namespace;
    this.clause = clause;
    try {
      return run();
    } finally {
      this.namespace = before;
      this.clause = clauseBefore;
    }
  }

  /** Binds what may hold no set-returning function: the error's text says why. */
  withoutSets<T>(message: string, run: () => T): T {
    const before = this.noSets;
    this.noSets ??= message;
    try {
      return run();
    } finally {
      this.noSets = before;
    }
  }

  /** The aggregate's output column; equal calls share one. */
  addAggregate(context: BindContext, call: AggregateCall, name: string, nullable: boolean): Column {
    const existing = this.aggregates.find((candidate) => sameAggregate(candidate.call, call));
    if (existing !== undefined) return existing.column;
    const column = context.newColumn(name, call.type, nullable);
    this.aggregates.push({ call, column });
    return column;
  }
}

function sameAggregate(a: AggregateCall, b: AggregateCall): boolean {
  if (a.name !== b.name || a.distinct !== b.distinct || !sameExprs(a.args, b.args)) return false;
  return a.filter === null || b.filter === null ? a.filter === b.filter : sameExpr(a.filter, b.filter);
}

/** A column by name; raises 42703, 42702 or 42P01. */
export function resolveColumn(context: BindContext, level: QueryLevel, name: QualifiedName, position: number): Expr {
  const [bare = ''] = name;
  const found = name.length === 1 ? findBare(level, bare, position) : findQualified(context, level, name, position);
  const row = found === undefined && name.length === 1 ? findRow(level, bare) : undefined;
  if (row !== undefined) return bindWholeRow(context, level, row, position);
  if (found === undefined) {
    const system = bare === 'tableoid' ? systemColumn(level.namespace.tables, position) : undefined;
    if (system !== undefined) return system;
    const argument = context.argumentNamed(bare);
    if (argument !== undefined) return argument;
    throw undefinedColumn(level, bare, position);
  }
  if (found.level === null) return found.value;
  if (found.level !== level) {
    const table = found.level.outOfReach.get(found.column.id);
    if (table !== undefined) throw outOfReach(table, position);
    found.level.outerReferences += 1;
  }
  return context.locate(scopeExpr(context, found.column), position);
}

function outOfReach(table: string, position: number): Error {
  return errorAt(SQLSTATE.invalidColumnReference, `invalid reference to FROM-clause entry for table "${table}"`, position).with({
    detail: 'The combining JOIN type must be INNER or LEFT for a LATERAL reference.',
  });
}

type Found = { readonly column: ScopeColumn; readonly level: QueryLevel } | { readonly value: Expr; readonly level: null };

function findBare(start: QueryLevel, name: string, position: number): Found | undefined {
  for (let level: QueryLevel | null = start; level !== null; level = level.parent) {
    const matches = level.namespace.columns.filter((column) => column.name === name);
    if (matches.length > 1) throw errorAt(SQLSTATE.ambiguousColumn, `column reference "${name}" is ambiguous`, position);
    const [column] = matches;
    if (column !== undefined) return { column, level };
  }
  return undefined;
}

/** Of the only table here that has rows of its own. */
function systemColumn(tables: readonly ScopeTable[], position: number): Expr | undefined {
  const [first, second] = tables.flatMap(({ tableOid }) => (tableOid === undefined ? [] : [tableOid]));
  if (second !== undefined) throw errorAt(SQLSTATE.ambiguousColumn, 'column reference "tableoid" is ambiguous', position);
  return first;
}

/** A table's name where a column's is expected: its row as one value. */
function findRow(start: QueryLevel, name: string): { readonly table: ScopeTable; readonly level: QueryLevel } | undefined {
  for (let level: QueryLevel | null = start; level !== null; level = level.parent) {
    const table = level.namespace.tables.find((candidate) => candidate.name === name);
    if (table !== undefined) return { table, level };
  }
  return undefined;
}

/** `t.*` where a value is expected: the row. */
export function bindQualifiedStar(context: BindContext, level: QueryLevel, star: Star): Expr {
  return bindWholeRow(context, level, findTable(context, level, star.qualifier, '*', star.position), star.position);
}

function bindWholeRow(
  context: BindContext,
  level: QueryLevel,
  { table, level: owner }: { readonly table: ScopeTable; readonly level: QueryLevel },
  position: number,
): Expr {
  if (owner !== level) owner.outerReferences += 1;
  // A function in FROM that gives values is its value.
  const [only] = table.columns;
  if (table.isScalar === true && only !== undefined) return context.locate({ kind: 'column', id: only.id, type: only.type }, position);
  const columns = table.columns.map((column) => scopeExpr(context, column));
  const fields = table.columns.map((column) => ({ name: column.name, type: column.type }));
  const row = wholeRow(table.rowType ?? { kind: 'record', fields, named: null }, columns);
  const missing = table.columns.length > 0 && table.columns.every(({ id }) => context.isOptional(id));
  return context.locate(missing ? optionalRow(row, columns) : row, position);
}

function findQualified(context: BindContext, start: QueryLevel, name: QualifiedName, position: number): Found | undefined {
  const column = name[name.length - 1] ?? '';
  const { table, level } = findTable(context, start, name.slice(0, -1), column, position);
  const matches = table.columns.filter((candidate) => candidate.name === column);
  if (matches.length > 1) throw errorAt(SQLSTATE.ambiguousColumn, `column reference "${column}" is ambiguous`, position);
  const [found] = matches;
  if (found !== undefined) return { column: found, level };
  const system = column === 'tableoid' ? systemColumn([table], position) : undefined;
  if (system !== undefined) return { value: system, level: null };
  if (context.catalog.functions.length > 0) {
    const value = context.binders.rowFunction(context, bindWholeRow(context, start, { table, level }, position), column);
    if (value !== undefined) return { value, level: null };
  }
  const similar = closest(column, [table]);
  throw errorAt(SQLSTATE.undefinedColumn, `column ${name.join('.')} does not exist`, position, similar);
}

/** The table that a qualifier names: `t`, `s.t` or `db.s.t`. */
export function findTable(
  context: BindContext,
  start: QueryLevel,
  qualifier: QualifiedName,
  column: string,
  position: number,
): { readonly table: ScopeTable; readonly level: QueryLevel } {
  const name = qualifier[qualifier.length - 1] ?? '';
  const full = [...qualifier, column].join('.');
  const schema = qualifier.length > 1 ? (qualifier[qualifier.length - 2] ?? '') : null;
  const database = qualifier.length > 2 ? (qualifier[qualifier.length - 3] ?? '') : null;
  if (qualifier.length > 3) {
    throw errorAt(SQLSTATE.syntaxError, `improper qualified name (too many dotted names): ${full}`, position);
  }
  if (database !== null && database !== context.catalog.database) {
    throw errorAt(SQLSTATE.featureNotSupported, `cross-database references are not implemented: ${full}`, position);
  }
  const matches = (table: ScopeTable): boolean => table.name === name && (schema === null || table.schema === schema);
  for (let level: QueryLevel | null = start; level !== null; level = level.parent) {
    const found = level.namespace.tables.filter(matches);
    if (found.length > 1) throw errorAt(SQLSTATE.ambiguousAlias, `table reference "${name}" is ambiguous`, position);
    const [table] = found;
    if (table !== undefined) return { table, level };
  }
  throw missingTable(start, name, schema, position);
}

function missingTable(start: QueryLevel, name: string, schema: string | null, position: number): Error {
  for (let level: QueryLevel | null = start; level !== null; level = level.parent) {
    if (level.inaccessible.some((table) => table.name === name)) {
      const hint = `There is an entry for table "${name}", but it cannot be referenced from this part of the query.`;
      return errorAt(SQLSTATE.undefinedTable, `invalid reference to FROM-clause entry for table "${name}"`, position, hint);
    }
  }
  // A table that was given an alias is known by the alias alone.
  for (let level: QueryLevel | null = start; level !== null; level = level.parent) {
    const aliased = level.namespace.tables.find((table) => table.aliasOf === name);
    if (aliased !== undefined) {
      const hint = `Perhaps you meant to reference the table alias "${aliased.name}".`;
      return errorAt(SQLSTATE.undefinedTable, `invalid reference to FROM-clause entry for table "${name}"`, position, hint);
    }
  }
  const full = schema === null ? name : `${schema}.${name}`;
  return errorAt(SQLSTATE.undefinedTable, `missing FROM-clause entry for table "${full}"`, position);
}

function undefinedColumn(start: QueryLevel, name: string, position: number): Error {
  const tables: ScopeTable[] = [];
  for (let level: QueryLevel | null = start; level !== null; level = level.parent) {
    for (const table of level.inaccessible) {
      if (!table.columns.some((column) => column.name === name)) continue;
      const hint = `There is a column named "${name}" in table "${table.name}", but it cannot be referenced from this part of the query.`;
      return errorAt(SQLSTATE.undefinedColumn, `column "${name}" does not exist`, position, hint);
    }
    tables.push(...level.namespace.tables);
  }
  return errorAt(SQLSTATE.undefinedColumn, `column "${name}" does not exist`, position, closest(name, tables));
}

/** PostgreSQL's MAX_FUZZY_DISTANCE. */
const MAX_DISTANCE = 3;

/** "Perhaps you meant ...": the nearest column name, when it is near enough. */
function closest(name: string, tables: readonly ScopeTable[]): string | undefined {
  let best = Math.min(MAX_DISTANCE, Math.floor(name.length / 2)) + 1;
  let suggestions: string[] = [];
  for (const table of tables) {
    for (const column of table.columns) {
      if (Math.abs(column.name.length - name.length) > MAX_DISTANCE) continue;
      const distance = editDistance(name, column.name);
      if (distance > best || distance > MAX_DISTANCE || distance > name.length / 2) continue;
      if (distance < best) suggestions = [];
      best = distance;
      suggestions.push(`the column "${table.name}.${column.name}"`);
    }
  }
  const [first, second] = suggestions;
  if (first === undefined || suggestions.length > 2) return undefined;
  return `Perhaps you meant to reference ${second === undefined ? first : `${first} or ${second}`}.`;
}

/** Levenshtein distance; names are at most 63 bytes. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  const distance = previous[b.length];
  assert(distance !== undefined, 'a distance');
  return distance;
}

/** 42712 when two entries of one FROM have the same name. */
export function joinNamespaces(left: Namespace, right: Namespace, positions?: ReadonlyMap<ScopeTable, number>): Namespace {
  for (const table of right.tables) {
    const clash = left.tables.find((other) => other.name === table.name && sameSchema(other, table));
    if (clash !== undefined && table.name !== '') {
      throw errorAt(DUPLICATE_ALIAS, `table name "${table.name}" specified more than once`, positions?.get(table) ?? -1);
    }
  }
  return { tables: [...left.tables, ...right.tables], columns: [...left.columns, ...right.columns] };
}

const DUPLICATE_ALIAS: SqlState = SQLSTATE.duplicateAlias;

/** Tables of one name from two schemas may stand side by side; an alias clashes with everything. */
function sameSchema(a: ScopeTable, b: ScopeTable): boolean {
  return a.schema === null || b.schema === null || a.schema === b.schema;
}
