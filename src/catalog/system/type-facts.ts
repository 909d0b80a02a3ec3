/** What pg_type says of types, for the rows of other relations: built-in ones as recorded, the user's as PostgreSQL has their kinds. */
import { type SqlType, typeOid } from '../../types/sql-type.js';
import { findSystemShape } from '../system-shapes.js';

export interface TypeFacts {
  readonly name: string;
  readonly length: number;
  readonly byValue: boolean;
  readonly category: string;
  readonly align: string;
  readonly storage: string;
  readonly collation: number;
  readonly array: number;
  readonly element: number;
}

let recorded: ReadonlyMap<number, TypeFacts> | null = null;
let names: ReadonlyMap<string, number> | null = null;

function recordedTypes(): ReadonlyMap<number, TypeFacts> {
  if (recorded !== null) return recorded;
  const relation = findSystemShape('pg_catalog', 'pg_type');
  const at = new Map(relation?.columns.map(({ name }, position) => [name, position]));
  const position = (name: string): number => at.get(name) ?? -1;
  const wanted = ['oid', 'typname', 'typlen', 'typbyval', 'typcategory', 'typalign', 'typstorage', 'typcollation', 'typarray', 'typelem'];
  const positions = wanted.map(position);
  recorded = new Map(
    relation?.recorded().map((row) => {
      const [oid, name, length, byValue, category, align, storage, collation, array, element] = positions.map((each) => row[each]);
      const facts: TypeFacts = {
        name: String(name),
        length: Number(length),
        byValue: byValue === true,
        category: String(category),
        align: String(align),
        storage: String(storage),
        collation: Number(collation),
        array: Number(array),
        element: Number(element),
      };
      return [Number(oid), facts];
    }),
  );
  return recorded;
}

/** A built-in type's. */
export function typeFacts(oid: number): TypeFacts | undefined {
  return recordedTypes().get(oid);
}

/** OID of a built-in type by its name in pg_type. */
export function builtInType(name: string): number {
  names ??= new Map([...recordedTypes()].map(([oid, facts]) => [facts.name, oid]));
  return names.get(name) ?? 0;
}

const ARRAY = { length: -1, byValue: false, category: 'A', storage: 'x', collation: 0, array: 0 } as const;
const ENUM = { length: 4, byValue: true, category: 'E', align: 'i', storage: 'p', collation: 0, element: 0 } as const;
const COMPOSITE = { length: -1, byValue: false, category: 'C', align: 'd', storage: 'x', collation: 0, element: 0 } as const;

export function factsOf(type: SqlType): TypeFacts {
  const oid = typeOid(type);
  const found = typeFacts(oid);
  if (found !== undefined) return found;
  switch (type.kind) {
    case 'array': {
      const element = factsOf(type.element);
      return { ...ARRAY, name: `_${element.name}`, align: element.align === 'd' ? 'd' : 'i', element: typeOid(type.element) };
    }
    case 'enum':
      return { ...ENUM, name: type.name, array: type.arrayOid };
    case 'record':
      return { ...COMPOSITE, name: type.named?.name ?? 'record', array: type.named?.arrayOid ?? 0 };
    default:
      return { ...COMPOSITE, name: type.kind, array: 0 };
  }
}

/** OID of the column's type: of its domain, where it has one. */
export function columnTypeOid(column: { readonly type: SqlType; readonly domain?: number }): number {
  return column.domain ?? typeOid(column.type);
}
