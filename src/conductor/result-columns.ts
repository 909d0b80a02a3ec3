/** The columns of a bound statement's result. */
import type { BoundStatement } from '../planner/bound-statement.js';
import { sameType } from '../types/sql-type.js';
import type { ResultColumn } from './query-service.js';
import { explainColumns } from './statements/explain.js';
import { showColumns } from './statements/settings.js';

export function resultColumns(bound: BoundStatement): readonly ResultColumn[] | null {
  switch (bound.kind) {
    case 'query':
      return bound.output;
    case 'explain':
      return explainColumns(bound);
    case 'insert':
    case 'update':
    case 'delete':
      return bound.returning?.output ?? null;
    case 'show':
      return showColumns(bound);
    default:
      return null;
  }
}

export function sameColumns(a: readonly ResultColumn[] | null, b: readonly ResultColumn[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every(({ name, type }, at) => name === b[at]?.name && sameType(type, b[at].type));
}
