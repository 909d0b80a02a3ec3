/** Tables of operators: what is alike in several dialects. */
import type { Infix } from './rules.js';

const SPELLINGS: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '<>',
  '<=>': 'IS NOT DISTINCT FROM',
  '^': '#',
  '&&': 'AND',
  MOD: '%',
  DIV: 'div',
  XOR: 'xor',
};

export interface LevelOptions {
  /** By the dialect's spelling, where PostgreSQL's differs from the usual one. */
  readonly spelled?: Readonly<Record<string, string>>;
  readonly nullOnZero?: readonly string[];
  /** Levels within which operators don't chain. */
  readonly single?: readonly number[];
  /** The level that operands of an operator have at least. */
  readonly alone?: Readonly<Record<string, number>>;
}

/** `levels`: operators by level. */
export function infixTable(levels: Readonly<Record<number, string>>, options: LevelOptions = {}): ReadonlyMap<string, Infix> {
  const table = new Map<string, Infix>();
  for (const [key, operators] of Object.entries(levels)) {
    const level = Number(key);
    const chains = options.single?.includes(level) !== true;
    for (const name of operators.split(' ')) {
      const operator = options.spelled?.[name] ?? SPELLINGS[name] ?? name;
      const operandLevel = options.alone?.[name];
      table.set(name, {
        level,
        operator,
        chains,
        ...(operandLevel === undefined ? {} : { operandLevel }),
        ...(options.nullOnZero?.includes(name) === true ? { nullOnZero: true } : {}),
      });
    }
  }
  return table;
}

/** Types whose names say the same in all dialects. */
export const COMMON_TYPES = {
  boolean: { name: 'boolean' },
  bool: { name: 'boolean' },
  smallint: { name: 'smallint', keeps: false, integer: true },
  int: { name: 'integer', keeps: false, integer: true },
  integer: { name: 'integer', keeps: false, integer: true },
  bigint: { name: 'bigint', keeps: false, integer: true },
  double: { name: 'double precision', keeps: false },
  'double precision': { name: 'double precision' },
  varchar: { name: 'varchar' },
  char: { name: 'char' },
  date: { name: 'date' },
} as const;
