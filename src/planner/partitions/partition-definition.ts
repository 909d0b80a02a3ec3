/** PARTITION BY, PARTITION OF, ATTACH and DETACH: schemes and bounds with their checks. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { PartitionBound, PartitionKey, PartitionScheme, RangeLimit } from '../../catalog/partition.js';
import { shapeOf, type TableDef, type TableShape, tableOid } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { SQLSTATE } from '../../common/errors.js';
import type { Expr } from '../../plan/expr.js';
import type { Expression, PartitionBoundClause, PartitionBy, RelationName } from '../../sql/ast.js';
import { compareDatums } from '../../types/compare.js';
import type { Datum } from '../../types/datum.js';
import { type SqlType, sameType } from '../../types/sql-type.js';
import { formatText, parseText } from '../../types/text-format.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { coerceForAssignment } from '../coerce.js';
import { levelOf } from '../column-values.js';
import { foldConstant, isFoldable } from '../constant.js';
import { type BoundDefinition, definition, type Validation } from '../definitions/bound-definition.js';
import { duplicateQuery } from '../definitions/duplicate-query.js';
import { fullName, lookUp, quoted } from '../definitions/names.js';
import { TableBuilder } from '../definitions/table-builder.js';
import { bindWholeQuery } from '../query.js';
import { QueryLevel } from '../query-level.js';
import { parseStoredExpression, parseStoredQuery, withoutPosition } from '../stored-expression.js';
import { hashFunction, literal, partitionCondition, partitionsOf } from './partition-condition.js';

/** The scheme of a new table; keys of the table must have its columns. */
export function bindScheme(context: BindContext, builder: TableBuilder, { strategy, keys }: PartitionBy): PartitionScheme {
  if (strategy === 'list' && keys.length > 1) {
    throw errorAt(SQLSTATE.invalidObjectDefinition, 'cannot use "list" partition strategy with more than one column', -1);
  }
  const bound = keys.map(({ column, text, position }): PartitionKey => {
    if (column !== null && builder.ordinalOf(column) < 0) {
      throw errorAt(SQLSTATE.undefinedColumn, `column "${column}" named in partition key does not exist`, position);
    }
    const sql = column === null ? text : quoted(column);
    const expr = keyExpr(context, builder, sql);
    if (column === null && isFoldable(expr)) {
      throw errorAt(SQLSTATE.invalidObjectDefinition, 'cannot use constant expression as partition key', -1);
    }
    const type = typeLabel(expr.type);
    if (strategy === 'hash') hashFunction(type);
    return { sql, column, type };
  });
  const scheme = { strategy, keys: bound };
  checkKeys(builder, scheme);
  return scheme;
}

/** Uniqueness is checked within partitions: a key must decide the partition. */
export function checkKeys(builder: TableBuilder, { keys }: PartitionScheme): void {
  for (const constraint of builder.constraints) {
    if (constraint.kind === 'check') continue;
    const what = constraint.kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE';
    for (const { column } of keys) {
      if (column === null) {
        throw errorAt(SQLSTATE.featureNotSupported, `unsupported ${what} constraint with partition key definition`, -1).with({
          detail: `${what} constraints cannot be used when partition keys include expressions.`,
        });
      }
      if (constraint.ordinals.includes(builder.ordinalOf(column))) continue;
      throw errorAt(SQLSTATE.featureNotSupported, 'unique constraint on partitioned table must include all partitioning columns', -1).with({
        detail: `${what} constraint on table "${builder.name}" lacks column "${column}" which is part of the partition key.`,
      });
    }
  }
}

function keyExpr(context: BindContext, table: Pick<TableShape, 'name' | 'columns'>, sql: string): Expr {
  const columns = table.columns.map(({ name, type }) => context.newColumn(name, type, true));
  const node = parseStoredExpression(context, sql);
  return withoutPosition(() => context.binders.expression(context, node, levelOf(table, columns)));
}

interface BoundPartition {
  readonly bound: PartitionBound;
  readonly validations: readonly Validation[];
}

