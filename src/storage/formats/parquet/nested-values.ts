/**
 * Columns with structure, put together from their leaves' levels. Every leaf has its exact values, so that a decimal in a struct keeps its
 * digits. Lists of plain values become arrays; structs, maps, and what is in lists of them, JSON as to_json would write it.
 */
import type { SchemaTree } from 'hyparquet/src/types.js';
import type { SourceFile } from '../../../catalog/file-source.js';
import { known } from '../../../common/assert.js';
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';
import { PHYS_BYTES } from '../../../plan/batch.js';
import type { ColumnInfo } from '../../../plan/column-info.js';
import { datumAt, physOfType } from '../../../plan/datum-batch.js';
import { arrayValue, type Datum } from '../../../types/datum.js';
import { encodeJson } from '../../../types/json-encode.js';
import { quoteJson } from '../../../types/json-value.js';
import type { SqlType } from '../../../types/sql-type.js';
import { fromStored } from '../../../types/stored.js';
import { formatText } from '../../../types/text-format.js';
import { corrupt } from '../corrupt.js';
import type { FileReader } from '../file-reader.js';
import { decodePages } from './decode-column.js';
import { chunkRange, type ParquetFooter } from './footer.js';
import { readLevels, readPages } from './pages.js';
import { leafType, listElement, type ParquetColumn, type ValueForm } from './schema.js';

export interface NestedColumn {
  readonly fs: FileReader;
  readonly file: Pick<SourceFile, 'path' | 'bytes'>;
  readonly footer: ParquetFooter;
  readonly group: number;
  readonly column: ParquetColumn;
}

/** One value a row of the row group. */
export async function nestedValues(nested: NestedColumn, tree: SchemaTree): Promise<readonly Datum[]> {
  const { footer, group, column } = nested;
  const rows = known(footer.groupRows[group], 'row group');
  const leaves: Leaf[] = [];
  const root = nodeOf(tree, { definition: 0, repetition: 0 }, leaves);
  for (const [i, leaf] of leaves.entries()) await readLeaf(nested, column.leaf + i, leaf);
  const isList = column.type.kind === 'array';
  const item = root.item ?? root;
  const values = new Array<Datum>(rows);
  for (let row = 0; row < rows; row += 1) {
    for (const leaf of leaves) if (leaf.repetition[leaf.at] !== 0) throw corrupt('a column has another number of rows than its row group');
    values[row] = isList ? listValue(root, item) : root.isThere() ? jsonOf(root) : skipped(root);
  }
  for (const { at, definition } of leaves) {
    if (at !== definition.length) throw corrupt('a column has another number of rows than its row group');
  }
  return values;
}

/** A plain column below, with its levels and its values that are not NULL, and how far they are read. */
class Leaf {
  readonly type: SqlType;
  readonly form: ValueForm;
  readonly levels: Levels;
  repetition: Uint8Array = new Uint8Array(0);
  definition: Uint8Array = new Uint8Array(0);
  values: readonly Datum[] = [];
  at = 0;
  #next = 0;

  constructor(tree: SchemaTree, levels: Levels) {
    const { type, form } = leafType(tree.element);
    this.type = type;
    this.form = form;
    this.levels = levels;
  }

  take(): Datum {
    const level = this.definition[this.at];
    if (level === undefined) throw corrupt('the columns of a struct have different numbers of values');
    this.at += 1;
    if (level < this.levels.definition) return null;
    this.#next += 1;
    return this.values[this.#next - 1] ?? null;
  }
}

/** The largest that entries of a column can have. */
interface Levels {
  readonly definition: number;
  readonly repetition: number;
}

type NodeKind = 'leaf' | 'struct' | 'list' | 'map';

class Node {
  readonly name: string;
  readonly kind: NodeKind;
  readonly levels: Levels;
  readonly leaves: readonly Leaf[];
  /** Of a struct its members; of a map's entries key and value. */
  readonly children: readonly Node[];
  /** Of a list or map: what is repeated. */
  readonly repeated: Node | null;
  /** Of a list: its element, which is in what is repeated, or is it. */
  readonly item: Node | null;

