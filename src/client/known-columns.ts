/** Steps that need the names of a frame's columns: SQL has no words for "all but these". */
import { invalidUse } from './invalid-use.js';
import { type ColumnNames, columnNames, type SelectItem, type SelectQuery } from './query.js';

export function knownColumns(query: SelectQuery, step: string): readonly string[] {
  const names: ColumnNames = columnNames(query);
  if (names === null) throw invalidUse(`${step} needs the frame's columns, which the server knows: take (await frame.resolve()).${step}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw invalidUse(`${step} of a frame with two columns called ${JSON.stringify(twice)}: select() tells them apart`);
  return names;
}

export function checkNames(names: readonly string[], known: readonly string[], step: string): void {
  const absent = names.find((name) => !known.includes(name));
  if (absent !== undefined) throw invalidUse(`${step}: there is no column ${JSON.stringify(absent)}`);
}

export function nameItem(name: string, alias: string | null = null): SelectItem {
  return { expression: { kind: 'column', qualifier: null, name }, alias };
}
