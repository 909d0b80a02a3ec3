/** CREATE TABLE and CREATE TABLE AS: columns, primary key and the distribution that WITH (...) asks for. */

import type { TableColumn } from '../catalog/table-def.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type {
  ColumnDefinition,
  Constraint,
  CreateTableAsStatement,
  CreateTableStatement,
  Option,
  OptionValue,
  RelationName,
} from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { at, type BindContext, errorAt } from './bind-context.js';
import type { BoundCreateTable, BoundCreateTableAs, DistributionRequest } from './bound-statement.js';
import { columnExpr, makeProject } from './plan-nodes.js';
import { bindWholeQuery } from './query.js';
import { bindTypeName } from './type-names.js';

export function bindCreateTable(context: BindContext, statement: CreateTableStatement): BoundCreateTable {
  const [unsupported] = statement.unsupported;
  if (unsupported !== undefined) throw notSupported(unsupported.feature, unsupported.position);
  if (statement.persistence === 'temporary') throw notSupported('temporary table', statement.table.position);
  const { schema, exists } = target(context, statement.table, statement.ifNotExists);
  const primaryKey: number[] = [];
  const columns = defineColumns(statement.columns);
  for (const constraint of allConstraints(statement)) applyConstraint(constraint, columns, primaryKey, statement.table);
  // A primary key's columns are NOT NULL.
  const final = columns.map((column, ordinal) => (primaryKey.includes(ordinal) ? { ...column, notNull: true } : column));
  if (final.length === 0) throw notSupported('table without columns', statement.table.position);
  return {
    kind: 'create-table',
    schema,
    name: statement.table.name,
    columns: final,
    primaryKey,
    distribution: distributionRequest(statement.options, final),
    ifNotExists: statement.ifNotExists,
    exists,
  };
}

/** The schema to create in, and whether the name is taken. */
function target(context: BindContext, name: RelationName, ifNotExists: boolean): { readonly schema: string; readonly exists: boolean } {
  const schema = name.schema ?? context.searchPath.find((candidate) => context.catalog.hasSchema(candidate));
  if (schema === undefined) {
    throw new ConductError(SQLSTATE.invalidSchemaName, 'no schema has been selected to create in', at(name.position));
  }
  if (!context.catalog.hasSchema(schema)) {
    throw errorAt(SQLSTATE.invalidSchemaName, `schema "${schema}" does not exist`, name.position);
  }
  if (schema === 'pg_catalog' || schema === 'information_schema') {
    throw errorAt(SQLSTATE.wrongObjectType, `system schema "${schema}" takes no tables`, name.position);
  }
  const exists = context.catalog.findRelation(schema, name.name) !== undefined;
  if (exists && !ifNotExists) throw errorAt(SQLSTATE.duplicateTable, `relation "${name.name}" already exists`, -1);
  return { schema, exists };
}

function defineColumns(definitions: readonly ColumnDefinition[]): TableColumn[] {
  if (definitions.length > LIMITS.tableColumns) {
    throw errorAt(SQLSTATE.tooManyColumns, `tables can have at most ${LIMITS.tableColumns} columns`, -1);
  }
  const names = new Set<string>();
  return definitions.map((definition): TableColumn => {
    if (names.has(definition.name)) {
      throw errorAt(SQLSTATE.duplicateColumn, `column "${definition.name}" specified more than once`, -1);
    }
    names.add(definition.name);
    if (definition.collation !== null) throw notSupported('COLLATE', definition.position);
    return { name: definition.name, type: bindTypeName(definition.type), notNull: false };
  });
}

interface PlacedConstraint {
  readonly constraint: Constraint;
  /** Of a column constraint, else null. */
  readonly ordinal: number | null;
}

function allConstraints(statement: CreateTableStatement): readonly PlacedConstraint[] {
  return [
    ...statement.columns.flatMap((column, ordinal) => column.constraints.map((constraint) => ({ constraint, ordinal }))),
    ...statement.constraints.map((constraint) => ({ constraint, ordinal: null })),
  ];
}

function applyConstraint(placed: PlacedConstraint, columns: TableColumn[], primaryKey: number[], table: RelationName): void {
  const { constraint, ordinal } = placed;
  switch (constraint.kind) {
    case 'not-null': {
      const column = ordinal === null ? undefined : columns[ordinal];
      if (ordinal !== null && column !== undefined) columns[ordinal] = { ...column, notNull: true };
      return;
    }
    case 'null':
      return;
    case 'default':
      if (constraint.expression.kind === 'null') return;
      throw notSupported('DEFAULT', constraint.position);
    case 'primary-key': {
      if (primaryKey.length > 0) {
        throw errorAt(
          SQLSTATE.invalidTableDefinition,
          `multiple primary keys for table "${table.name}" are not allowed`,
          constraint.position,
        );
      }
      primaryKey.push(...(ordinal === null ? keyOrdinals(constraint.columns, columns, constraint.position) : [ordinal]));
      return;
    }
    case 'unique':
      throw notSupported('UNIQUE constraint', constraint.position);
    case 'check':
      throw notSupported('CHECK constraint', constraint.position);
    case 'foreign-key':
      throw notSupported('FOREIGN KEY constraint', constraint.position);
    case 'unsupported-constraint':
      throw notSupported(constraint.feature, constraint.position);
  }
}

