/**
 * Which columns of a plan follow from others: rows that agree in the one agree in the other (NULL agreeing with NULL). From declared
 * primary keys, equalities, groupings and computed columns. Execution relies on it: only what is certain counts.
 */
import { unreachable } from '../common/assert.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { Column, JoinPlan, LogicalPlan } from '../plan/logical.js';
import type { SqlType } from '../types/sql-type.js';
import { columnsOf } from './columns.js';
import { childrenOf, conjuncts, isVolatile } from './expressions.js';
import { EquivalenceClasses } from './join-order/join-cluster.js';

interface Dependency {
  readonly from: readonly ColumnId[];
  readonly to: readonly ColumnId[];
}

/** The columns that are the same in all rows that agree in `ids`, these included. */
export function determinedBy(plan: LogicalPlan, ids: Iterable<ColumnId>): ReadonlySet<ColumnId> {
  const dependencies = dependenciesOf(plan);
  const found = new Set(ids);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { from, to } of dependencies) if (from.every((id) => found.has(id))) for (const id of to) found.add(id);
  }
  return found;
}

const memo = new WeakMap<LogicalPlan, readonly Dependency[]>();

function dependenciesOf(plan: LogicalPlan): readonly Dependency[] {
  const found = memo.get(plan);
  if (found !== undefined) return found;
  const dependencies = collect(plan);
  memo.set(plan, dependencies);
  return dependencies;
}

function collect(plan: LogicalPlan): readonly Dependency[] {
  switch (plan.kind) {
    case 'get': {
      const key = plan.table.primaryKey.map((ordinal) => plan.columns[plan.ordinals.indexOf(ordinal)]?.id);
      const from = key.filter((id) => id !== undefined);
      return key.length === 0 || from.length < key.length ? [] : [{ from, to: plan.columns.map(({ id }) => id) }];
    }
    case 'values':
    case 'apply':
    case 'set':
    case 'recursive':
    case 'working-table':
      return [];
    case 'table-function':
      return dependenciesOf(plan.input);
    case 'filter':
      return [...dependenciesOf(plan.input), ...equalities(plan.predicate)];
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'window':
      return dependenciesOf(plan.input);
    case 'row-id': {
      const id = plan.columns.at(-1)?.id;
      return [...dependenciesOf(plan.input), ...(id === undefined ? [] : [{ from: [id], to: plan.columns.map((column) => column.id) }])];
    }
    case 'project':
      return [...dependenciesOf(plan.input), ...computed(plan.columns, plan.exprs)];
    case 'aggregate': {
      const keys = plan.columns.slice(0, plan.keys.length);
      const all: Dependency = { from: keys.map(({ id }) => id), to: plan.columns.map(({ id }) => id) };
      return [...dependenciesOf(plan.input), ...computed(keys, plan.keys), all];
    }
    case 'join':
      return ofJoin(plan);
  }
  return unreachable(plan);
}

/** A column follows from those it is computed of, and a copy of a column and that column from each other. */
function computed(columns: readonly Column[], exprs: readonly Expr[]): readonly Dependency[] {
  return columns.flatMap((column, i): readonly Dependency[] => {
    const expr = exprs[i];
    if (expr === undefined || isVolatile(expr)) return [];
    const from = [...columnsOf(expr)];
    const forth: Dependency = { from, to: [column.id] };
    if (expr.kind === 'column') return [forth, { from: [column.id], to: from }];
    return columnTypes(expr).every(isExact) ? [forth] : [];
  });
}

function columnTypes(expr: Expr): readonly SqlType[] {
  return expr.kind === 'column' ? [expr.type] : childrenOf(expr).flatMap(columnTypes);
}

/** Equal values are the same value, of which all that is computed is the same: not 1.0 and 1.00, nor 0 and -0, nor 1 month and 30 days. */
function isExact(type: SqlType): boolean {
  switch (type.kind) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
    case 'date':
    case 'timestamp':
    case 'text':
    case 'varchar':
    case 'name':
    case 'regproc':
    case 'regprocedure':
    case 'regoper':
    case 'regoperator':
    case 'regclass':
    case 'regtype':
    case 'regconfig':
    case 'regnamespace':
    case 'regrole':
    case 'regcollation':
    case 'xid':
    case 'cid':
    case 'enum':
    case 'time':
    case 'timestamptz':
    case 'timetz':
    case 'char1':
    case 'bytea':
    case 'uuid':
    case 'bit':
    case 'varbit':
    case 'tid':
    case 'cidr':
    case 'macaddr':
    case 'macaddr8':
    case 'pg_lsn':
    case 'xid8':
    case 'money':
    case 'int2vector':
    case 'oidvector':
      return true;
    case 'array':
      return isExact(type.element);
    case 'range':
      return isExact(type.subtype);
    case 'multirange':
      return isExact(type.range.subtype);
    case 'record':
      return type.fields.every((field) => isExact(field.type));
    case 'numeric':
      return type.scale !== null;
    case 'char':
      return type.length !== null;
    case 'float4':
    case 'float8':
    case 'interval':
    case 'json':
    case 'jsonpath':
    case 'jsonb':
    case 'inet':
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
    case 'void':
    case 'unknown':
      return false;
  }
  return unreachable(type);
}

/** Not so after an outer join: its unmatched rows have NULLs there, whatever is equal in the others. */
function equalities(condition: Expr): readonly Dependency[] {
  return conjuncts(condition).flatMap((part): readonly Dependency[] => {
    if (part.kind !== 'call' || part.name !== '=') return [];
    const [a, b] = part.args;
    if (a?.kind === 'column' && b?.kind === 'column' && new EquivalenceClasses().add(part)) {
      return [
        { from: [a.id], to: [b.id] },
        { from: [b.id], to: [a.id] },
      ];
    }
    const [column, constant] = a?.kind === 'column' ? [a, b] : [b, a];
    return column?.kind === 'column' && constant?.kind === 'literal' ? [{ from: [], to: [column.id] }] : [];
  });
}

function ofJoin(plan: JoinPlan): readonly Dependency[] {
  switch (plan.join) {
    case 'inner':
      return [...dependenciesOf(plan.left), ...dependenciesOf(plan.right), ...equalities(plan.condition)];
    case 'semi':
    case 'anti':
    case 'mark':
      return dependenciesOf(plan.left);
    case 'left':
    case 'single': {
      // In an unmatched row all columns of the right side are NULL: as one row more, which a key that is never NULL keeps apart.
      const nullable = new Map(plan.right.columns.map((column) => [column.id, column.nullable]));
      const right = dependenciesOf(plan.right).filter(({ from }) => from.some((id) => nullable.get(id) === false));
      return [...dependenciesOf(plan.left), ...right];
    }
    case 'full':
      return [];
  }
  return unreachable(plan.join);
}