/** FOR VALUES of a partition of the parent; 42P17 where others have the rows. */
export function bindBound(context: BindContext, parent: TableDef, name: string, clause: PartitionBoundClause): BoundPartition {
  const { partitioning: scheme } = parent;
  if (scheme === undefined) throw errorAt(SQLSTATE.wrongObjectType, `"${parent.name}" is not partitioned`, -1);
  if (clause.kind !== 'default' && clause.kind !== scheme.strategy) {
    throw errorAt(SQLSTATE.invalidTableDefinition, `invalid bound specification for a ${scheme.strategy} partition`, -1);
  }
  const types = scheme.keys.map(({ sql }) => keyExpr(context, parent, sql).type);
  const bound = boundOf(context, scheme, types, clause);
  if (bound.kind === 'range' && compareLimits(types, bound.from, bound.to) >= 0) {
    const shown = (limits: readonly RangeLimit[]): string =>
      limits.map((limit) => (limit.kind === 'value' ? limit.sql : limit.kind.toUpperCase())).join(', ');
    throw errorAt(SQLSTATE.invalidObjectDefinition, `empty range bound specified for partition "${name}"`, -1).with({
      detail: `Specified lower bound (${shown(bound.from)}) is greater than or equal to upper bound (${shown(bound.to)}).`,
    });
  }
  const siblings = partitionsOf(context.catalog, parent);
  for (const sibling of siblings) {
    if (sibling.partition === undefined || !overlaps(types, bound, sibling.partition)) continue;
    const message =
      bound.kind === 'default'
        ? `partition "${name}" conflicts with existing default partition "${sibling.name}"`
        : `partition "${name}" would overlap partition "${sibling.name}"`;
    throw errorAt(SQLSTATE.invalidObjectDefinition, message, -1);
  }
  const validations: Validation[] = [];
  const other = siblings.find(({ partition }) => partition?.kind === 'default');
  if (other !== undefined) {
    const message = `updated partition constraint for default partition "${other.name}" would be violated by some row`;
    validations.push(noRow(context, other, partitionCondition(scheme, bound, []), message));
  }
  return { bound, validations };
}

function noRow(context: BindContext, table: TableDef, condition: string, message: string): Validation {
  const sql = `SELECT 1 FROM ${quoted(table.schema)}.${quoted(table.name)} WHERE ${condition} LIMIT 1`;
  return { plan: bindWholeQuery(context, parseStoredQuery(context, sql)).plan, code: SQLSTATE.checkViolation, message };
}

function boundOf(context: BindContext, scheme: PartitionScheme, types: readonly SqlType[], clause: PartitionBoundClause): PartitionBound {
  switch (clause.kind) {
    case 'default':
      return clause;
    case 'hash': {
      if (clause.modulus <= 0) {
        throw errorAt(SQLSTATE.invalidTableDefinition, 'modulus for hash partition must be an integer value greater than zero', -1);
      }
      if (clause.remainder < 0) {
        throw errorAt(
          SQLSTATE.invalidTableDefinition,
          'remainder for hash partition must be an integer value greater than or equal to zero',
          -1,
        );
      }
      if (clause.remainder >= clause.modulus) {
        throw errorAt(SQLSTATE.invalidTableDefinition, 'remainder for hash partition must be less than modulus', -1);
      }
      return { kind: 'hash', modulus: clause.modulus, remainder: clause.remainder };
    }
    case 'list':
      return { kind: 'list', values: [...new Set(clause.values.map((node) => valueSql(context, scheme, types, 0, node)))] };
    case 'range':
      return {
        kind: 'range',
        from: limits(context, scheme, types, clause.from, 'FROM'),
        to: limits(context, scheme, types, clause.to, 'TO'),
      };
  }
}

