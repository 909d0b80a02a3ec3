/** Random INSERT, UPDATE, DELETE and MERGE, alone and in transactions. Their effect is compared by reading the tables afterwards. */
import type { Random } from '../processes/random.js';
import { expression, type Scope } from './expressions.js';
import { clause, list, optionalClause, type Piece, piece, render } from './piece.js';
import { subquery } from './queries.js';
import { rowValues, TABLES, type TestTable } from './tables.js';

const CHANGED = TABLES.filter(({ changed }) => changed);
const KEYED = CHANGED.filter(({ keyed }) => keyed);

type Make = (random: Random, table: TestTable, nextId: number) => Piece;

/** Statements that may not be there yet, with a question of each kind: a server that answers 0A000 is not asked for more of them. */
export const LATER: readonly { readonly probe: string; readonly make: Make }[] = [
  { probe: 'merge into empty_one using small on empty_one.id = small.id when matched then do nothing', make: merge },
  { probe: 'with gone as (delete from empty_one returning id) select count(*) from gone', make: moved },
];

/** `nextId` and the nine after it are free for new rows. */
export function changeStatement(random: Random, nextId: number, more: readonly Make[]): Piece {
  const table = random.pick(CHANGED);
  const make = random.pick([insert, insert, remove, remove, update, update, update, insertQuery, upsert, upsert, ...more]);
  return make(random, table, nextId);
}

/** BEGIN to COMMIT or ROLLBACK, with savepoints in between. What fails leaves the transaction failed on both sides. */
export function transaction(random: Random, nextId: number, more: readonly Make[]): readonly string[] {
  const body: string[] = [];
  let saved = 0;
  for (let step = random.between(2, 6); step > 0; step -= 1) {
    const change = changeStatement(random, nextId + 10 * step, more);
    body.push(render(change));
    const roll = random.next();
    if (roll < 0.3) {
      saved += 1;
      body.push(`savepoint s${saved}`);
    } else if (roll < 0.5 && saved > 0) body.push(`rollback to s${random.between(1, saved)}`);
    else if (roll < 0.6 && saved > 0) body.push(`release s${saved}`);
    else if (roll < 0.8) body.push(`select count(*), sum(id), max(i) from ${random.pick(CHANGED).name}`);
  }
  const isolation = random.pick(['', '', ' isolation level repeatable read']);
  return [`begin${isolation}`, ...body, random.pick(['commit', 'commit', 'rollback'])];
}

function scopeOf(...tables: readonly TestTable[]): Scope {
  return { columns: tables.flatMap((table) => table.columns.map(({ name, kind }) => ({ name: `${table.name}.${name}`, kind }))), subquery };
}

/** Columns without the id, one at least. */
function someColumns(table: TestTable, random: Random): TestTable['columns'] {
  const targets = table.columns.filter(({ name }) => name !== 'id' && random.next() < 0.15);
  return targets.length > 0 ? targets : [{ name: 'i', kind: 'int4' }];
}

/** A value that its column takes. */
function fitting(kind: TestTable['columns'][number]['kind'], value: Piece): Piece {
  switch (kind) {
    case 'numeric':
      return clause`(${value}) % 100000`;
    case 'varchar':
      return clause`(${value})::varchar(12)`;
    case 'bpchar':
      return clause`(${value})::char(4)`;
    default:
      return value;
  }
}

function assignments(table: TestTable, random: Random, scope: Scope): Piece {
  const set = someColumns(table, random).map(({ name, kind }) => clause`${name} = ${fitting(kind, expression(kind, random, scope, 2))}`);
  return list(set, ', ');
}

function returning(random: Random, table: TestTable, scope: Scope = scopeOf(table)): Piece {
  if (random.next() < 0.6) return clause``;
  const plain = { ...scope, subquery: null };
  return optionalClause` returning ${table.name}.id, ${expression(random.pick(table.columns).kind, random, plain, 1)} as c`;
}

function insert(random: Random, table: TestTable, nextId: number): Piece {
  const rows = Array.from({ length: random.between(1, 4) }, (_, index) => clause`${rowValues(table, nextId + index, random)}`);
  return piece('query')`insert into ${table.name} values ${list(rows, ', ')}${returning(random, table)}`;
}

function insertQuery(random: Random, table: TestTable, nextId: number): Piece {
  const from = random.pick(TABLES);
  const columns = someColumns(table, random);
  const scope = scopeOf(from);
  const values = columns.map(({ kind }) => fitting(kind, expression(kind, random, scope, 1)));
  const names = columns.map(({ name }) => name).join(', ');
  const where = optionalClause` where ${expression('bool', random, scope, 2)}`;
  // Ten rows at most, with ids that are free.
  return piece(
    'query',
  )`insert into ${table.name} (id, ${names}) select ${String(nextId)} + ${from.name}.id % 10, ${list(values, ', ', values.length)} from (select * from ${from.name} order by id limit 10) ${from.name}${where}${table.keyed ? ' on conflict do nothing' : ''}`;
}