  constructor(
    name: string,
    kind: NodeKind,
    levels: Levels,
    leaves: readonly Leaf[],
    inside: { readonly children?: readonly Node[]; readonly repeated?: Node; readonly item?: Node } = {},
  ) {
    this.name = name;
    this.kind = kind;
    this.levels = levels;
    this.leaves = leaves;
    this.children = inside.children ?? [];
    this.repeated = inside.repeated ?? null;
    this.item = inside.item ?? null;
  }

  get first(): Leaf {
    return known(this.leaves[0], 'column of a struct');
  }

  isThere(): boolean {
    const level = this.first.definition[this.first.at];
    if (level === undefined) throw corrupt('a column has fewer values than its row group has rows');
    return level >= this.levels.definition;
  }
}

/** `around`: the levels of what it is in. */
function nodeOf(tree: SchemaTree, around: Levels, leaves: Leaf[]): Node {
  const { element } = tree;
  const isOptional = element.repetition_type === 'OPTIONAL';
  const isRepeated = element.repetition_type === 'REPEATED';
  const levels = {
    definition: around.definition + (isOptional || isRepeated ? 1 : 0),
    repetition: around.repetition + (isRepeated ? 1 : 0),
  };
  if (!isRepeated) return structureOf(tree, levels, leaves);
  // A repeated field that no list is around is a list by itself, and never NULL.
  const from = leaves.length;
  const repeated = structureOf(tree, levels, leaves);
  return new Node(element.name, 'list', around, leaves.slice(from), { repeated, item: repeated });
}

function structureOf(tree: SchemaTree, levels: Levels, leaves: Leaf[]): Node {
  const { element, children } = tree;
  const from = leaves.length;
  if (children.length === 0) {
    if (element.type === undefined) throw corrupt('a struct without members');
    const leaf = new Leaf(tree, levels);
    leaves.push(leaf);
    return new Node(element.name, 'leaf', levels, [leaf]);
  }
  const [only] = children;
  const inner = only?.element.repetition_type === 'REPEATED' && children.length === 1 ? only : undefined;
  const item = listElement({ ...tree, element: { ...element, repetition_type: 'REQUIRED' } });
  if (inner !== undefined && (item !== undefined || isMap(tree, inner))) {
    const within = { definition: levels.definition + 1, repetition: levels.repetition + 1 };
    const repeated = structureOf(inner, within, leaves);
    const kind = item === undefined ? 'map' : 'list';
    // The element is the repeated field, or the only one in it.
    const own =
      item !== undefined && item.element.name !== inner.element.name && inner.children.includes(item) ? repeated.children[0] : repeated;
    return new Node(element.name, kind, levels, leaves.slice(from), { repeated, item: own ?? repeated });
  }
  const members = children.map((child) => nodeOf(child, levels, leaves));
  return new Node(element.name, 'struct', levels, leaves.slice(from), { children: members });
}

function isMap({ element }: SchemaTree, entries: SchemaTree): boolean {
  const named = element.converted_type === 'MAP' || element.converted_type === 'MAP_KEY_VALUE' || element.logical_type?.type === 'MAP';
  return named && entries.children.length === 2;
}

// Reading

async function readLeaf({ fs, file, footer, group }: NestedColumn, at: number, leaf: Leaf): Promise<void> {
  const meta = known(footer.metadata.row_groups[group]?.columns[at]?.meta_data, 'column of a row group');
  if (!(Number(meta.num_values) <= LIMITS.nestedValues)) {
    throw new ConductError(
      SQLSTATE.programLimitExceeded,
      `columns of lists and structs have at most ${LIMITS.nestedValues} values in a row group`,
      {
        hint: 'Write the file with smaller row groups.',
      },
    );
  }
  const { from, to } = chunkRange(meta);
  const bytes = new Uint8Array(to - from);
  await fs.read(file.path, from, bytes);
  const { levels } = leaf;
  const pages = readPages(bytes, meta, levels);
  const total = pages.data.reduce((sum, { values }) => sum + values, 0);
  leaf.repetition = new Uint8Array(total);
  leaf.definition = new Uint8Array(total);
  let row = 0;
  const data = pages.data.map((page) => {
    const definition = leaf.definition.subarray(row, row + page.values);
    readLevels(page, page.repetition, levels.repetition, leaf.repetition.subarray(row, row + page.values));
    readLevels(page, page.definition, levels.definition, definition);
    row += page.values;
    let present = 0;
    for (const level of definition) if (level === levels.definition) present += 1;
    return { ...page, values: present };
  });
  const present = data.reduce((sum, { values }) => sum + values, 0);
  leaf.values = denseValues({ dictionary: pages.dictionary, data }, present, leaf.type, leaf.form);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The values of the pages, none of which is NULL. */
function denseValues(pages: Parameters<typeof decodePages>[0], count: number, type: SqlType, form: ValueForm): readonly Datum[] {
  const { phys, scale } = physOfType(type);
  const info: ColumnInfo = { id: 0, name: '', type, phys, scale, nullable: false, range: null };
  let bytes: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  const target = {
    memory: { bytes: () => bytes },
    allocate: (length: number) => {
      bytes = new Uint8Array(length);
      return 0;
    },
  };
  const { data } = decodePages(pages, count, { name: '', form, optional: false }, info, target);
  const values = new Array<Datum>(count);
  if (phys === 'str') {
    const references = new Uint32Array(bytes.buffer, data, count * 2);
    for (let i = 0; i < count; i += 1) {
      const start = known(references[i * 2], 'reference');
      values[i] = fromStored(type, decoder.decode(bytes.subarray(start, start + known(references[i * 2 + 1], 'length'))));
    }
    return values;
  }
  const column = { data: bytes.subarray(data, data + count * PHYS_BYTES[phys]), validity: null, offsets: null };
  for (let i = 0; i < count; i += 1) values[i] = datumAt(column, info, i);
  return values;
}

// Values

function skipped({ leaves }: Node): null {
  for (const leaf of leaves) leaf.at += 1;
  return null;
}

/** What is repeated here, up to an entry that begins another list. */
function items<T>(repeated: Node, read: () => T): T[] {
  const found: T[] = [];
  if (!repeated.isThere()) {
    skipped(repeated);
    return found;
  }
  const { first, levels } = repeated;
  do found.push(read());
  while (first.repetition[first.at] === levels.repetition);
  return found;
}

/** Elements are plain values, or JSON of what has structure. */
function listValue(list: Node, item: Node): Datum {
  if (!list.isThere()) return skipped(list);
  const element = item.kind === 'leaf' ? (): Datum => item.first.take() : (): Datum => (item.isThere() ? jsonOf(item) : skipped(item));
  return arrayValue(items(known(list.repeated, 'elements'), element));
}

/** Of what is there. */
function jsonOf(node: Node): string {
  const { kind, repeated, item, children } = node;
  const value = (of: Node): string => (of.isThere() ? jsonOf(of) : (skipped(of) ?? 'null'));
  switch (kind) {
    case 'leaf':
      return encodeJson(node.first.type, node.first.take());
    case 'struct':
      return `{${children.map((child) => `${quoteJson(child.name)}:${value(child)}`).join(',')}}`;
    case 'list':
      return `[${items(known(repeated, 'elements'), () => value(known(item, 'element'))).join(',')}]`;
    case 'map': {
      const [key, each] = known(repeated, 'entries').children;
      return `{${items(known(repeated, 'entries'), () => `${keyOf(known(key, 'key'))}:${value(known(each, 'value'))}`).join(',')}}`;
    }
  }
}

function keyOf(key: Node): string {
  if (key.kind !== 'leaf') return quoteJson(key.isThere() ? jsonOf(key) : (skipped(key) ?? 'null'));
  const value = key.first.take();
  return quoteJson(value === null ? 'null' : formatText(key.first.type, value));
}
