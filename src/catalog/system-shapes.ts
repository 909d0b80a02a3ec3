/** The columns of the system's relations, read from their recorded lines when a statement first asks for them. */
import { known } from '../common/assert.js';
import { CONDUCT_SHAPES } from './conduct-shapes.js';
import { SHAPES } from './recorded/shapes.js';
import { recordedRows } from './recorded-rows.js';
import { type SystemRows, type SystemShape, systemColumn } from './system-relation.js';

/** Lines by schema and name, and the shapes that were asked for. */
let lines: ReadonlyMap<string, string> | null = null;
const shapes = new Map<string, SystemShape>();
let byId: ReadonlyMap<number, SystemShape> | null = null;

function shapeLines(): ReadonlyMap<string, string> {
  if (lines !== null) return lines;
  const all = `${SHAPES}\n${CONDUCT_SHAPES}`.split('\n').filter((line) => line !== '');
  lines = new Map(all.map((line) => [line.split(' ', 2).join('.'), line]));
  return lines;
}

export function findSystemShape(schema: string, name: string): SystemShape | undefined {
  const key = `${schema}.${name}`;
  const found = shapes.get(key);
  if (found !== undefined) return found;
  const line = shapeLines().get(key);
  if (line === undefined) return undefined;
  const shape = shapeOf(line);
  shapes.set(key, shape);
  return shape;
}

export function findSystemShapeById(id: number): SystemShape | undefined {
  byId ??= new Map(systemShapes().map((shape) => [shape.id, shape]));
  return byId.get(id);
}

/** All of them. */
export function systemShapes(): readonly SystemShape[] {
  return [...shapeLines().keys()].map((key) => {
    const [schema = '', name = ''] = key.split('.');
    return known(findSystemShape(schema, name), key);
  });
}

/** `schema name kind oid row-type shared`, then columns. */
function shapeOf(line: string): SystemShape {
  const [schema = '', name = '', kind, id, rowType, shared, ...columnTexts] = line.split(' ');
  const columns = columnTexts.map(systemColumn);
  let kept: SystemRows | null = null;
  return {
    id: Number(id),
    schema,
    name,
    kind: kind === 'r' ? 'r' : 'v',
    rowType: Number(rowType),
    shared: shared === 't',
    columns,
    recorded: () => {
      kept ??= schema === 'pg_catalog' ? recordedRows(name, columns) : [];
      return kept;
    },
  };
}
