/** ALTER VIEW ... ALTER COLUMN ... SET DEFAULT. */
import type { ViewDef } from '../../catalog/catalog-object.js';
import { SQLSTATE } from '../../common/errors.js';
import type { AlterAction } from '../../sql/definition-ast.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { defaultValue } from '../column-values.js';
import { type BoundDefinition, definition } from './bound-definition.js';

/** Defaults of a view are for rows that are written through it. */
export function viewDefaults(
  context: BindContext,
  tag: string,
  view: ViewDef,
  actions: readonly Extract<AlterAction, { readonly kind: 'set-default' }>[],
): BoundDefinition {
  const defaults = new Map(Object.entries(view.defaults ?? {}));
  for (const { name, text } of actions) {
    const type = view.types?.[view.columns.indexOf(name)];
    if (type === undefined) {
      throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" of relation "${view.name}" does not exist`, -1);
    }
    if (text === null) defaults.delete(name);
    else {
      defaultValue(context, { name, type, notNull: false, default: text });
      defaults.set(name, text);
    }
  }
  const value: ViewDef = { ...view, defaults: Object.fromEntries(defaults) };
  return definition(tag, { changes: [{ kind: 'alter', object: { kind: 'view', value } }] });
}
