/** obj_description, col_description and shobj_description. */
import { known } from '../../common/assert.js';
import type { CatalogReader } from '../catalog.js';
import { keptPerSnapshot } from '../system-relation.js';
import { findSystemRelation } from '../system-relations.js';
import { findSystemShape } from '../system-shapes.js';
import type { CatalogCall } from './calls.js';

function comments(relation: string): (catalog: CatalogReader) => ReadonlyMap<string, string> {
  return keptPerSnapshot((catalog) => {
    const { columns, rows } = known(findSystemRelation('pg_catalog', relation), relation);
    const at = (name: string): number => columns.findIndex((column) => column.name === name);
    const [object, group, part, text] = ['objoid', 'classoid', 'objsubid', 'description'].map(at);
    return new Map(
      rows(catalog).map((row) => [
        key(Number(row[group ?? -1]), Number(row[object ?? -1]), Number(row[part ?? -1] ?? 0)),
        String(row[text ?? -1]),
      ]),
    );
  });
}

const ofDatabase = comments('pg_description');
const ofCluster = comments('pg_shdescription');

function key(group: number, object: number, part: number): string {
  return `${group}/${object}/${part}`;
}

function groupOf(name: string): number {
  return findSystemShape('pg_catalog', name)?.id ?? 0;
}

const PG_CLASS = 1259;

export const COMMENT_CALLS: { readonly [name: string]: CatalogCall } = {
  obj_description: ({ catalog }, [object, group]) => {
    if (group !== undefined) return ofDatabase(catalog).get(key(groupOf(String(group)), Number(object), 0)) ?? null;
    const suffix = `/${Number(object)}/0`;
    for (const [at, text] of ofDatabase(catalog)) if (at.endsWith(suffix)) return text;
    return null;
  },
  shobj_description: ({ catalog }, [object, group]) => ofCluster(catalog).get(key(groupOf(String(group)), Number(object), 0)) ?? null,
  col_description: ({ catalog }, [relation, column]) =>
    Number(column) === 0 ? null : (ofDatabase(catalog).get(key(PG_CLASS, Number(relation), Number(column))) ?? null),
};
