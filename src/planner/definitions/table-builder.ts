/**
 * A table's definition while CREATE TABLE or ALTER TABLE works on it: columns and constraints are added one by one, and what
 * goes along (sequences of serial columns, names of constraints) is collected.
 */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { SequenceDef } from '../../catalog/catalog-object.js';
import type { ComputedKey, ForeignKey, TableColumn, TableConstraint, TableShape } from '../../catalog/table-def.js';
import { ConductError, notSupported, SQLSTATE, type SqlState } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import type { Expr } from '../../plan/expr.js';
import type { ColumnDefinition, Constraint, Expression, Option, TypeName } from '../../sql/ast.js';
import { type SqlType, TYPES } from '../../types/sql-type.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { coerceForAssignment } from '../coerce.js';
import { checkCollation } from '../collate.js';
import { bindCheck, defaultValue, levelOf } from '../column-values.js';
import { QueryLevel } from '../query-level.js';
import { someExpr } from '../rewrite.js';
import { parseStoredExpression, withoutPosition } from '../stored-expression.js';
import { userType } from '../user-types.js';
import { isImmutable, ordinalsOfKey } from './computed-key.js';
import { boundForeignKey } from './foreign-key.js';
import { chooseName, quoted } from './names.js';
import { sequenceNumbers } from './sequence-options.js';

type KeyKind = 'primary' | 'unique';

export class TableBuilder {
  readonly context: BindContext;
  readonly schema: string;
  readonly name: string;
  /** OID of the table, below 0 for a new one. */
  readonly oid: number;
  readonly persistence: TableShape['persistence'];
  columns: TableColumn[] = [];
  constraints: TableConstraint[] = [];
  foreignKeys: ForeignKey[] = [];
  /** Foreign keys of CREATE TABLE, to be bound when all keys of the table are there: it may refer to itself. */
  readonly #references: { readonly written: Extract<Constraint, { kind: 'foreign-key' }>; readonly ordinals: readonly number[] }[] = [];
  /** Sequences of serial and identity columns, and comments. */
  readonly changes: CatalogChange[] = [];
  readonly #madeNames = new Set<string>();
  /** Sequences of new columns, by the default that calls them: they are not in the catalog yet. */
  readonly #madeSequences = new Map<string, SequenceDef>();

  constructor(context: BindContext, table: Pick<TableShape, 'schema' | 'name' | 'persistence'>, oid: number) {
    this.context = context;
    this.schema = table.schema;
    this.name = table.name;
    this.persistence = table.persistence;
    this.oid = oid;
  }

  get primaryKey(): readonly number[] {
    return this.constraints.flatMap((constraint) => (constraint.kind === 'primary' ? constraint.ordinals : []));
  }

  ordinalOf(name: string): number {
    return this.columns.findIndex((column) => column.name === name);
  }