function limits(
  context: BindContext,
  scheme: PartitionScheme,
  types: readonly SqlType[],
  nodes: readonly Expression[],
  word: string,
): readonly RangeLimit[] {
  if (nodes.length !== types.length) {
    throw errorAt(SQLSTATE.invalidTableDefinition, `${word} must specify exactly one value per partitioning column`, -1);
  }
  return nodes.map((node, at): RangeLimit => {
    if (node.kind === 'column' && node.name.length === 1) {
      const [name] = node.name;
      if (name === 'minvalue' || name === 'maxvalue') return { kind: name };
    }
    const sql = valueSql(context, scheme, types, at, node);
    if (sql === null) throw errorAt(SQLSTATE.invalidTableDefinition, 'cannot specify NULL in range bound', node.position);
    return { kind: 'value', sql };
  });
}

/** The value of a bound as a literal; null for NULL. */
function valueSql(context: BindContext, scheme: PartitionScheme, types: readonly SqlType[], at: number, node: Expression): string | null {
  const key = known(scheme.keys[at], 'key');
  const type = known(types[at], 'type');
  const expr = context.binders.expression(context, node, new QueryLevel(null, null));
  const coerced = coerceForAssignment(context, expr, { name: key.column ?? key.sql, type });
  if (!isFoldable(coerced)) throw errorAt(SQLSTATE.invalidTableDefinition, 'partition bound is not a constant', node.position);
  const value = foldConstant(coerced);
  return value === null ? null : literal(formatText(type, value));
}

function datumOf(type: SqlType, sql: string): Datum {
  return parseText(type, sql.slice(1, -1).replaceAll("''", "'"));
}

function compareLimits(types: readonly SqlType[], left: readonly RangeLimit[], right: readonly RangeLimit[]): number {
  const rank = { minvalue: -1, value: 0, maxvalue: 1 };
  for (const [at, type] of types.entries()) {
    const a = known(left[at], 'limit');
    const b = known(right[at], 'limit');
    if (a.kind === 'value' && b.kind === 'value') {
      const order = compareDatums(type, datumOf(type, a.sql), datumOf(type, b.sql));
      if (order !== 0) return order;
    } else {
      // What comes after a limit that is none says nothing.
      return rank[a.kind] - rank[b.kind];
    }
  }
  return 0;
}

