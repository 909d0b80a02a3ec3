/** Random INSERT, UPDATE and DELETE. Their effect is compared by reading the whole table afterwards. */
import type { Random } from '../processes/random.js';
import { expression, type Scope } from './expressions.js';
import { clause, list, optionalClause, type Piece, piece } from './piece.js';
import { subquery } from './queries.js';
import { rowValues, TABLES, type TestTable } from './tables.js';

export interface GeneratedChange {
  readonly statement: Piece;
  readonly table: TestTable;
}

/** Types that a column takes without a cast that can fail. */
export function changeStatement(random: Random, nextId: number): GeneratedChange {
  const table = random.pick(TABLES);
  switch (random.between(0, 3)) {
    case 0:
      return { table, statement: insert(random, table, nextId) };
    case 1:
      return { table, statement: remove(random, table) };
    default:
      return { table, statement: update(random, table) };
  }
}

function scopeOf(table: TestTable): Scope {
  return { columns: table.columns.map(({ name, kind }) => ({ name: `${table.name}.${name}`, kind })), subquery };
}

function insert(random: Random, table: TestTable, nextId: number): Piece {
  const rows = Array.from({ length: random.between(1, 4) }, (_, index) => clause`${rowValues(table, nextId + index, random)}`);
  return piece('query')`insert into ${table.name} values ${list(rows, ', ')}`;
}

/** A tenth of the rows at most: tables must not run empty. */
function remove(random: Random, table: TestTable): Piece {
  const condition = expression('bool', random, scopeOf(table), 2);
  return piece('query')`delete from ${table.name} where ${table.name}.id % 10 = ${String(random.between(0, 9))} and (${condition})`;
}

function update(random: Random, table: TestTable): Piece {
  const scope = scopeOf(table);
  const targets = table.columns.filter(({ name }) => name !== 'id' && random.next() < 0.25);
  const [first = { name: 'i', kind: 'int4' as const }, ...rest] = targets;
  const set = [first, ...rest].map(({ name, kind }) => {
    const value = expression(kind, random, scope, 2);
    return kind === 'numeric' ? clause`${name} = (${value}) % 100000` : clause`${name} = ${value}`;
  });
  const where = optionalClause` where ${expression('bool', random, scope, 2)}`;
  return piece('query')`update ${table.name} set ${list(set, ', ')}${where}`;
}
