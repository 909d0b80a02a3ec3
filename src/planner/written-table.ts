/** The table that a statement writes to, and the columns that it names. */
import type { TableDef } from '../catalog/table-def.js';
import { SQLSTATE } from '../common/errors.js';
import type { RelationName } from '../sql/ast.js';
import { type BindContext, errorAt } from './bind-context.js';
import { findRelation } from './from.js';

/** A base table by name: 42P01, 42809. verb: `insert into`, `truncate`, `copy to`; only the first has a position in PostgreSQL. */
export function writableTable(context: BindContext, name: RelationName, verb: string): TableDef {
  const relation = findRelation(context, name);
  switch (relation.kind) {
    case 'table':
      return relation.table;
    case 'view': {
      const hint = verb === 'copy to' ? 'To enable copying to a view, provide an INSTEAD OF INSERT trigger.' : undefined;
      throw errorAt(SQLSTATE.wrongObjectType, `cannot ${verb} view "${name.name}"`, name.position, hint);
    }
    case 'sequence':
      throw errorAt(SQLSTATE.wrongObjectType, `cannot ${verb} sequence "${name.name}"`, name.position);
    case 'index':
      throw errorAt(SQLSTATE.wrongObjectType, `cannot ${verb} index "${name.name}"`, name.position);
    case 'system':
      throw errorAt(SQLSTATE.wrongObjectType, `cannot ${verb} system relation "${name.name}"`, name.position);
  }
}

/** Ordinals of a column list; 42703, 42701. */
export function ordinalsOf(table: TableDef, names: readonly { readonly name: string; readonly position: number }[]): readonly number[] {
  const ordinals: number[] = [];
  for (const { name, position } of names) {
    const ordinal = table.columns.findIndex((column) => column.name === name);
    if (ordinal < 0) {
      throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" of relation "${table.name}" does not exist`, position);
    }
    if (ordinals.includes(ordinal)) throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" specified more than once`, position);
    ordinals.push(ordinal);
  }
  return ordinals;
}