  /** The column with its NOT NULL, default, identity and generated clauses; gives the constraints that are left. */
  addColumn(definition: ColumnDefinition): void {
    const { name, position } = definition;
    if (this.ordinalOf(name) >= 0) throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" specified more than once`, -1);
    if (SYSTEM_COLUMNS.has(name)) {
      throw errorAt(SQLSTATE.duplicateColumn, `column name "${name}" conflicts with a system column name`, -1);
    }
    if (this.columns.length >= LIMITS.tableColumns) {
      throw errorAt(SQLSTATE.tooManyColumns, `tables can have at most ${LIMITS.tableColumns} columns`, -1);
    }
    const serial = serialType(definition.type);
    const { type, domain } = serial === null ? columnType(this.context, definition.type) : { type: TYPES[serial], domain: null };
    if (definition.collation !== null) checkCollation(definition.collation, type, position);
    let column: TableColumn = { name, type, notNull: serial !== null, ...(domain === null ? {} : { domain }) };
    if (serial !== null) column = { ...column, default: this.#ownSequence(name, serial, [], false) };
    this.columns.push(column);
    for (const constraint of definition.constraints) this.addConstraint(constraint, this.columns.length - 1);
  }

  /** ordinal: of a column's own constraint. */
  addConstraint(constraint: Constraint, ordinal: number | null): void {
    switch (constraint.kind) {
      case 'not-null':
        if (ordinal !== null) this.alterColumn(ordinal, { notNull: true });
        return;
      case 'null':
        if (ordinal !== null && this.columns[ordinal]?.notNull === true) {
          throw errorAt(
            SQLSTATE.syntaxError,
            `conflicting NULL/NOT NULL declarations for column "${this.columns[ordinal].name}" of table "${this.name}"`,
            constraint.position,
          );
        }
        return;
      case 'default':
        if (ordinal !== null) this.setDefault(ordinal, constraint.text, constraint.expression, constraint.position);
        return;
      case 'generated':
        if (ordinal !== null) this.#setGenerated(ordinal, constraint.text, constraint.position);
        return;
      case 'identity':
        if (ordinal !== null) this.setIdentity(ordinal, constraint.always, constraint.options, constraint.position);
        return;
      case 'primary-key':
      case 'unique': {
        if (constraint.index !== null) throw notSupported('a constraint USING INDEX', constraint.position);
        const ordinals = ordinal === null ? this.keyOrdinals(constraint.columns, constraint.kind, constraint.position) : [ordinal];
        const kind = constraint.kind === 'unique' ? 'unique' : 'primary';
        this.addKey(kind, ordinals, constraint.name, constraint.nullsNotDistinct, constraint.position);
        return;
      }
      case 'check':
        this.addCheck(constraint.text, constraint.name, ordinal);
        return;
      case 'foreign-key':
        this.#addForeignKey(constraint, ordinal);
        return;
      case 'unsupported-constraint':
        throw notSupported(constraint.feature, constraint.position);
    }
  }

  #addForeignKey(written: Extract<Constraint, { kind: 'foreign-key' }>, ordinal: number | null): void {
    const ordinals =
      ordinal !== null
        ? [ordinal]
        : written.columns.map((name) => {
            const found = this.ordinalOf(name);
            if (found >= 0) return found;
            const message = `column "${name}" referenced in foreign key constraint does not exist`;
            throw errorAt(SQLSTATE.undefinedColumn, message, -1);
          });
    this.#references.push({ written, ordinals });
  }

  /** All keys of the table are there: its foreign keys can be bound. */
  bindForeignKeys(): void {
    for (const { written, ordinals } of this.#references.splice(0)) {
      const taken = (name: string): boolean => [...this.constraints, ...this.foreignKeys].some((each) => each.name === name);
      if (written.name !== null && taken(written.name)) {
        const message = `constraint "${written.name}" for relation "${this.name}" already exists`;
        throw errorAt(SQLSTATE.duplicateObject, message, -1);
      }
      const columns = ordinals.map((ordinal) => this.columns[ordinal]?.name ?? '');
      const name = written.name ?? chooseName([this.name, ...columns], 'fkey', taken);
      const own = { oid: this.oid, schema: this.schema, name: this.name, columns: this.columns, constraints: this.constraints };
      this.foreignKeys.push({ id: this.context.newObjectId(), ...boundForeignKey(this.context, written, own, name, ordinals) });
    }
  }

  alterColumn(ordinal: number, change: Partial<TableColumn>): void {
    const column = this.columns[ordinal];
    if (column !== undefined) this.columns[ordinal] = { ...column, ...change };
  }

  withoutFields(ordinal: number, fields: readonly (keyof TableColumn)[]): void {
    const column = this.columns[ordinal];
    if (column === undefined) return;
    this.columns[ordinal] = Object.fromEntries(
      Object.entries(column).filter(([key]) => !fields.includes(key as keyof TableColumn)),
    ) as unknown as TableColumn;
  }

