/** Who may change definitions: owners of objects. */
import { DATABASE_ID } from '../../catalog/system-relation.js';
import type { QualifiedName, RelationName } from '../../sql/ast.js';
import type { DefinitionStatement } from '../../sql/definition-ast.js';
import type { BindContext } from '../bind-context.js';
import { lookUp, relationId, relationKind } from './names.js';
import { requireOwner } from './required-rights.js';

/** The owner of what a statement changes, before it is looked at. What is not there is not this function's to say. */
export function checkOwner(context: BindContext, statement: DefinitionStatement): void {
  if (context.role.superuser) return;
  switch (statement.kind) {
    case 'alter-sequence':
      ownsRelation(context, statement.sequence);
      return;
    case 'create-index':
    case 'alter-table':
      ownsRelation(context, statement.table);
      return;
    case 'refresh':
      ownsRelation(context, statement.view);
      return;
    case 'rename':
    case 'set-schema':
      ownsNamed(context, statement.object, parts(statement.name));
      return;
    case 'comment':
      ownsNamed(context, statement.object, statement.name);
      return;
    case 'alter-function':
      ownsNamed(context, 'function', parts(statement.name));
      return;
    case 'alter-enum':
    case 'alter-domain':
      ownsNamed(context, 'type', statement.name);
      return;
    default:
      return;
  }
}

function parts({ schema, name }: RelationName): QualifiedName {
  return schema === null ? [name] : [schema, name];
}

function ownsNamed(context: BindContext, object: string, name: QualifiedName): void {
  const relation = (written: QualifiedName): RelationName => {
    return { database: null, schema: written.at(-2) ?? null, name: written.at(-1) ?? '', position: -1 };
  };
  switch (object) {
    case 'schema': {
      const schema = context.catalog.schemas.find((each) => each.name === name[0]);
      if (schema !== undefined) requireOwner(context, schema.id, 'schema', schema.name);
      return;
    }
    case 'type':
    case 'domain': {
      const { schema, name: last } = relation(name);
      const type = context.catalog.findType(context.schemaName(schema), last, context.searchPath);
      if (type !== undefined) requireOwner(context, type.id, object, type.name);
      return;
    }
    case 'function':
    case 'procedure': {
      const { schema, name: last } = relation(name);
      const [first] = context.catalog.findFunctions(context.schemaName(schema), last, context.searchPath);
      if (first !== undefined) requireOwner(context, first.id, 'function', first.name);
      return;
    }
    case 'column':
    case 'constraint':
      // RENAME gives the table's name, COMMENT the part's as well.
      ownsRelation(context, relation(name), relation(name.slice(0, -1)));
      return;
    case 'database':
      requireOwner(context, DATABASE_ID, 'database', context.catalog.database);
      return;
    default:
      ownsRelation(context, relation(name));
  }
}

/** The first of the names that is a relation's. */
function ownsRelation(context: BindContext, ...names: readonly RelationName[]): void {
  for (const name of names) {
    const relation = lookUp(context, name);
    if (relation === undefined) continue;
    // An index is its table's.
    if (relation.kind === 'index') requireOwner(context, relation.index.table, 'index', relation.index.name);
    else requireOwner(context, relationId(relation), relationKind(relation), name.name);
    return;
  }
}
