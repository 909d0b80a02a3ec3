/** Window functions proper and their types. Aggregates are window functions too: those are in the registry of aggregates. */
import type { SqlType, TypeKind } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';

export interface WindowFunctionEntry {
  readonly name: string;
  /** `any`: a value of every type. `same`: of the first argument's type, to which both are brought. */
  readonly args: readonly (TypeKind | 'any' | 'same')[];
  /** null: the first argument's type. */
  readonly result: SqlType | null;
  readonly doc: string;
}

function entry(name: string, args: WindowFunctionEntry['args'], result: SqlType | null, doc: string): WindowFunctionEntry {
  return { name, args, result, doc };
}

export const WINDOW_FUNCTIONS: readonly WindowFunctionEntry[] = [
  entry('row_number', [], TYPES.int8, 'Number of the row in its partition, from 1.'),
  entry('rank', [], TYPES.int8, 'Number of the first peer of the row: ranks with gaps.'),
  entry('dense_rank', [], TYPES.int8, 'Number of the group of peers: ranks without gaps.'),
  entry('percent_rank', [], TYPES.float8, '(rank - 1) / (rows of the partition - 1).'),
  entry('cume_dist', [], TYPES.float8, 'Share of the rows of the partition up to the last peer.'),
  entry('ntile', ['int4'], TYPES.int4, 'Number of the bucket, from 1, of so many that share the partition as evenly as possible.'),
  entry('lag', ['any'], null, 'Value in the row before.'),
  entry('lag', ['any', 'int4'], null, 'Value so many rows before.'),
  entry('lag', ['any', 'int4', 'same'], null, 'Value so many rows before; the default where there is no such row.'),
  entry('lead', ['any'], null, 'Value in the row after.'),
  entry('lead', ['any', 'int4'], null, 'Value so many rows after.'),
  entry('lead', ['any', 'int4', 'same'], null, 'Value so many rows after; the default where there is no such row.'),
  entry('first_value', ['any'], null, "Value in the frame's first row."),
  entry('last_value', ['any'], null, "Value in the frame's last row."),
  entry('nth_value', ['any', 'int4'], null, "Value in the frame's row of that number, from 1; NULL where there is none."),
];

export function isWindowFunctionName(name: string): boolean {
  return WINDOW_FUNCTIONS.some((each) => each.name === name);
}

export function findWindowFunction(name: string, args: number): WindowFunctionEntry | undefined {
  return WINDOW_FUNCTIONS.find((each) => each.name === name && each.args.length === args);
}
