/** The keys of a table whose values must be unique: its PRIMARY KEY and UNIQUE constraints. */
import type { ComputedKey, TableShape } from './table-def.js';

export interface TableKey {
  readonly name: string;
  readonly ordinals: readonly number[];
  readonly nullsNotDistinct: boolean;
  /** Its values are not those of the columns. */
  readonly computed?: ComputedKey;
}

const keysByTable = new WeakMap<TableShape, readonly TableKey[]>();

export function keysOf(table: TableShape): readonly TableKey[] {
  let keys = keysByTable.get(table);
  if (keys === undefined) {
    keys = makeKeys(table);
    keysByTable.set(table, keys);
  }
  return keys;
}

function makeKeys(table: TableShape): readonly TableKey[] {
  const keys = (table.constraints ?? []).flatMap((constraint): TableKey[] =>
    constraint.kind === 'primary' || constraint.kind === 'unique'
      ? [
          {
            name: constraint.name,
            ordinals: constraint.ordinals,
            nullsNotDistinct: constraint.nullsNotDistinct === true,
            ...(constraint.computed === undefined ? {} : { computed: constraint.computed }),
          },
        ]
      : [],
  );
  const { primaryKey } = table;
  const declared = keys.some(({ ordinals, computed }) => computed === undefined && sameOrdinals(ordinals, primaryKey));
  if (primaryKey.length > 0 && !declared) keys.unshift({ name: `${table.name}_pkey`, ordinals: primaryKey, nullsNotDistinct: false });
  return keys;
}

/** Rows with equal keys are on one worker: it can tell alone whether a value is there. */
export function isLocalKey(table: TableShape, key: TableKey): boolean {
  const { distribution } = table;
  if (distribution.kind === 'replicated') return true;
  if (distribution.kind === 'hash' && key.computed === undefined)
    return distribution.ordinals.every((ordinal) => key.ordinals.includes(ordinal));
  return new Set(table.placement).size === 1;
}

function sameOrdinals(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((ordinal) => b.includes(ordinal));
}
