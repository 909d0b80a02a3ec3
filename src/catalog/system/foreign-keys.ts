/** Foreign keys as pg_constraint has them, and as SQL. */
import { known } from '../../common/assert.js';
import { quoteIdentifier } from '../../functions/quoting.js';
import { arrayValue } from '../../types/datum.js';
import type { CatalogReader } from '../catalog.js';
import type { RowObject } from '../system-relation.js';
import { type ForeignKey, type KeyConstraint, type ReferentialAction, type TableDef, tableOid } from '../table-def.js';

export interface AnyForeignKey {
  readonly table: TableDef;
  readonly key: ForeignKey;
  readonly referenced: TableDef;
  /** The constraint that makes the referenced columns unique; null: it is gone, or an index made it. */
  readonly unique: KeyConstraint | null;
}

export function* foreignKeysOf(catalog: CatalogReader): Iterable<AnyForeignKey> {
  for (const table of catalog.tables) {
    for (const key of table.foreignKeys ?? []) {
      const referenced = catalog.tables.find((each) => tableOid(each) === key.table);
      if (referenced !== undefined) yield { table, key, referenced, unique: uniqueOf(referenced, key) };
    }
  }
}

function uniqueOf(referenced: TableDef, { key }: ForeignKey): KeyConstraint | null {
  for (const constraint of referenced.constraints ?? []) {
    if (constraint.kind === 'check' || constraint.ordinals.length !== key.length) continue;
    if (constraint.ordinals.every((ordinal) => key.includes(referenced.columns[ordinal]?.name ?? ''))) return constraint;
  }
  return null;
}

const ACTIONS: { readonly [A in ReferentialAction]: string } = {
  'no action': 'a',
  restrict: 'r',
  cascade: 'c',
  'set null': 'n',
  'set default': 'd',
};

/** The columns that are of a foreign key alone. */
export function foreignKeyRow({ table, key, referenced, unique }: AnyForeignKey): RowObject {
  const { ordinals, onDelete, onUpdate, matchFull } = key;
  return {
    oid: key.id,
    conname: key.name,
    contype: 'f',
    condeferrable: key.deferrable !== undefined,
    condeferred: key.deferrable === 'deferred',
    conrelid: tableOid(table),
    contypid: 0,
    conindid: unique?.id ?? 0,
    confrelid: key.table,
    confupdtype: ACTIONS[onUpdate],
    confdeltype: ACTIONS[onDelete],
    confmatchtype: matchFull === true ? 'f' : 's',
    connoinherit: true,
    conkey: arrayValue(ordinals.map((ordinal) => ordinal + 1)),
    confkey: arrayValue(key.key.map((name) => referenced.columns.findIndex((column) => column.name === name) + 1)),
  };
}

/** `FOREIGN KEY (a) REFERENCES t(b) ON DELETE CASCADE`. `referencedName`: as it is visible. */
export function foreignKeyText({ table, key }: AnyForeignKey, referencedName: string): string {
  const own = key.ordinals.map((ordinal) => quoteIdentifier(known(table.columns[ordinal], 'column').name)).join(', ');
  const others = key.key.map(quoteIdentifier).join(', ');
  const update = key.onUpdate === 'no action' ? '' : ` ON UPDATE ${key.onUpdate.toUpperCase()}`;
  const remove = key.onDelete === 'no action' ? '' : ` ON DELETE ${key.onDelete.toUpperCase()}`;
  const deferrable = key.deferrable === undefined ? '' : ` DEFERRABLE${key.deferrable === 'deferred' ? ' INITIALLY DEFERRED' : ''}`;
  return `FOREIGN KEY (${own}) REFERENCES ${referencedName}(${others})${key.matchFull === true ? ' MATCH FULL' : ''}${update}${remove}${deferrable}`;
}
