/** Recorded rows by OID and by name: functions, operators, collations, and other objects that have names. */
import { known } from '../../common/assert.js';
import { isArrayValue } from '../../types/datum.js';
import { findSystemShape } from '../system-shapes.js';

export interface NamedObject {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  /** OIDs of the argument types, of what takes arguments; 0: there is none. */
  readonly args: readonly number[];
}

type Kind = 'function' | 'operator' | 'collation';

const RELATIONS = {
  function: { relation: 'pg_proc', prefix: 'pro' },
  operator: { relation: 'pg_operator', prefix: 'opr' },
  collation: { relation: 'pg_collation', prefix: 'coll' },
} as const;

interface Objects {
  readonly byOid: ReadonlyMap<number, NamedObject>;
  readonly byName: ReadonlyMap<string, readonly NamedObject[]>;
}

const kept = new Map<Kind, Objects>();

export function recordedObjects(kind: Kind): Objects {
  let objects = kept.get(kind);
  if (objects === undefined) {
    objects = read(kind);
    kept.set(kind, objects);
  }
  return objects;
}

function read(kind: Kind): Objects {
  const { relation, prefix } = RELATIONS[kind];
  const shape = known(findSystemShape('pg_catalog', relation), relation);
  const at = (name: string): number => shape.columns.findIndex((column) => column.name === name);
  const [name, schema, args, left, right] = [`${prefix}name`, `${prefix}namespace`, 'proargtypes', 'oprleft', 'oprright'].map(at);
  const objects = shape.recorded().map((row): NamedObject => {
    const types = row[args ?? -1] ?? null;
    return {
      oid: Number(row[0]),
      name: String(row[name ?? -1]),
      schema: Number(row[schema ?? -1]),
      args:
        kind === 'operator' ? [Number(row[left ?? -1]), Number(row[right ?? -1])] : isArrayValue(types) ? types.elements.map(Number) : [],
    };
  });
  const byName = new Map<string, NamedObject[]>();
  for (const object of objects) {
    const same = byName.get(object.name);
    if (same === undefined) byName.set(object.name, [object]);
    else same.push(object);
  }
  return { byOid: new Map(objects.map((object) => [object.oid, object])), byName };
}
