/**
 * How values of a type are held, where only that matters: many types share one form (a name of an object is an integer, a uuid a
 * text), and what depends on the form alone asks here instead of listing all types again.
 */
import { unreachable } from '../common/assert.js';
import type { SqlType } from './sql-type.js';

/** int32, int64: integers of at most so many bits, dates and times among them. text: everything that is stored as text. */
export type TypeForm = 'bool' | 'int32' | 'int64' | 'float' | 'numeric' | 'interval' | 'text';

export function formOf(type: SqlType): TypeForm {
  switch (type.kind) {
    case 'bool':
      return 'bool';
    case 'int2':
    case 'int4':
    case 'oid':
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
    case 'date':
      return 'int32';
    case 'int8':
    case 'money':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return 'int64';
    case 'float4':
    case 'float8':
      return 'float';
    case 'numeric':
      return 'numeric';
    case 'interval':
      return 'interval';
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'char1':
    case 'bytea':
    case 'uuid':
    case 'json':
    case 'jsonpath':
    case 'jsonb':
    case 'bit':
    case 'varbit':
    case 'tid':
    case 'inet':
    case 'cidr':
    case 'macaddr':
    case 'macaddr8':
    case 'pg_lsn':
    case 'xid8':
    case 'point':
    case 'lseg':
    case 'path':
    case 'box':
    case 'polygon':
    case 'line':
    case 'circle':
    case 'range':
    case 'multirange':
    case 'int2vector':
    case 'oidvector':
    case 'timetz':
    case 'array':
    case 'record':
    case 'void':
    case 'unknown':
      return 'text';
  }
  return unreachable(type);
}