function upsert(random: Random, _table: TestTable, nextId: number): Piece {
  const table = random.pick(KEYED);
  const ids = new Set(
    Array.from({ length: random.between(1, 4) }, () => (random.next() < 0.7 ? random.between(1, 45) : nextId + random.between(0, 9))),
  );
  const rows = [...ids].map((id) => clause`${rowValues(table, id, random)}`);
  const excluded = table.columns.map(({ name, kind }) => ({ name: `excluded.${name}`, kind }));
  const scope: Scope = { columns: [...scopeOf(table).columns, ...excluded], subquery: null };
  const set = clause` do update set ${assignments(table, random, scope)}`;
  const where = random.next() < 0.3 ? optionalClause` where ${expression('bool', random, scope, 1)}` : clause``;
  const action = random.pick([clause` on conflict do nothing`, clause` on conflict (id) do nothing`, clause``]);
  const conflict = random.next() < 0.6 ? clause` on conflict (id)${set}${where}` : action;
  return piece('query')`insert into ${table.name} values ${list(rows, ', ')}${conflict}${returning(random, table)}`;
}

/** A tenth of the rows at most: tables must not run empty. */
function remove(random: Random, table: TestTable): Piece {
  const beside = random.pick(TABLES.filter((other) => other !== table));
  const using = random.next() < 0.3;
  const condition = expression('bool', random, using ? scopeOf(table, beside) : scopeOf(table), 2);
  const some = `${table.name}.id % 10 = ${String(random.between(0, 9))}`;
  const source = using ? ` using ${beside.name} where ${table.name}.i = ${beside.name}.i and` : ' where';
  return piece('query')`delete from ${table.name}${source} ${some} and (${condition})${using ? clause`` : returning(random, table)}`;
}

function update(random: Random, table: TestTable): Piece {
  // Another row than the first that matches may be the one that is taken: only a key tells which.
  const beside = random.pick(KEYED.filter((other) => other !== table));
  const joined = random.next() < 0.35;
  const scope = joined ? scopeOf(table, beside) : scopeOf(table);
  const set = assignments(table, random, scope);
  const condition = expression('bool', random, scope, 2);
  if (joined) {
    const where = optionalClause` and ${condition}`;
    return piece(
      'query',
    )`update ${table.name} set ${set} from ${beside.name} where ${table.name}.id = ${beside.name}.id${where}${returning(random, table, scope)}`;
  }
  return piece('query')`update ${table.name} set ${set}${optionalClause` where ${condition}`}${returning(random, table)}`;
}

function merge(random: Random, table: TestTable, _nextId: number): Piece {
  const beside = random.pick(KEYED.filter((other) => other !== table));
  const both = { ...scopeOf(table, beside), subquery: null };
  const extra = (scope: Scope): Piece => (random.next() < 0.5 ? clause`` : optionalClause` and ${expression('bool', random, scope, 1)}`);
  const matched = random.pick([
    () => clause` when matched${extra(both)} then update set ${assignments(table, random, both)}`,
    () => clause` when matched and ${table.name}.id % 7 = ${String(random.between(0, 6))} then delete`,
    () => clause` when matched${extra(both)} then do nothing`,
  ])();
  const second = random.next() < 0.3 ? optionalClause` when matched then update set ${assignments(table, random, both)}` : clause``;
  const own = { ...scopeOf(beside), subquery: null };
  const columns = someColumns(table, random);
  const values = list(
    columns.map(({ kind }) => fitting(kind, expression(kind, random, own, 1))),
    ', ',
    columns.length,
  );
  const missing = optionalClause` when not matched${extra(own)} then insert (id, ${columns.map(({ name }) => name).join(', ')}) values (${beside.name}.id, ${values})`;
  return piece('query')`merge into ${table.name} using ${beside.name} on ${table.name}.id = ${beside.name}.id${matched}${second}${missing}`;
}

/** Rows deleted from one table and put into another by one statement. */
function moved(random: Random, table: TestTable, nextId: number): Piece {
  const from = random.pick(CHANGED.filter((other) => other !== table));
  const rest = `${from.name}.id % 10 = ${String(random.between(0, 9))}`;
  const condition = expression('bool', random, { ...scopeOf(from), subquery: null }, 1);
  return piece(
    'query',
  )`with gone as (delete from ${from.name} where ${rest} and ${condition} returning *) insert into ${table.name} select row_number() over (order by id) + ${String(nextId)}, ${table.columns
    .slice(1)
    .map(({ name }) => name)
    .join(', ')} from gone${returning(random, table)}`;
}