function overlaps(types: readonly SqlType[], left: PartitionBound, right: PartitionBound): boolean {
  if (left.kind === 'default' || right.kind === 'default') return left.kind === right.kind;
  if (left.kind === 'range' && right.kind === 'range') {
    return compareLimits(types, left.from, right.to) < 0 && compareLimits(types, right.from, left.to) < 0;
  }
  if (left.kind === 'hash' && right.kind === 'hash') {
    return (left.remainder - right.remainder) % greatestDivisor(left.modulus, right.modulus) === 0;
  }
  if (left.kind !== 'list' || right.kind !== 'list') return false;
  const type = known(types[0], 'type');
  return left.values.some((value) =>
    right.values.some((other) =>
      value === null || other === null ? value === other : compareDatums(type, datumOf(type, value), datumOf(type, other)) === 0,
    ),
  );
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

export function bindAttach(context: BindContext, parent: TableDef, name: RelationName, clause: PartitionBoundClause): BoundDefinition {
  const child = partitionNamed(context, name);
  if (parent.partitioning === undefined) {
    throw errorAt(SQLSTATE.wrongObjectType, `table "${parent.name}" is not partitioned`, -1);
  }
  if (child.partition !== undefined) throw errorAt(SQLSTATE.wrongObjectType, `"${child.name}" is already a partition`, -1);
  if ((child.inherits ?? []).length > 0) throw errorAt(SQLSTATE.wrongObjectType, 'cannot attach inheritance child as partition', -1);
  checkColumns(parent, child);
  const { bound, validations } = bindBound(context, parent, child.name, clause);
  const others = partitionsOf(context.catalog, parent).flatMap(({ partition }) => (partition === undefined ? [] : [partition]));
  const condition = partitionCondition(parent.partitioning, bound, others);
  const message = `partition constraint of relation "${child.name}" is violated by some row`;
  const builder = new TableBuilder(context, child, tableOid(child));
  builder.columns = [...child.columns];
  builder.constraints = [...(child.constraints ?? [])];
  const keys = inheritKeys(builder, parent);
  const checks = keys.map(({ columns, name: key, nullsNotDistinct }): Validation => {
    const { sql, message: duplicate } = duplicateQuery(child, { values: columns.map(quoted), where: null }, key, nullsNotDistinct);
    return { plan: bindWholeQuery(context, parseStoredQuery(context, sql)).plan, code: SQLSTATE.uniqueViolation, message: duplicate };
  });
  const value: TableShape = {
    ...shapeOf(child),
    columns: builder.columns,
    primaryKey: builder.primaryKey,
    ...(builder.constraints.length === 0 ? {} : { constraints: builder.constraints }),
    inherits: [tableOid(parent)],
    partition: bound,
  };
  return definition('ALTER TABLE', {
    changes: [{ kind: 'alter', object: { kind: 'table', value } }],
    validations: [noRow(context, child, `NOT (${condition})`, message), ...validations, ...checks],
  });
}

/** The parent's keys that the partition has not; gives those that were added. */
export function inheritKeys(
  builder: TableBuilder,
  parent: TableDef,
): readonly { readonly columns: readonly string[]; readonly name: string; readonly nullsNotDistinct: boolean }[] {
  return (parent.constraints ?? []).flatMap((constraint) => {
    if (constraint.kind === 'check') return [];
    const columns = constraint.ordinals.map((ordinal) => known(parent.columns[ordinal], 'column').name);
    const ordinals = columns.map((column) => builder.ordinalOf(column));
    const there = builder.constraints.some(
      (own) =>
        own.kind !== 'check' &&
        own.computed === undefined &&
        own.ordinals.length === ordinals.length &&
        own.ordinals.every((ordinal) => ordinals.includes(ordinal)),
    );
    if (there) return [];
    const nullsNotDistinct = constraint.nullsNotDistinct === true;
    builder.addKey(constraint.kind, ordinals, null, nullsNotDistinct, -1, constraint.index === true);
    return [{ columns, name: known(builder.constraints.at(-1), 'key').name, nullsNotDistinct }];
  });
}

export function bindDetach(context: BindContext, parent: TableDef, name: RelationName): BoundDefinition {
  const child = partitionNamed(context, name);
  if (child.partition === undefined || child.inherits?.includes(tableOid(parent)) !== true) {
    throw errorAt(SQLSTATE.undefinedTable, `relation "${child.name}" is not a partition of relation "${parent.name}"`, -1);
  }
  const { inherits: _inherits, partition: _partition, ...value } = shapeOf(child);
  const change: CatalogChange = { kind: 'alter', object: { kind: 'table', value } };
  return definition('ALTER TABLE', { changes: [change] });
}

function partitionNamed(context: BindContext, name: RelationName): TableDef {
  const found = lookUp(context, name);
  if (found === undefined) throw errorAt(SQLSTATE.undefinedTable, `relation "${fullName(name)}" does not exist`, -1);
  if (found.kind !== 'table') throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not a table`, -1);
  return found.table;
}

function checkColumns(parent: TableDef, child: TableDef): void {
  const extra = child.columns.find(({ name }) => !parent.columns.some((column) => column.name === name));
  if (extra !== undefined) {
    throw errorAt(
      SQLSTATE.datatypeMismatch,
      `table "${child.name}" contains column "${extra.name}" not found in parent "${parent.name}"`,
      -1,
    ).with({
      detail: 'The new partition may contain only the columns present in parent.',
    });
  }
  for (const column of parent.columns) {
    const own = child.columns.find(({ name }) => name === column.name);
    if (own === undefined) throw errorAt(SQLSTATE.datatypeMismatch, `child table is missing column "${column.name}"`, -1);
    if (!sameType(own.type, column.type)) {
      throw errorAt(SQLSTATE.datatypeMismatch, `child table "${child.name}" has different type for column "${column.name}"`, -1);
    }
    if (column.notNull && !own.notNull) {
      throw errorAt(SQLSTATE.datatypeMismatch, `column "${column.name}" in child table must be marked NOT NULL`, -1);
    }
  }
}