  setDefault(ordinal: number, text: string, expression: Expression, position: number): void {
    const column = this.columns[ordinal];
    if (column === undefined) return;
    if (column.default !== undefined && column.generated === undefined && column.identity === undefined) {
      throw errorAt(
        SQLSTATE.syntaxError,
        `multiple default values specified for column "${column.name}" of table "${this.name}"`,
        position,
      );
    }
    if (column.generated !== undefined || column.identity !== undefined) {
      const what = column.identity === undefined ? 'generation expression' : 'identity';
      throw errorAt(
        SQLSTATE.syntaxError,
        `both default and ${what} specified for column "${column.name}" of table "${this.name}"`,
        position,
      );
    }
    const level = levelOf(
      this,
      this.columns.map(({ name, type }) => this.context.newColumn(name, type, true)),
    );
    const expr = this.context.binders.expression(this.context, expression, level);
    checkDefault(expr, level, 'DEFAULT expression');
    coerceDefault(this.context, expr, column);
    this.alterColumn(ordinal, { default: text });
  }

  /** An expression that has no node of its own: of ALTER TABLE. */
  setDefaultText(ordinal: number, text: string): void {
    const column = this.columns[ordinal];
    if (column === undefined) return;
    const node = parseStoredExpression(this.context, text);
    withoutPosition(() =>
      coerceDefault(this.context, this.context.binders.expression(this.context, node, new QueryLevel(null, null)), column),
    );
    this.alterColumn(ordinal, { default: text });
  }

