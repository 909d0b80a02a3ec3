/** What the parts of the binder share while one statement is bound: catalog, settings, parameters, ids and positions. */
import { denied, privilegesOf, type Requirement } from '../catalog/access.js';
import type { CatalogReader } from '../catalog/catalog.js';
import { BOOTSTRAP_ROLE, findRole, type RoleDef } from '../catalog/role-def.js';
import type { TableDef } from '../catalog/table-def.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { Column, RecursivePlan, WorkingTablePlan } from '../plan/logical.js';
import type { CommonTable, Expression, LockingClause, ModifyingQuery, Query, Statement, TypeName, WithClause } from '../sql/ast.js';
import { type SqlType, sameType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import type { OpenQuery } from './bound-relation.js';
import type { BoundModification, BoundQuery } from './bound-statement.js';
import type { FindFiles } from './files-needed.js';
import type { QueryLevel } from './query-level.js';
import type { Recursion } from './recursive.js';

/** Names of WITH that a query sees, innermost first. */
export interface CteScope {
  readonly table: CommonTable;
  /** What the table's own query sees: with RECURSIVE itself, too. */
  outer: CteScope | null;
  /** The level around the query that has the WITH. */
  readonly level: QueryLevel | null;
  references: number;
  /** Being bound: a reference now is a recursion. */
  active: boolean;
  /** Set while the recursive part of its query is bound: what references find. */
  recursion: Recursion | null;
  /** Its rows, where they must be made once for all references. */
  once: RecursivePlan | null;
  /** A data-modifying statement's rows: what references find, once it was bound. */
  modified: { readonly rows: WorkingTablePlan; readonly returns: boolean } | null;
  /** WITH RECURSIVE: it may refer to itself. */
  readonly recursive: boolean;
  readonly next: CteScope | null;
}

/**
 * The mutually recursive entry points, handed around so that files do not import each other in circles: an expression
 * holds queries, queries hold expressions.
 */
export interface Binders {
  expression(context: BindContext, node: Expression, level: QueryLevel): Expr;
  /** parent: the level whose columns the query may use; ctes: what it sees of WITH. */
  query(context: BindContext, query: Query, parent: QueryLevel | null, ctes: CteScope | null): OpenQuery;
  typeName(context: BindContext, name: TypeName): SqlType;
  /** `row.f`, where f is a function of the user's over the row; undefined: there is none. */
  rowFunction(context: BindContext, row: Expr, name: string): Expr | undefined;
  /** outer: what it sees of the WITH that it is in. */
  modifying(context: BindContext, statement: ModifyingQuery['statement'], outer: CteScope | null): BoundModification['statement'];
}

/** OID and attribute number (from 1) of a base column; 0 for what is computed. */
export interface ColumnOrigin {
  readonly tableOid: number;
  readonly attribute: number;
}

/** What stands for an argument of a function while its body is bound. */
interface FunctionArgumentColumn {
  readonly name: string;
  readonly id: ColumnId;
  readonly type: SqlType;
}

const NO_ORIGIN: ColumnOrigin = { tableOid: 0, attribute: 0 };

export class BindContext {
  readonly catalog: CatalogReader;
  readonly settings: ReadonlyMap<string, string>;
  /** The session's temporary schema comes first, where it has one. */
  searchPath: readonly string[];
  /** OIDs of the user's objects that the statement names: what a view or a default made from it depends on. */
  readonly uses = new Set<number>();
  readonly binders: Binders;
  /** The statement's own WITH, in which data-modifying statements may stand. */
  outermost: WithClause | null = null;
  /** Those, each after what it reads. */
  readonly modifications: BoundModification[] = [];
  /** Parses the text of a view. */
  readonly parseQuery: ((sql: string) => Query) | undefined;
  /** Parses the body of a function. */
  readonly parseStatements: ((sql: string) => readonly Statement[]) | undefined;
  readonly temporarySchema: string | undefined;
  /** Name of the session's user. */
  readonly user: string;
  /** The session's user. */
  readonly role: RoleDef;
  /** What a call that reads files stands for; undefined: nobody has looked yet. */
  readonly findFiles: FindFiles;
  #nextId = 1;
  #nextObjectId = 0;
  #functionArguments: {
    readonly columns: readonly FunctionArgumentColumn[];
    readonly level: QueryLevel;
  } | null = null;
  #stars: Map<number, string> | null = null;
  #depth = 0;
  #inlined = 0;
  readonly #parameters: (SqlType | null)[];
  readonly #positions = new WeakMap<object, number>();
  readonly #nullable = new Map<ColumnId, boolean>();
  readonly #optional = new Set<ColumnId>();
  readonly #owners = new Map<ColumnId, QueryLevel>();
  readonly #labels = new Map<ColumnId, string>();
  readonly #origins = new Map<ColumnId, ColumnOrigin>();

  constructor(options: {
    readonly catalog: CatalogReader;
    readonly settings: ReadonlyMap<string, string>;
    readonly parameterTypes: readonly (SqlType | null)[];
    readonly binders: Binders;
    readonly parseQuery?: ((sql: string) => Query) | undefined;
    readonly parseStatements?: ((sql: string) => readonly Statement[]) | undefined;
    /** Name of the schema of the session's temporary objects, whether it is there or not. */
    readonly temporarySchema?: string | undefined;
    readonly user?: string | undefined;
    readonly findFiles?: FindFiles | undefined;
  }) {
    this.catalog = options.catalog;
    this.settings = options.settings;
    this.temporarySchema = options.temporarySchema;
    this.user = options.user ?? '';
    this.role = findRole(options.catalog, this.user) ?? BOOTSTRAP_ROLE;
    const path = withTemporary(parseSearchPath(options.settings.get('search_path')), options);
    this.searchPath = this.role.superuser ? path : path.filter((name) => this.#mayUse(name));
    this.binders = options.binders;
    this.parseQuery = options.parseQuery;
    this.findFiles =
      options.findFiles ??
      (() => {
        throw notSupported('reading files here');
      });
    this.parseStatements = options.parseStatements;
    this.#parameters = options.parameterTypes.map((type) => (type?.kind === 'unknown' ? null : type));
  }

  /** Names in what `run` binds are looked up by another path: the query of a view has its own. */
  withSearchPath<T>(path: readonly string[] | undefined, run: () => T): T {
    const before = this.searchPath;
    const stars = this.#stars;
    if (path !== undefined) this.searchPath = path;
    // Positions in another text.
    this.#stars = null;
    try {
      return run();
    } finally {
      this.searchPath = before;
      this.#stars = stars;
    }
  }

  /** Runs with a note of what each `*` that was bound stands for, as text, by its position. */
  recordStars<T>(run: () => T): { readonly result: T; readonly expansions: ReadonlyMap<number, string> } {
    const before = this.#stars;
    const expansions = new Map<number, string>();
    this.#stars = expansions;
    try {
      return { result: run(), expansions };
    } finally {
      this.#stars = before;
    }
  }

  noteStar(position: number, expansion: () => string): void {
    if (position >= 0) this.#stars?.set(position, expansion());
  }

  /** `pg_temp` is the session's own temporary schema. */
  schemaName(written: string | null): string | null {
    const name = written === 'pg_temp' ? (this.temporarySchema ?? written) : written;
    // Names in a view were looked up when it was made.
    if (name !== null && this.#owner === null && !this.#mayUse(name)) throw denied('schema', name);
    return name;
  }

  #mayUse(name: string): boolean {
    if (this.role.superuser || name === this.temporarySchema) return true;
    const schema = this.catalog.schemas.find((each) => each.name === name);
    return schema === undefined || privilegesOf(this.catalog, this.role, 'schema', schema.id).privileges.includes('U');
  }

  /** Stands for the id of a new object, until the conductor allocates one. */
  newObjectId(): number {
    this.#nextObjectId -= 1;
    return this.#nextObjectId;
  }

  newId(): ColumnId {
    const id = this.#nextId;
    this.#nextId += 1;
    return id;
  }

  get nextId(): ColumnId {
    return this.#nextId;
  }

  newColumn(name: string, type: SqlType, nullable: boolean): Column {
    const column: Column = { id: this.newId(), name, type, nullable };
    this.#nullable.set(column.id, nullable);
    return column;
  }

  // Columns -------------------------------------------------------------------------------------------------------------

  /** Whether the column can be NULL at the place that was bound last: outer joins change it on the way up. */
  isNullable(id: ColumnId): boolean {
    return this.#nullable.get(id) ?? true;
  }

  /** The column as it is above an outer join that may leave it out. */
  setNullable(id: ColumnId): void {
    this.#nullable.set(id, true);
  }

  /** Of a side of an outer join that may be missing: a row of such columns may be none. */
  setOptional(id: ColumnId): void {
    this.setNullable(id);
    this.#optional.add(id);
  }

  isOptional(id: ColumnId): boolean {
    return this.#optional.has(id);
  }

  setOwner(id: ColumnId, level: QueryLevel, label: string): void {
    this.#owners.set(id, level);
    this.#labels.set(id, label);
  }

  ownerOf(id: ColumnId): QueryLevel | undefined {
    return this.#owners.get(id);
  }

  /** `t.a`, for messages. */
  labelOf(id: ColumnId): string {
    return this.#labels.get(id) ?? '?';
  }

  setOrigin(id: ColumnId, origin: ColumnOrigin): void {
    this.#origins.set(id, origin);
  }

  /** The base column that a column is. */
  originOf(id: ColumnId): ColumnOrigin {
    return this.#origins.get(id) ?? NO_ORIGIN;
  }

  // Positions -----------------------------------------------------------------------------------------------------------

  /** Remembers where an expression came from, for errors that are found later. */
  locate<E extends Expr>(expr: E, position: number): E {
    if (position >= 0 && !this.#positions.has(expr)) this.#positions.set(expr, position);
    return expr;
  }

  positionOf(expr: Expr): number {
    return this.#positions.get(expr) ?? -1;
  }

  // Parameters ----------------------------------------------------------------------------------------------------------

  /** While the body of a function is bound, $1 is its first argument. */
  withFunctionArguments<T>(columns: readonly FunctionArgumentColumn[], level: QueryLevel, run: () => T): T {
    const before = this.#functionArguments;
    this.#functionArguments = { columns, level };
    try {
      return run();
    } finally {
      this.#functionArguments = before;
    }
  }

  /** The argument of the function whose body is bound, by its name. */
  argumentNamed(name: string): Expr | undefined {
    const column = this.#functionArguments?.columns.find((each) => each.name === name);
    if (column === undefined || this.#functionArguments === null) return undefined;
    this.#functionArguments.level.outerReferences += 1;
    return { kind: 'column', type: column.type, id: column.id };
  }

  parameter(index: number, position: number): Expr {
    if (this.#functionArguments !== null) {
      const { columns, level } = this.#functionArguments;
      const column = columns[index - 1];
      if (column === undefined) throw errorAt(SQLSTATE.undefinedParameter, `there is no parameter $${index}`, position);
      level.outerReferences += 1;
      return { kind: 'column', type: column.type, id: column.id };
    }
    if (index < 1 || index > LIMITS.parameters) {
      throw errorAt(SQLSTATE.undefinedParameter, `there is no parameter $${index}`, position);
    }
    while (this.#parameters.length < index) this.#parameters.push(null);
    return this.locate({ kind: 'param', type: this.#parameters[index - 1] ?? TYPES.unknown, index }, position);
  }

  /** A parameter of open type met a context that wants `type`. Two contexts may not want different ones. */
  settleParameter(index: number, type: SqlType, position: number): void {
    const known = this.#parameters[index - 1] ?? null;
    if (known === null) {
      this.#parameters[index - 1] = type;
    } else if (!sameType(known, type)) {
      throw new ConductError(SQLSTATE.ambiguousParameter, `inconsistent types deduced for parameter $${index}`, {
        ...at(position),
        detail: `${typeLabel(known)} versus ${typeLabel(type)}`,
      });
    }
  }

  parameterType(index: number): SqlType | null {
    return this.#parameters[index - 1] ?? null;
  }

  /** 42P18 for what nothing decided: `$1 IS NULL` alone, or a number that was left out. */
  settledParameters(): SqlType[] {
    return this.#parameters.map((type, i) => {
      if (type !== null) return type;
      throw new ConductError(SQLSTATE.indeterminateDatatype, `could not determine data type of parameter $${i + 1}`);
    });
  }

  // Privileges ----------------------------------------------------------------------------------------------------------

  /** null: nothing of what is being bound is the user's doing. */
  #requirements: Requirement[] | null = [];
  /** Of the view whose query is being bound. */
  #owner: number | null = null;
  /** What reading a column needs beside what the statement needs anyway. */
  readonly #reads = new Map<ColumnId, Requirement>();

  /** What the statement needs to be allowed: it is looked at when the statement is run. */
  get requirements(): readonly Requirement[] {
    return this.#requirements ?? [];
  }

  require(requirement: Omit<Requirement, 'as'>): void {
    this.#requirements?.push({ ...requirement, as: this.#owner });
  }

  /** Reading one of the columns needs this. */
  requireToRead(columns: readonly ColumnId[], requirement: Omit<Requirement, 'as'>): void {
    for (const id of columns) this.#reads.set(id, { ...requirement, as: this.#owner });
  }

  noteRead(column: ColumnId): void {
    const requirement = this.#reads.get(column);
    if (requirement !== undefined) this.#requirements?.push(requirement);
  }

  /** What a view's query needs is its owner's to be allowed. */
  asOwner<T>(owner: number, run: () => T): T {
    const before = this.#owner;
    this.#owner = owner;
    try {
      return run();
    } finally {
      this.#owner = before;
    }
  }

  /** What `run` binds needs no privileges. */
  unchecked<T>(run: () => T): T {
    const before = this.#requirements;
    this.#requirements = null;
    try {
      return run();
    } finally {
      this.#requirements = before;
    }
  }

  // Locks ---------------------------------------------------------------------------------------------------------------

  readonly #locked = new Map<TableDef, { readonly shared: boolean; readonly wait: LockingClause['wait'] }>();

  /** FOR UPDATE, or FOR SHARE: the table is locked before its rows are read. */
  lockTable(table: TableDef, shared: boolean, wait: LockingClause['wait']): void {
    const before = this.#locked.get(table);
    this.#locked.set(table, {
      shared: shared && before?.shared !== false,
      wait: before === undefined || before.wait === 'wait' ? wait : before.wait,
    });
  }

  get lockedTables(): NonNullable<BoundQuery['locked']> {
    return [...this.#locked].map(([table, lock]) => ({ table, ...lock }));
  }

  // Limits --------------------------------------------------------------------------------------------------------------

  /** One level of nesting deeper while `run` runs. */
  nested<T>(run: () => T): T {
    if (this.#depth >= LIMITS.nestingDepth) throw tooComplex();
    this.#depth += 1;
    try {
      return run();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Each reference to a WITH table binds it afresh: chains of doubling references must end somewhere. */
  countInlined(): void {
    this.#inlined += 1;
    if (this.#inlined > LIMITS.inlinedQueries) throw tooComplex();
  }
}

export function tooComplex(): ConductError {
  return new ConductError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded', {
    hint: 'The statement nests too deeply: split it into smaller ones.',
  });
}

/** The position as an error field, where there is one. */
export function at(position: number): { readonly position?: number } {
  return position >= 0 ? { position } : {};
}

export function errorAt(code: ConductError['code'], message: string, position: number, hint?: string): ConductError {
  return new ConductError(code, message, { ...at(position), ...(hint === undefined ? {} : { hint }) });
}

/** Runs something that raises errors without a position, and adds it. */
export function withPosition<T>(position: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ConductError && error.position === undefined && position >= 0) throw error.with({ position });
    throw error;
  }
}

/** Before all others, unless the path itself says where. */
function withTemporary(
  path: readonly string[],
  { catalog, temporarySchema: schema }: { readonly catalog: CatalogReader; readonly temporarySchema?: string | undefined },
): readonly string[] {
  if (schema === undefined) return path;
  if (path.includes('pg_temp')) return path.map((name) => (name === 'pg_temp' ? schema : name));
  return catalog.hasSchema(schema) ? [schema, ...path] : path;
}

/** `"$user", public` and the like; names that are no schemas are simply not found later. */
export function parseSearchPath(setting: string | undefined): readonly string[] {
  if (setting === undefined) return ['public'];
  const names: string[] = [];
  for (const match of setting.matchAll(/"((?:[^"]|"")*)"|[^\s,"]+/g)) {
    names.push(match[1] === undefined ? match[0].toLowerCase() : match[1].replaceAll('""', '"'));
  }
  return names.filter((name) => name !== '' && name !== '$user');
}
