/**
 * pg_catalog, information_schema and conduct: relations whose rows are made from the catalog snapshot when a statement names them. Their
 * columns are those of PostgreSQL 15 in its order, then those that later versions add. Relations about what is not there are empty.
 */
import { known } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import { CONDUCT_SOURCES } from './system/conduct-sources.js';
import { INFORMATION_SOURCES } from './system/information-schema.js';
import { CATALOG_SOURCES } from './system/sources.js';
import { keptPerSnapshot, type RowSource, type SystemRelation, type SystemShape } from './system-relation.js';
import { findSystemShape, findSystemShapeById } from './system-shapes.js';

export type { SystemRelation } from './system-relation.js';

export const SYSTEM_SOURCES: { readonly [schema: string]: { readonly [name: string]: RowSource } } = {
  pg_catalog: CATALOG_SOURCES,
  information_schema: INFORMATION_SOURCES,
  conduct: CONDUCT_SOURCES,
};

const relations = new Map<SystemShape, SystemRelation>();

export function findSystemRelation(schema: string, name: string): SystemRelation | undefined {
  const shape = findSystemShape(schema, name);
  return shape === undefined ? undefined : relationOf(shape);
}

export function findSystemRelationById(id: number): SystemRelation | undefined {
  const shape = findSystemShapeById(id);
  return shape === undefined ? undefined : relationOf(shape);
}

function relationOf(shape: SystemShape): SystemRelation {
  let relation = relations.get(shape);
  if (relation === undefined) {
    relation = { ...shape, rows: rowsOf(shape) };
    relations.set(shape, relation);
  }
  return relation;
}

function rowsOf({ schema, name, columns, recorded }: SystemShape): SystemRelation['rows'] {
  const source = SYSTEM_SOURCES[schema]?.[name];
  if (source === undefined) return recorded;
  const positions = new Map(columns.map((column, at) => [column.name, at]));
  const made: SystemRelation['rows'] = (catalog) => {
    const own = Array.from(source.rows(catalog), (row) => {
      const values = new Array<Datum>(columns.length).fill(null);
      for (const column in row) values[known(positions.get(column), `column ${column} of ${schema}.${name}`)] = row[column] ?? null;
      return values;
    });
    const fixed = recorded();
    return fixed.length === 0 ? own : [...fixed, ...own];
  };
  return source.ofSession === true ? made : keptPerSnapshot(made);
}
