/**
 * ALTER TABLE. What changes the definition alone keeps the rows where they are; what changes the columns' number or types has the
 * rows written anew under another id, in the same commit.
 */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import {
  type KeyConstraint,
  shapeOf,
  type TableColumn,
  type TableConstraint,
  type TableDef,
  type TableShape,
  tableOid,
} from '../../catalog/table-def.js';
import { known, unreachable } from '../../common/assert.js';
import { type ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { Expr } from '../../plan/expr.js';
import type { Column, LogicalPlan } from '../../plan/logical.js';
import type { AlterAction, AlterTableStatement } from '../../sql/definition-ast.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { tryCoerce } from '../coerce.js';
import { levelOf, withRowRules } from '../column-values.js';
import { heirsOf } from '../from.js';
import { referringKeys } from '../orphans.js';
import { bindAttach, bindDetach, checkKeys } from '../partitions/partition-definition.js';
import { columnExpr, makeProject } from '../plan-nodes.js';
import { bindWholeQuery } from '../query.js';
import { parseStoredExpression, parseStoredQuery, withoutPosition } from '../stored-expression.js';
import { type BoundDefinition, type DefinitionNotice, definition, skipping, type Validation } from './bound-definition.js';
import { bindAlterComposite } from './composite-attributes.js';
import { movedKey } from './computed-key.js';
import { duplicateQuery } from './duplicate-query.js';
import { foreignKeyValidation } from './foreign-key.js';
import { fullName, lookUp, mentions, quoted } from './names.js';
import { alteredSequence } from './sequence.js';
import { columnType, TableBuilder } from './table-builder.js';
import { viewDefaults } from './view-defaults.js';

export function bindAlterTable(context: BindContext, statement: AlterTableStatement): BoundDefinition {
  if (statement.object === 'type') return bindAlterComposite(context, statement);
  const tag = `ALTER ${statement.object.toUpperCase()}`;
  const { table: name } = statement;
  const relation = lookUp(context, name);
  if (relation === undefined) {
    const message = `relation "${fullName(name)}" does not exist`;
    if (!statement.ifExists) throw errorAt(SQLSTATE.undefinedTable, message, name.position);
    return definition(tag, { notices: [skipping(SQLSTATE.undefinedTable, message)] });
  }
  const features = statement.actions.flatMap((action) => (action.kind === 'unsupported-action' ? [action.feature] : []));
  if (features[0] !== undefined) throw notSupported(features[0], statement.textStart);
  if (statement.actions.every(({ kind }) => kind === 'nothing')) return definition(tag, {});
  if (relation.kind !== 'table') {
    const defaults = statement.actions.flatMap((action) => (action.kind === 'set-default' ? [action] : []));
    if (relation.kind === 'view' && defaults.length === statement.actions.length)
      return viewDefaults(context, tag, relation.view, defaults);
    throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not a table`, -1);
  }
  const { table } = relation;
  if (table.materialized !== undefined) {
    throw errorAt(SQLSTATE.wrongObjectType, `ALTER action cannot be performed on relation "${table.name}"`, -1).with({
      detail: 'This operation is not supported for materialized views.',
    });
  }
  const [action] = statement.actions;
  if (action?.kind === 'attach-partition') return bindAttach(context, table, action.partition, action.bound);
  if (action?.kind === 'detach-partition') return bindDetach(context, table, action.partition);
  const heirs = statement.only ? [] : heirsOf(context, table);
  if (statement.only && heirsOf(context, table).length > 0)
    throw notSupported('ALTER TABLE ONLY of a table with children', statement.textStart);
  for (const each of statement.actions) checkInherited(table, each);
  const first = altered(context, table, statement.actions, tag);
  const shape = first.changes.flatMap((change) =>
    change.kind === 'alter' && change.object.kind === 'table' && tableOid(change.object.value) === tableOid(table)
      ? [change.object.value]
      : [],
  )[0];
  const inherited = statement.actions.map((each) =>
    heirs.length === 0 ? each : forHeir(each, shape?.constraints ?? [], statement.textStart),
  );
  const done = [first, ...heirs.map((heir) => altered(context, heir, inherited, tag))];
  return definition(tag, {
    notices: first.notices,
    changes: done.flatMap(({ changes }) => changes),
    validations: done.flatMap(({ validations }) => validations),
    fills: done.flatMap(({ fills }) => fills),
    restarts: done.flatMap(({ restarts }) => restarts),
  });
}

/** Columns of the partition key and those of a partition's parent stay as they are: 42P16. */
function checkInherited(table: TableDef, action: AlterAction): void {
  if (action.kind !== 'drop-column' && action.kind !== 'set-type') return;
  const verb = action.kind === 'drop-column' ? 'drop' : 'alter';
  if (table.partition !== undefined && table.columns.some(({ name }) => name === action.name)) {
    throw errorAt(SQLSTATE.invalidTableDefinition, `cannot ${verb} inherited column "${action.name}"`, -1);
  }
  const key = table.partitioning?.keys.find(({ sql, column }) => column === action.name || (column === null && mentions(sql, action.name)));
  if (key === undefined) return;
  const what = key.column === null ? 'is used in the partition key' : 'is part of the partition key';
  throw errorAt(
    SQLSTATE.invalidTableDefinition,
    `cannot ${verb} column "${action.name}" because it ${what} of relation "${table.name}"`,
    -1,
  );
}

function altered(context: BindContext, table: TableDef, actions: readonly AlterAction[], tag: string): BoundDefinition {
  const work = new Alteration(context, table);
  for (const action of actions) work.apply(action);
  return work.finish(tag);
}

/** What ALTER TABLE does to the tables that inherit from the one that is named. */
function forHeir(action: AlterAction, constraints: readonly TableConstraint[], position: number): AlterAction {
  switch (action.kind) {
    case 'add-column':
    case 'set-type':
    case 'set-default':
    case 'set-not-null':
    case 'nothing':
      return action;
    case 'inherit':
      return { kind: 'nothing', what: 'INHERIT' };
    case 'drop-column':
      return { ...action, ifExists: true };
    case 'add-constraint': {
      const { constraint } = action;
      // An index has a name of its own in each table; a check has one name in all.
      const isCheck = constraint.kind === 'check';
      const given = constraints.findLast(({ kind, ...check }) => isCheck && 'expression' in check && check.expression === constraint.text);
      return { kind: 'add-constraint', constraint: { ...constraint, name: given?.name ?? null } };
    }
    default:
      throw notSupported('ALTER TABLE of a table with children by this action', position);
  }
}

class Alteration {
  readonly #context: BindContext;
  readonly #table: TableDef;
  readonly #builder: TableBuilder;
  readonly #source: LogicalPlan;
  readonly #sourceColumns: readonly Column[];
  /** Value of each column over the rows as they are. */
  #values: Expr[];
  #inherits: readonly number[];
  #rewrites = false;
  /** Names of columns that were dropped or have another type: views must still make sense. */
  readonly #touched: string[] = [];
  readonly #notices: DefinitionNotice[] = [];
  readonly #restarts: BoundDefinition['restarts'][number][] = [];
  readonly #validations: Validation[] = [];
  readonly #changes: CatalogChange[] = [];

  constructor(context: BindContext, table: TableDef) {
    this.#context = context;
    this.#table = table;
    this.#builder = new TableBuilder(context, table, tableOid(table));
    this.#builder.columns = [...table.columns];
    this.#builder.constraints = [...(table.constraints ?? [])];
    this.#builder.foreignKeys = [...(table.foreignKeys ?? [])];
    this.#inherits = table.inherits ?? [];
    const columns = table.columns.map(({ name, type, notNull }) => context.newColumn(name, type, !notNull));
    this.#source = { kind: 'get', columns, table, ordinals: columns.map((_, ordinal) => ordinal), alias: table.name };
    this.#sourceColumns = columns;
    this.#values = columns.map(columnExpr);
  }

  apply(action: AlterAction): void {
    switch (action.kind) {
      case 'add-column':
        this.#addColumn(action);
        return;
      case 'drop-column':
        this.#dropColumn(action);
        return;
      case 'set-type':
        this.#setType(action);
        return;
      case 'set-default': {
        const ordinal = this.#ordinal(action.name);
        const column = known(this.#builder.columns[ordinal], 'column');
        if (column.identity !== undefined) {
          throw errorAt(SQLSTATE.syntaxError, `column "${action.name}" of relation "${this.#table.name}" is an identity column`, -1);
        }
        if (column.generated !== undefined) {
          throw errorAt(SQLSTATE.syntaxError, `column "${action.name}" of relation "${this.#table.name}" is a generated column`, -1);
        }
        this.#builder.withoutFields(ordinal, ['default']);
        if (action.text !== null) this.#builder.setDefaultText(ordinal, action.text);
        return;
      }
      case 'set-not-null':
        this.#setNotNull(action);
        return;
      case 'add-constraint':
        this.#addConstraint(action);
        return;
      case 'drop-constraint':
        this.#dropConstraint(action);
        return;
      case 'drop-identity':
      case 'drop-expression':
        this.#dropComputed(action);
        return;
      case 'add-identity': {
        const ordinal = this.#ordinal(action.name);
        const { identity, notNull, type } = known(this.#builder.columns[ordinal], 'column');
        if (identity !== undefined) {
          const message = `column "${action.name}" of relation "${this.#table.name}" is already an identity column`;
          throw errorAt(SQLSTATE.objectNotInPrerequisiteState, message, -1);
        }
        const isInteger = ['int2', 'int4', 'int8'].includes(type.kind);
        if (isInteger && !notNull) {
          const message = `column "${action.name}" of relation "${this.#table.name}" must be declared NOT NULL before identity can be added`;
          throw errorAt(SQLSTATE.objectNotInPrerequisiteState, message, -1);
        }
        this.#builder.addConstraint(action.constraint, ordinal);
        return;
      }
      case 'set-identity':
        this.#setIdentity(action);
        return;
      case 'inherit': {
        const parent = lookUp(this.#context, action.parent);
        if (parent?.kind !== 'table') throw errorAt(SQLSTATE.undefinedTable, `relation "${fullName(action.parent)}" does not exist`, -1);
        const id = tableOid(parent.table);
        if (action.add && parent.table.columns.some(({ name }) => this.#builder.ordinalOf(name) < 0)) {
          const missing = parent.table.columns.find(({ name }) => this.#builder.ordinalOf(name) < 0);
          throw errorAt(SQLSTATE.datatypeMismatch, `child table is missing column "${missing?.name ?? ''}"`, -1);
        }
        this.#inherits = action.add ? [...this.#inherits, id] : this.#inherits.filter((each) => each !== id);
        return;
      }
      case 'attach-partition':
      case 'detach-partition':
        throw notSupported(`${action.kind === 'attach-partition' ? 'ATTACH' : 'DETACH'} PARTITION with other actions`);
      case 'nothing':
        return;
      case 'unsupported-action':
        throw notSupported(action.feature);
      default:
        unreachable(action);
    }
  }

  #ordinal(name: string): number {
    const ordinal = this.#builder.ordinalOf(name);
    if (ordinal >= 0) return ordinal;
    throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" of relation "${this.#table.name}" does not exist`, -1);
  }

  /** The error, or with IF EXISTS a notice. */
  #skip(ifExists: boolean, error: ConductError): void {
    if (!ifExists) throw error;
    this.#notices.push(skipping(SQLSTATE.successfulCompletion, error.message));
  }

  #addColumn({ column, ifNotExists }: Extract<AlterAction, { kind: 'add-column' }>): void {
    if (this.#builder.ordinalOf(column.name) >= 0) {
      const message = `column "${column.name}" of relation "${this.#table.name}" already exists`;
      this.#skip(ifNotExists, errorAt(SQLSTATE.duplicateColumn, message, -1));
      return;
    }
    this.#builder.addColumn(column);
    this.#bindForeignKeys(false);
    const added = known(this.#builder.columns.at(-1), 'column');
    this.#values.push(this.#builder.valueOf(added));
    this.#rewrites = true;
  }

  #dropColumn({ name, ifExists, cascade }: Extract<AlterAction, { kind: 'drop-column' }>): void {
    const ordinal = this.#builder.ordinalOf(name);
    if (ordinal < 0) {
      const message = `column "${name}" of relation "${this.#table.name}" does not exist`;
      this.#skip(ifExists, errorAt(SQLSTATE.undefinedColumn, message, -1));
      return;
    }
    const users = this.#builder.columns.filter(
      (column) => column.generated !== undefined && column.name !== name && mentions(column.default ?? '', name),
    );
    const [user] = users;
    if (user !== undefined && !cascade) {
      throw errorAt(
        SQLSTATE.dependentObjectsStillExist,
        `cannot drop column ${name} of table ${this.#table.name} because other objects depend on it`,
        -1,
        'Use DROP ... CASCADE to drop the dependent objects too.',
      ).with({ detail: `column ${user.name} of table ${this.#table.name} depends on column ${name} of table ${this.#table.name}` });
    }
    if (cascade) this.#touched.push(name);
    for (const { name: dependent } of users) this.#dropColumn({ kind: 'drop-column', name: dependent, ifExists: true, cascade });
    this.#remove(this.#builder.ordinalOf(name), name);
  }

  #remove(ordinal: number, name: string): void {
    for (const { table, key } of referringKeys(this.#context, tableOid(this.#table))) {
      if (!key.key.includes(name)) continue;
      const message = `cannot drop column ${name} of table ${this.#table.name} because other objects depend on it`;
      throw errorAt(SQLSTATE.dependentObjectsStillExist, message, -1, 'Use DROP ... CASCADE to drop the dependent objects too.').with({
        detail: `constraint ${key.name} on table ${table.name} depends on column ${name} of table ${this.#table.name}`,
      });
    }
    this.#builder.foreignKeys = this.#builder.foreignKeys.flatMap((key) =>
      key.ordinals.includes(ordinal) ? [] : [{ ...key, ordinals: key.ordinals.map((each) => (each > ordinal ? each - 1 : each)) }],
    );
    this.#builder.columns.splice(ordinal, 1);
    this.#values.splice(ordinal, 1);
    this.#builder.constraints = this.#builder.constraints.flatMap((constraint): TableConstraint[] => {
      if (constraint.kind === 'check') return mentions(constraint.expression, name) ? [] : [constraint];
      if (constraint.ordinals.includes(ordinal)) return [];
      const move = (each: number): number => (each > ordinal ? each - 1 : each);
      const { computed } = constraint;
      const moved = { ...constraint, ordinals: constraint.ordinals.map(move) };
      return [computed === undefined ? moved : { ...moved, computed: movedKey(computed, move) }];
    });
    for (const sequence of this.#context.catalog.sequences) {
      if (sequence.ownedBy?.table === tableOid(this.#table) && sequence.ownedBy.column === name) {
        this.#changes.push({ kind: 'drop', object: { kind: 'sequence', value: sequence } });
      }
    }
    this.#rewrites = true;
  }

  #setType({ name, type: node, using }: Extract<AlterAction, { kind: 'set-type' }>): void {
    const ordinal = this.#ordinal(name);
    const column = known(this.#builder.columns[ordinal], 'column');
    const { type, domain } = columnType(this.#context, node);
    if (this.#builder.constraints.some((key) => key.kind !== 'check' && key.computed !== undefined && key.ordinals.includes(ordinal))) {
      throw notSupported('another type of a column that an index is computed from');
    }
    let value = known(this.#values[ordinal], 'value');
    if (using !== null) {
      const level = levelOf({ name: this.#table.name, columns: this.#table.columns }, this.#sourceColumns);
      value = withoutPosition(() => this.#context.binders.expression(this.#context, parseStoredExpression(this.#context, using), level));
    }
    const coerced = tryCoerce(this.#context, value, type, 'assignment');
    if (coerced === undefined) {
      const message =
        using === null
          ? `column "${name}" cannot be cast automatically to type ${typeLabel(type)}`
          : `result of USING clause for column "${name}" cannot be cast automatically to type ${typeLabel(type)}`;
      const hint =
        using === null
          ? `You might need to specify "USING ${quoted(name)}::${typeLabel(type)}".`
          : 'You might need to add an explicit cast.';
      throw errorAt(SQLSTATE.datatypeMismatch, message, -1, hint);
    }
    const { domain: _domain, ...plain } = column;
    const retyped: TableColumn = { ...plain, type, ...(domain === null ? {} : { domain }) };
    this.#values[ordinal] = coerced;
    this.#builder.columns[ordinal] = retyped;
    if (column.default !== undefined && column.generated === undefined && column.identity === undefined) {
      try {
        this.#builder.setDefaultText(ordinal, column.default);
      } catch {
        const message = `default for column "${name}" cannot be cast automatically to type ${typeLabel(type)}`;
        throw errorAt(SQLSTATE.datatypeMismatch, message, -1);
      }
    }
    for (const view of this.#context.catalog.views) {
      if (view.uses?.includes(tableOid(this.#table)) === true && mentions(view.sql, name)) {
        throw errorAt(SQLSTATE.featureNotSupported, 'cannot alter type of a column used by a view or rule', -1).with({
          detail: `rule _RETURN on view ${view.name} depends on column "${name}"`,
        });
      }
    }
    this.#rewrites = true;
  }

  #setNotNull({ name, notNull }: Extract<AlterAction, { kind: 'set-not-null' }>): void {
    const ordinal = this.#ordinal(name);
    if (!notNull && this.#builder.primaryKey.includes(ordinal)) {
      throw errorAt(SQLSTATE.invalidTableDefinition, `column "${name}" is in a primary key`, -1);
    }
    if (!notNull && this.#builder.columns[ordinal]?.identity !== undefined) {
      throw errorAt(SQLSTATE.syntaxError, `column "${name}" of relation "${this.#table.name}" is an identity column`, -1);
    }
    this.#builder.alterColumn(ordinal, { notNull });
    if (notNull) this.#checkNoNulls(name);
  }

  #checkNoNulls(name: string): void {
    if (!this.#table.columns.some((column) => column.name === name)) return;
    this.#validate(
      `${quoted(name)} IS NULL`,
      SQLSTATE.notNullViolation,
      `column "${name}" of relation "${this.#table.name}" contains null values`,
    );
  }

  /** No row of the table as it is may meet the condition. */
  #validate(condition: string, code: Validation['code'], message: string): void {
    const table = `${quoted(this.#table.schema)}.${quoted(this.#table.name)}`;
    this.#validateQuery(`SELECT 1 FROM ONLY ${table} WHERE ${condition} LIMIT 1`, code, message);
  }

  #validateQuery(sql: string, code: Validation['code'], message: string): void {
    const { plan } = bindWholeQuery(this.#context, parseStoredQuery(this.#context, sql));
    this.#validations.push({ plan, code, message });
  }

  #addConstraint({ constraint }: Extract<AlterAction, { kind: 'add-constraint' }>): void {
    if ((constraint.kind === 'primary-key' || constraint.kind === 'unique') && constraint.index !== null) {
      this.#adoptIndex(constraint.index, constraint.kind === 'primary-key' ? 'primary' : 'unique', constraint.name);
      return;
    }
    this.#builder.addConstraint(constraint, null);
    if (constraint.kind === 'foreign-key') {
      this.#bindForeignKeys(constraint.checksRows);
      return;
    }
    const added = this.#builder.constraints.at(-1);
    if (added === undefined) return;
    if (added.kind === 'check') {
      const message = `check constraint "${added.name}" of relation "${this.#table.name}" is violated by some row`;
      this.#validate(`NOT (${added.expression})`, SQLSTATE.checkViolation, message);
      return;
    }
    const names = added.ordinals.map((ordinal) => known(this.#builder.columns[ordinal], 'column').name);
    if (added.kind === 'primary') for (const name of names) this.#checkNoNulls(name);
    if (names.every((name) => this.#table.columns.some((column) => column.name === name))) {
      const { sql, message } = duplicateQuery(
        this.#table,
        { values: names.map(quoted), where: null },
        added.name,
        added.nullsNotDistinct === true,
      );
      this.#validateQuery(sql, SQLSTATE.uniqueViolation, message);
    }
  }

  #bindForeignKeys(checksRows: boolean): void {
    const { length } = this.#builder.foreignKeys;
    this.#builder.bindForeignKeys();
    const added = this.#builder.foreignKeys.slice(length);
    if (added.length > 0 && (this.#table.partitioning !== undefined || this.#table.partition !== undefined)) {
      throw notSupported('a foreign key of a partitioned table');
    }
    if (checksRows && this.#table.stats.rows > 0) {
      for (const key of added) this.#validations.push(foreignKeyValidation(this.#context, this.#table, key));
    }
  }

  #adoptIndex(index: string, kind: 'primary' | 'unique', name: string | null): void {
    const found = this.#builder.constraints.find((each) => each.kind !== 'check' && each.name === index);
    if (found === undefined || found.kind === 'check') throw errorAt(SQLSTATE.undefinedObject, `index "${index}" does not exist`, -1);
    if (found.computed !== undefined) {
      const what = found.computed.where === null ? 'contains expressions' : 'is a partial index';
      throw errorAt(SQLSTATE.wrongObjectType, `index "${index}" ${what}`, -1).with({
        detail: 'Cannot create a primary key or unique constraint using such an index.',
      });
    }
    const { index: _index, ...plain } = found;
    this.#builder.constraints = this.#builder.constraints.map((each) => (each === found ? { ...plain, kind, name: name ?? index } : each));
    if (kind === 'primary') for (const ordinal of found.ordinals) this.#builder.alterColumn(ordinal, { notNull: true });
  }

  #dropConstraint({ name, ifExists }: Extract<AlterAction, { kind: 'drop-constraint' }>): void {
    const { constraints, foreignKeys } = this.#builder;
    if (foreignKeys.some((key) => key.name === name)) {
      this.#builder.foreignKeys = foreignKeys.filter((key) => key.name !== name);
      return;
    }
    const found = constraints.find((constraint) => constraint.name === name && !(constraint.kind !== 'check' && constraint.index === true));
    if (found === undefined) {
      const message = `constraint "${name}" of relation "${this.#table.name}" does not exist`;
      this.#skip(ifExists, errorAt(SQLSTATE.undefinedObject, message, -1));
      return;
    }
    if (found.kind !== 'check') this.#checkUnreferenced(found, `constraint ${name} on table ${this.#table.name}`);
    this.#builder.constraints = constraints.filter((constraint) => constraint !== found);
  }

  /** 2BP01 for a key that foreign keys of other tables refer to. */
  #checkUnreferenced({ ordinals }: KeyConstraint, what: string): void {
    const names = ordinals.map((ordinal) => known(this.#builder.columns[ordinal], 'column').name);
    for (const { table, key } of referringKeys(this.#context, tableOid(this.#table))) {
      if (key.key.length !== names.length || !key.key.every((each) => names.includes(each))) continue;
      const message = `cannot drop ${what} because other objects depend on it`;
      throw errorAt(SQLSTATE.dependentObjectsStillExist, message, -1, 'Use DROP ... CASCADE to drop the dependent objects too.').with({
        detail: `constraint ${key.name} on table ${table.name} depends on index ${what.split(' ')[1] ?? ''}`,
      });
    }
  }

  /** SET GENERATED, RESTART and SET of the sequence's options. */
  #setIdentity({ name, always, options }: Extract<AlterAction, { kind: 'set-identity' }>): void {
    const ordinal = this.#ordinal(name);
    if (this.#builder.columns[ordinal]?.identity === undefined) {
      const message = `column "${name}" of relation "${this.#table.name}" is not an identity column`;
      throw errorAt(SQLSTATE.objectNotInPrerequisiteState, message, -1);
    }
    if (always !== null) this.#builder.alterColumn(ordinal, { identity: always ? 'always' : 'by default' });
    if (options.length === 0) return;
    const sequence = this.#context.catalog.sequences.find(
      ({ ownedBy }) => ownedBy?.identity === true && ownedBy.table === tableOid(this.#table) && ownedBy.column === name,
    );
    const { change, restart } = alteredSequence(known(sequence, 'sequence of an identity column'), options);
    this.#changes.push(change);
    if (restart !== null) this.#restarts.push(restart);
  }

  #dropComputed({ kind, name, ifExists }: Extract<AlterAction, { kind: 'drop-identity' | 'drop-expression' }>): void {
    const ordinal = this.#ordinal(name);
    const column = known(this.#builder.columns[ordinal], 'column');
    const field = kind === 'drop-identity' ? 'identity' : 'generated';
    if (column[field] === undefined) {
      const what = kind === 'drop-identity' ? 'an identity' : 'a stored generated';
      const message = `column "${name}" of relation "${this.#table.name}" is not ${what} column`;
      this.#skip(ifExists, errorAt(SQLSTATE.objectNotInPrerequisiteState, message, -1));
      return;
    }
    this.#builder.withoutFields(ordinal, [field, 'default']);
    if (kind === 'drop-identity') {
      for (const value of this.#context.catalog.sequences) {
        const { ownedBy } = value;
        if (ownedBy?.identity === true && ownedBy.table === tableOid(this.#table) && ownedBy.column === name) {
          this.#changes.push({ kind: 'drop', object: { kind: 'sequence', value } });
        }
      }
    }
  }

  finish(tag: string): BoundDefinition {
    this.#context.uses.clear();
    this.#builder.noteUses();
    if (this.#table.partitioning !== undefined) checkKeys(this.#builder, this.#table.partitioning);
    const uses = [...this.#context.uses].filter((each) => each !== tableOid(this.#table));
    const { columns, constraints, primaryKey } = this.#builder;
    const views = this.#rewrites ? this.#viewsThatBreak() : [];
    const id = this.#rewrites ? this.#context.newObjectId() : this.#table.id;
    const { constraints: _constraints, foreignKeys: _foreignKeys, inherits: _inherits, ...kept } = shapeOf(this.#table);
    const { foreignKeys } = this.#builder;
    const shape: TableShape = {
      ...kept,
      id,
      oid: tableOid(this.#table),
      columns,
      primaryKey,
      ...(constraints.length === 0 ? {} : { constraints }),
      ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
      ...(this.#inherits.length === 0 ? {} : { inherits: this.#inherits }),
      uses,
    };
    const alter: CatalogChange = { kind: 'alter', object: { kind: 'table', value: this.#redistributed(shape) } };
    const changes = [...views, ...this.#builder.changes, alter, ...this.#changes];
    if (!this.#rewrites || this.#table.stats.rows === 0)
      return definition(tag, { notices: this.#notices, changes, validations: this.#validations, restarts: this.#restarts });
    const target: TableDef = { ...shape, version: 0, stats: { rows: 0, columns: [] } };
    const names = columns.map(({ name }) => name);
    const source = withRowRules(this.#context, target, makeProject(this.#context, this.#source, this.#values, names));
    return definition(tag, {
      notices: this.#notices,
      changes,
      validations: this.#validations,
      fills: [{ id, source }],
      restarts: this.#restarts,
    });
  }

  /** Ordinals of the distribution's columns move with them; without them rows lie anywhere. */
  #redistributed(shape: TableShape): TableShape {
    const { distribution } = this.#table;
    if (distribution.kind !== 'hash') return shape;
    const ordinals = distribution.ordinals.map((ordinal) =>
      shape.columns.findIndex(({ name }) => name === this.#table.columns[ordinal]?.name),
    );
    return { ...shape, distribution: ordinals.every((ordinal) => ordinal >= 0) ? { kind: 'hash', ordinals } : { kind: 'random' } };
  }

  /** Views over a column that goes away: refused, or dropped along by CASCADE. */
  #viewsThatBreak(): readonly CatalogChange[] {
    const gone = this.#table.columns.filter(({ name }) => this.#builder.ordinalOf(name) < 0).map(({ name }) => name);
    const found = this.#context.catalog.views.flatMap((view) => {
      if (view.uses?.includes(tableOid(this.#table)) !== true) return [];
      const column = gone.find((name) => mentions(view.sql, name));
      return column === undefined ? [] : [{ view, column }];
    });
    const refused = found.filter(({ column }) => !this.#touched.includes(column));
    const [first] = refused;
    if (first !== undefined) {
      const { name } = this.#table;
      throw errorAt(
        SQLSTATE.dependentObjectsStillExist,
        `cannot drop column ${first.column} of table ${name} because other objects depend on it`,
        -1,
        'Use DROP ... CASCADE to drop the dependent objects too.',
      ).with({ detail: refused.map(({ view, column }) => `view ${view.name} depends on column ${column} of table ${name}`).join('\n') });
    }
    for (const { view } of found) {
      const message = `drop cascades to view ${view.name}`;
      this.#notices.push({ severity: 'NOTICE', code: SQLSTATE.successfulCompletion, message });
    }
    return found.map(({ view }): CatalogChange => ({ kind: 'drop', object: { kind: 'view', value: view } }));
  }
}