  #setGenerated(ordinal: number, text: string, position: number): void {
    const column = this.columns[ordinal];
    if (column === undefined) return;
    if (column.default !== undefined) {
      throw errorAt(
        SQLSTATE.syntaxError,
        `both default and generation expression specified for column "${column.name}" of table "${this.name}"`,
        position,
      );
    }
    this.alterColumn(ordinal, { default: text, generated: 'stored' });
  }

  setIdentity(ordinal: number, always: boolean, options: readonly Option[], position: number): void {
    const column = this.columns[ordinal];
    if (column === undefined) return;
    if (column.default !== undefined) {
      throw errorAt(
        SQLSTATE.syntaxError,
        `both default and identity specified for column "${column.name}" of table "${this.name}"`,
        position,
      );
    }
    const { kind } = column.type;
    if (kind !== 'int2' && kind !== 'int4' && kind !== 'int8') {
      throw errorAt(SQLSTATE.invalidParameterValue, 'identity column type must be smallint, integer, or bigint', -1);
    }
    const text = this.#ownSequence(column.name, kind, options, true);
    this.alterColumn(ordinal, { default: text, notNull: true, identity: always ? 'always' : 'by default' });
  }

  /** Binds what is left of the defaults anew: the context then knows what the table uses. */
  noteUses(): void {
    for (const column of this.columns) {
      if (column.generated === undefined && !this.#madeSequences.has(column.default ?? '')) {
        withoutPosition(() => defaultValue(this.context, column));
      }
    }
    this.checkExpressions();
  }

  /** The default of a column, also where it calls a sequence that is made along with it. */
  valueOf(column: TableColumn): Expr {
    const sequence = this.#madeSequences.get(column.default ?? '');
    if (sequence === undefined) return defaultValue(this.context, column);
    const id: Expr = { kind: 'literal', type: TYPES.regclass, value: sequence.id };
    const next: Expr = { kind: 'call', type: TYPES.int8, name: 'nextval', args: [id] };
    return coerceForAssignment(this.context, next, column);
  }

  /** All columns are there: expressions over them can be bound. */
  checkExpressions(): void {
    const columns = this.columns.map(({ name, type }) => this.context.newColumn(name, type, true));
    const level = levelOf(this, columns);
    for (const column of this.columns) {
      if (column.generated === undefined || column.default === undefined) continue;
      const node = parseStoredExpression(this.context, column.default);
      const expr = withoutPosition(() => this.context.binders.expression(this.context, node, level));
      const uses = columns.filter(({ id }) => someExpr(expr, (each) => each.kind === 'column' && each.id === id));
      const other = uses.find(({ name }) => this.columns[this.ordinalOf(name)]?.generated !== undefined);
      if (other !== undefined) {
        throw new ConductError(
          SQLSTATE.invalidObjectDefinition,
          `cannot use generated column "${other.name}" in column generation expression`,
          {
            detail: 'A generated column cannot reference another generated column.',
          },
        );
      }
      checkDefault(expr, level, 'column generation expression');
      if (!isImmutable(expr)) throw errorAt(SQLSTATE.invalidObjectDefinition, 'generation expression is not immutable', -1);
      coerceDefault(this.context, expr, column);
    }
    for (const constraint of this.constraints) {
      if (constraint.kind === 'check') withoutPosition(() => this.#checked(constraint.expression, level));
    }
  }

  keyOrdinals(names: readonly string[], kind: 'primary-key' | 'unique', position: number): readonly number[] {
    const ordinals: number[] = [];
    for (const name of names) {
      const ordinal = this.ordinalOf(name);
      if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" named in key does not exist`, position);
      if (ordinals.includes(ordinal)) {
        const label = kind === 'unique' ? 'unique' : 'primary key';
        throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" appears twice in ${label} constraint`, position);
      }
      ordinals.push(ordinal);
    }
    return ordinals;
  }

  addKey(
    kind: KeyKind,
    ordinals: readonly number[],
    name: string | null,
    nullsNotDistinct: boolean,
    position: number,
    index = false,
  ): void {
    if (kind === 'primary') {
      if (this.primaryKey.length > 0) {
        throw errorAt(SQLSTATE.invalidTableDefinition, `multiple primary keys for table "${this.name}" are not allowed`, position);
      }
      for (const ordinal of ordinals) this.alterColumn(ordinal, { notNull: true });
    }
    const columnNames = ordinals.map((ordinal) => this.columns[ordinal]?.name ?? '');
    const chosen =
      name ??
      (kind === 'primary'
        ? chooseName([this.name], 'pkey', (candidate) => this.#isTaken(candidate))
        : chooseName([this.name, ...columnNames], index ? 'idx' : 'key', (candidate) => this.#isTaken(candidate)));
    if (name !== null && this.#isTaken(name)) throw errorAt(SQLSTATE.duplicateTable, `relation "${name}" already exists`, -1);
    this.#madeNames.add(chosen);
    this.constraints.push({
      kind,
      id: this.context.newObjectId(),
      name: chosen,
      ordinals,
      ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
      ...(index ? { index } : {}),
    });
  }

  /** names: of its columns and expressions, where the index has no name of its own. */
  addComputedKey(computed: ComputedKey, names: readonly string[], name: string | null, nullsNotDistinct: boolean): void {
    const chosen = name ?? chooseName([this.name, ...names], 'idx', (candidate) => this.#isTaken(candidate));
    this.#madeNames.add(chosen);
    this.constraints.push({
      kind: 'unique',
      id: this.context.newObjectId(),
      name: chosen,
      ordinals: ordinalsOfKey(computed),
      ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
      computed,
      index: true,
    });
  }

  #checked(text: string, level: QueryLevel): Expr {
    const expr = bindCheck(this.context, text, level);
    checkDefault(expr, level, 'check constraint');
    return expr;
  }

  addCheck(text: string, name: string | null, ordinal: number | null): void {
    const columns = this.columns.map((column) => this.context.newColumn(column.name, column.type, true));
    let used = ordinal === null ? [] : [ordinal];
    if (ordinal === null) {
      const expr = withoutPosition(() => this.#checked(text, levelOf(this, columns)));
      used = columns.flatMap(({ id }, at) => (someExpr(expr, (each) => each.kind === 'column' && each.id === id) ? [at] : []));
    }
    const parts = used.length === 1 ? [this.name, this.columns[used[0] ?? 0]?.name ?? ''] : [this.name];
    const taken = (candidate: string): boolean => this.constraints.some((constraint) => constraint.name === candidate);
    if (name !== null && taken(name)) {
      throw errorAt(SQLSTATE.duplicateObject, `constraint "${name}" for relation "${this.name}" already exists`, -1);
    }
    const chosen = name ?? chooseName(parts, 'check', taken);
    this.constraints.push({ kind: 'check', id: this.context.newObjectId(), name: chosen, expression: text });
  }

  /** Makes the sequence; gives the default that calls it. */
  #ownSequence(column: string, type: SequenceDef['type'], options: readonly Option[], identity: boolean): string {
    const name = chooseName([this.name, column], 'seq', (candidate) => this.#isTaken(candidate));
    this.#madeNames.add(name);
    const value: SequenceDef = {
      id: this.context.newObjectId(),
      schema: this.schema,
      name,
      ...sequenceNumbers(options, type, null),
      ownedBy: { table: this.oid, column, identity },
      ...(this.persistence === undefined ? {} : { persistence: this.persistence }),
    };
    this.changes.push({ kind: 'create', object: { kind: 'sequence', value } });
    const text = sequenceDefault(value);
    this.#madeSequences.set(text, value);
    return text;
  }

  #isTaken(name: string): boolean {
    if (this.#madeNames.has(name) || name === this.name) return true;
    if (this.constraints.some((constraint) => constraint.kind !== 'check' && constraint.name === name)) return true;
    if (this.context.catalog.findRelation(this.schema, name) !== undefined) return true;
    return this.context.catalog.tables.some(
      (table) => table.schema === this.schema && table.constraints?.some((each) => each.kind !== 'check' && each.name === name) === true,
    );
  }
}

/** The default of a column that takes its values from a sequence. */
export function sequenceDefault(sequence: Pick<SequenceDef, 'schema' | 'name'>): string {
  const name = `${quoted(sequence.schema)}.${quoted(sequence.name)}`;
  return `nextval('${name.replaceAll("'", "''")}'::regclass)`;
}

const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['tableoid', 'ctid', 'xmin', 'cmin', 'xmax', 'cmax']);

const SERIALS: ReadonlyMap<string, SequenceDef['type']> = new Map([
  ['smallserial', 'int2'],
  ['serial2', 'int2'],
  ['serial', 'int4'],
  ['serial4', 'int4'],
  ['bigserial', 'int8'],
  ['serial8', 'int8'],
]);

function serialType(node: TypeName): SequenceDef['type'] | null {
  return node.schema === null && node.arrayDimensions === 0 ? (SERIALS.get(node.name) ?? null) : null;
}

export function columnType(context: BindContext, node: TypeName): { readonly type: SqlType; readonly domain: number | null } {
  const found = userType(context, node) ?? { type: context.binders.typeName(context, node), domain: null };
  if (found.type.kind === 'unknown' || found.type.kind === 'void' || (found.type.kind === 'record' && found.type.named === null)) {
    throw errorAt(SQLSTATE.invalidTableDefinition, `column has pseudo-type ${typeLabel(found.type)}`, -1);
  }
  return found;
}

/** What a value of a column can't be computed from. */
function checkDefault(
  expr: Expr,
  level: QueryLevel,
  what: 'DEFAULT expression' | 'column generation expression' | 'check constraint',
): void {
  const refuse = (code: SqlState, message: string): never => {
    throw errorAt(code, message, -1);
  };
  if (level.aggregates.length > 0) refuse(SQLSTATE.groupingError, `aggregate functions are not allowed in ${what}s`);
  if (level.windows.length > 0) refuse(SQLSTATE.windowingError, `window functions are not allowed in ${what}s`);
  if (level.setCalls.length > 0) refuse(SQLSTATE.featureNotSupported, `set-returning functions are not allowed in ${what}s`);
  if (someExpr(expr, ({ kind }) => kind === 'subquery')) refuse(SQLSTATE.featureNotSupported, `cannot use subquery in ${what}`);
  if (what === 'DEFAULT expression' && someExpr(expr, ({ kind }) => kind === 'column')) {
    refuse(SQLSTATE.featureNotSupported, 'cannot use column reference in DEFAULT expression');
  }
}

function coerceDefault(context: BindContext, expr: Parameters<typeof coerceForAssignment>[1], column: TableColumn): void {
  try {
    coerceForAssignment(context, expr, column);
  } catch (error) {
    if (!(error instanceof ConductError) || error.code !== SQLSTATE.datatypeMismatch) throw error;
    throw new ConductError(
      SQLSTATE.datatypeMismatch,
      `column "${column.name}" is of type ${typeLabel(column.type)} but default expression is of type ${typeLabel(expr.type)}`,
      { hint: 'You will need to rewrite or cast the expression.' },
    );
  }
}
