/** COMMENT ON. */
import type { CommentDef } from '../../catalog/catalog-object.js';
import { tableOid } from '../../catalog/table-def.js';
import { notSupported, SQLSTATE } from '../../common/errors.js';
import type { RelationName } from '../../sql/ast.js';
import type { CommentStatement } from '../../sql/definition-ast.js';
import { sameType } from '../../types/sql-type.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { findRelation } from '../from.js';
import { type BoundDefinition, definition } from './bound-definition.js';
import { relationId } from './names.js';
import { roleNamed } from './role.js';

/** OIDs of the system relations that describe objects. */
const CLASS = { relation: 1259, type: 1247, schema: 2615, constraint: 2606, function: 1255, database: 1262, role: 1260 } as const;

export function bindComment(context: BindContext, statement: CommentStatement): BoundDefinition {
  const on = commented(context, statement);
  const text = statement.comment === '' ? null : statement.comment;
  return definition('COMMENT', { changes: [{ kind: 'comment', on, text }] });
}

function commented(context: BindContext, statement: CommentStatement): Omit<CommentDef, 'text'> {
  const { object, name } = statement;
  switch (object) {
    case 'table':
    case 'view':
    case 'materialized view':
    case 'sequence':
    case 'index':
      return { classId: CLASS.relation, objectId: relationId(findRelation(context, named(name))), part: 0 };
    case 'column': {
      const relation = findRelation(context, named(name.slice(0, -1)));
      const column = name.at(-1) ?? '';
      const names =
        relation.kind === 'table' ? relation.table.columns.map((each) => each.name) : relation.kind === 'view' ? relation.view.columns : [];
      const at = names.indexOf(column);
      if (at < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${column}" of relation "${name.at(-2) ?? ''}" does not exist`, -1);
      return { classId: CLASS.relation, objectId: relationId(relation), part: at + 1 };
    }
    case 'constraint': {
      const relation = findRelation(context, named(name.slice(0, -1)));
      const constraint = relation.kind === 'table' ? relation.table.constraints?.find((each) => each.name === name.at(-1)) : undefined;
      if (constraint === undefined || relation.kind !== 'table') {
        throw errorAt(SQLSTATE.undefinedObject, `constraint "${name.at(-1) ?? ''}" for table "${name.at(-2) ?? ''}" does not exist`, -1);
      }
      return { classId: CLASS.constraint, objectId: tableOid(relation.table), part: constraint.id };
    }
    case 'schema': {
      const schema = context.catalog.schemas.find((each) => each.name === name[0]);
      if (schema === undefined) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${name[0] ?? ''}" does not exist`, -1);
      return { classId: CLASS.schema, objectId: schema.id, part: 0 };
    }
    case 'type':
    case 'domain': {
      const type = context.catalog.findType(context.schemaName(name.at(-2) ?? null), name.at(-1) ?? '', context.searchPath);
      if (type === undefined) throw errorAt(SQLSTATE.undefinedObject, `type "${name.join('.')}" does not exist`, -1);
      return { classId: CLASS.type, objectId: type.id, part: 0 };
    }
    case 'procedure':
    case 'function': {
      const types = statement.args.map((arg) => context.binders.typeName(context, arg));
      const found = context.catalog
        .findFunctions(context.schemaName(name.at(-2) ?? null), name.at(-1) ?? '', context.searchPath)
        .find(
          ({ args }) => args.length === types.length && args.every(({ type }, i) => types[i] !== undefined && sameType(type, types[i])),
        );
      if (found === undefined) throw errorAt(SQLSTATE.undefinedFunction, `${object} ${name.join('.')} does not exist`, -1);
      return { classId: CLASS.function, objectId: found.id, part: 0 };
    }
    case 'role':
      return { classId: CLASS.role, objectId: roleNamed(context, name[0] ?? '').id, part: 0 };
    case 'attribute':
    case 'database':
      throw notSupported(`COMMENT ON ${object.toUpperCase()}`, statement.textStart);
  }
}

function named(parts: readonly string[]): RelationName {
  return { database: parts.at(-3) ?? null, schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '', position: -1 };
}