function keyOrdinals(names: readonly string[], columns: readonly TableColumn[], position: number): readonly number[] {
  const ordinals: number[] = [];
  for (const name of names) {
    const ordinal = columns.findIndex((column) => column.name === name);
    if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" named in key does not exist`, position);
    if (ordinals.includes(ordinal)) {
      throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" appears twice in primary key constraint`, position);
    }
    ordinals.push(ordinal);
  }
  return ordinals;
}

/** WITH (distributed_by = 'a,b') and WITH (distribution = replicated | random | 'a,b'). */
function distributionRequest(options: readonly Option[], columns: readonly TableColumn[]): DistributionRequest {
  let request: DistributionRequest = { kind: 'default' };
  for (const option of options) {
    if (request.kind !== 'default') {
      throw errorAt(SQLSTATE.invalidParameterValue, 'a table has one distribution only', option.position);
    }
    if (option.namespace !== null || (option.name !== 'distributed_by' && option.name !== 'distribution')) {
      const name = option.namespace === null ? option.name : `${option.namespace}.${option.name}`;
      throw errorAt(
        SQLSTATE.invalidParameterValue,
        `unrecognized parameter "${name}"`,
        option.position,
        "Conduct's table parameters are distributed_by = 'column, ...' and distribution = replicated | random | hash.",
      );
    }
    request = readDistribution(option, columns);
  }
  return request;
}

function readDistribution(option: Option, columns: readonly TableColumn[]): DistributionRequest {
  const text = optionText(option.value);
  if (option.name === 'distribution') {
    const word = text.trim().toLowerCase();
    if (word === 'replicated' || word === 'random') return { kind: word };
    if (word === 'hash' || word === 'default') return { kind: 'default' };
    throw errorAt(
      SQLSTATE.invalidParameterValue,
      `invalid value for parameter "distribution": "${text}"`,
      option.position,
      "Valid values are replicated, random and hash; name the columns with distributed_by = 'column, ...'.",
    );
  }
  const names = splitNames(text);
  if (names.length === 0) {
    throw errorAt(SQLSTATE.invalidParameterValue, 'distributed_by names no column', option.position);
  }
  const ordinals = names.map((name) => {
    const ordinal = columns.findIndex((column) => column.name === name);
    if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" named in distributed_by does not exist`, option.position);
    return ordinal;
  });
  return { kind: 'hash', ordinals: [...new Set(ordinals)] };
}

export function optionText(value: OptionValue | null): string {
  switch (value?.kind) {
    case 'string':
      return value.value;
    case 'number':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'list':
      return value.items.join(',');
    case 'star':
      return '*';
    case undefined:
      return '';
  }
}

/** Comma-separated identifiers, folded unless quoted. */
function splitNames(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"]|"")+)"|[^\s,"]+/g)].map((match) =>
    match[1] === undefined ? match[0].toLowerCase() : match[1].replaceAll('""', '"'),
  );
}

export function bindCreateTableAs(context: BindContext, statement: CreateTableAsStatement): BoundCreateTableAs {
  if (statement.materializedView) throw notSupported('materialized view', statement.table.position);
  if (statement.persistence === 'temporary') throw notSupported('temporary table', statement.table.position);
  const { schema, exists } = target(context, statement.table, statement.ifNotExists);
  const relation = bindWholeQuery(context, statement.query);
  if (statement.columns.length > relation.columns.length) {
    throw errorAt(SQLSTATE.syntaxError, 'too many column names were specified', -1);
  }
  const names = new Set<string>();
  const columns = relation.columns.map(({ name, column }, i): TableColumn => {
    const final = statement.columns[i] ?? name;
    if (names.has(final)) throw errorAt(SQLSTATE.duplicateColumn, `column "${final}" specified more than once`, -1);
    names.add(final);
    return { name: final, type: column.type.kind === 'unknown' ? TYPES.text : column.type, notNull: false };
  });
  if (columns.length === 0) throw notSupported('table without columns', statement.table.position);
  const source = makeProject(
    context,
    relation.plan,
    relation.plan.columns.map(columnExpr),
    columns.map((column) => column.name),
  );
  return {
    kind: 'create-table-as',
    schema,
    name: statement.table.name,
    columns,
    distribution: distributionRequest(statement.options, columns),
    ifNotExists: statement.ifNotExists,
    exists,
    source,
    withNoData: statement.withNoData,
  };
}
