/**
 * Random expressions of a wanted type over the columns in scope. They are built so that no row raises an error (divisors are
 * guarded, products kept small): which of several rows errs first is nobody's promise.
 */
import type { Random } from '../processes/random.js';
import { type Piece, piece, type SqlKind } from './piece.js';
import { randomLiteral } from './tables.js';

export interface ScopeColumn {
  readonly name: string;
  readonly kind: SqlKind;
}

export interface Scope {
  readonly columns: readonly ScopeColumn[];
  /** Makes a subquery that gives one column of the kind; null where none may stand. */
  readonly subquery: ((kind: SqlKind, random: Random, scope: Scope, one: boolean) => Piece) | null;
}

export const KINDS: readonly SqlKind[] = ['int4', 'int8', 'numeric', 'float8', 'text', 'bool', 'date', 'timestamp'];
const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='];
const PATTERNS = ['%', 'a%', '%b', '%a%', '_b%', 'Abc', '', 'a\\%b', '%ï%', '__'];

type Make = (random: Random, scope: Scope, depth: number) => Piece;

export function expression(kind: SqlKind, random: Random, scope: Scope, depth: number): Piece {
  const roll = random.next();
  if (depth <= 0 || roll < 0.2) return leaf(kind, random, scope);
  if (roll < 0.3) return general(kind, random, scope, depth - 1);
  return random.pick(MAKERS[kind])(random, scope, depth - 1);
}

function leaf(kind: SqlKind, random: Random, scope: Scope): Piece {
  const columns = scope.columns.filter((column) => column.kind === kind);
  const roll = random.next();
  if (columns.length > 0 && roll < 0.75) return { kind, optional: false, parts: [random.pick(columns).name] };
  return { kind, optional: false, parts: [roll > 0.97 ? `null::${kind}` : randomLiteral(kind, random)] };
}

/** What works for every type. */
function general(kind: SqlKind, random: Random, scope: Scope, depth: number): Piece {
  const of = (k: SqlKind): Piece => expression(k, random, scope, depth);
  const make = piece(kind);
  switch (random.between(0, 6)) {
    case 0:
      return make`case when ${of('bool')} then ${of(kind)} else ${of(kind)} end`;
    case 1:
      return make`coalesce(${of(kind)}, ${of(kind)})`;
    case 2:
      return make`nullif(${of(kind)}, ${of(kind)})`;
    case 3:
      return kind === 'bool' ? make`(${of(kind)})` : make`greatest(${of(kind)}, ${of(kind)})`;
    case 4: {
      const subject = random.pick(KINDS);
      return make`case ${of(subject)} when ${of(subject)} then ${of(kind)} when ${of(subject)} then ${of(kind)} end`;
    }
    case 5:
      if (scope.subquery === null) return make`(${of(kind)})`;
      return make`(${scope.subquery(kind, random, scope, true)})`;
    default:
      return kind === 'bool' ? make`(${of(kind)})` : make`least(${of(kind)}, ${of(kind)})`;
  }
}

const e = (kind: SqlKind, random: Random, scope: Scope, depth: number): Piece => expression(kind, random, scope, depth);

const MAKERS: { readonly [K in SqlKind]: readonly Make[] } = {
  int4: [
    (r, s, d) => piece('int4')`(${e('int4', r, s, d)} + ${e('int4', r, s, d)}) % 1000`,
    (r, s, d) => piece('int4')`(${e('int4', r, s, d)} - ${e('int4', r, s, d)}) % 1000`,
    (r, s, d) => piece('int4')`((${e('int4', r, s, d)} % 100) * (${e('int4', r, s, d)} % 100))`,
    (r, s, d) => piece('int4')`(${e('int4', r, s, d)} / nullif(${e('int4', r, s, d)}, 0))`,
    (r, s, d) => piece('int4')`(${e('int4', r, s, d)} % nullif(${e('int4', r, s, d)}, 0))`,
    (r, s, d) => piece('int4')`abs(${e('int4', r, s, d)})`,
    (r, s, d) => piece('int4')`(- ${e('int4', r, s, d)})`,
    (r, s, d) => piece('int4')`length(${e('text', r, s, d)})`,
    (r, s, d) => piece('int4')`(${e('int8', r, s, d)} % 1000)::int4`,
    (r, s, d) => piece('int4')`extract(month from ${e('date', r, s, d)})::int4`,
    (r, s, d) => piece('int4')`position(${e('text', r, s, d)} in ${e('text', r, s, d)})`,
    (r, s, d) => piece('int4')`(${e('date', r, s, d)} - ${e('date', r, s, d)})`,
    (r, s, d) => piece('int4')`sign(${e('int4', r, s, d)})::int4`,
  ],
  int8: [
    (r, s, d) => piece('int8')`((${e('int8', r, s, d)} % 1000000) + ${e('int4', r, s, d)})`,
    (r, s, d) => piece('int8')`((${e('int8', r, s, d)} % 100000) * (${e('int8', r, s, d)} % 100000))`,
    (r, s, d) => piece('int8')`${e('int4', r, s, d)}::int8`,
    (r, s, d) => piece('int8')`(${e('int8', r, s, d)} / nullif(${e('int8', r, s, d)}, 0))`,
    (r, s, d) => piece('int8')`abs(${e('int8', r, s, d)})`,
  ],
  numeric: [
    (r, s, d) => piece('numeric')`(${e('numeric', r, s, d)} + ${e('numeric', r, s, d)}) % 1000`,
    (r, s, d) => piece('numeric')`(${e('numeric', r, s, d)} - ${e('int4', r, s, d)}) % 1000`,
    (r, s, d) => piece('numeric')`((${e('numeric', r, s, d)} % 100) * (${e('numeric', r, s, d)} % 100))`,
    (r, s, d) => piece('numeric')`round((${e('numeric', r, s, d)} % 10000) / nullif(${e('numeric', r, s, d)} % 1000, 0), 6)`,
    (r, s, d) => piece('numeric')`round(${e('numeric', r, s, d)}, ${String(r.between(-1, 3))})`,
    (r, s, d) => piece('numeric')`trunc(${e('numeric', r, s, d)}, 1)`,
    (r, s, d) => piece('numeric')`${e('int4', r, s, d)}::numeric`,
    (r, s, d) => piece('numeric')`abs(${e('numeric', r, s, d)})`,
    (r, s, d) => piece('numeric')`(${e('numeric', r, s, d)} % 1000)::numeric(12,3)`,
    (r, s, d) => piece('numeric')`extract(day from ${e('timestamp', r, s, d)})`,
  ],
  float8: [
    (r, s, d) => piece('float8')`(${e('float8', r, s, d)} + ${e('float8', r, s, d)})`,
    (r, s, d) => piece('float8')`(${e('float8', r, s, d)} - ${e('int4', r, s, d)})`,
    (r, s, d) => piece('float8')`${e('int4', r, s, d)}::float8`,
    (r, s, d) => piece('float8')`${e('numeric', r, s, d)}::float8`,
    (r, s, d) => piece('float8')`abs(${e('float8', r, s, d)})`,
    (r, s, d) => piece('float8')`floor(${e('float8', r, s, d)})`,
    (r, s, d) => piece('float8')`sqrt(abs(${e('float8', r, s, d)}))`,
  ],
  text: [
    (r, s, d) => piece('text')`left(${e('text', r, s, d)} || ${e('text', r, s, d)}, 40)`,
    (r, s, d) => piece('text')`upper(${e('text', r, s, d)})`,
    (r, s, d) => piece('text')`lower(${e('text', r, s, d)})`,
    (r, s, d) => piece('text')`substring(${e('text', r, s, d)}, ${String(r.between(-1, 3))}, ${String(r.between(0, 4))})`,
    (r, s, d) => piece('text')`replace(${e('text', r, s, d)}, ${e('text', r, s, 0)}, 'z')`,
    (r, s, d) => piece('text')`btrim(${e('text', r, s, d)})`,
    (r, s, d) => piece('text')`${e('int4', r, s, d)}::text`,
    (r, s, d) => piece('text')`${e('numeric', r, s, d)}::text`,
    (r, s, d) => piece('text')`${e('date', r, s, d)}::text`,
    (r, s, d) => piece('text')`reverse(${e('text', r, s, d)})`,
    (r, s, d) => piece('text')`lpad(${e('text', r, s, d)}, 5, '*')`,
    (r, s, d) => piece('text')`concat(${e('text', r, s, d)}, ${e('int4', r, s, d)}, ${e('bool', r, s, d)})`,
  ],
  bool: [
    (r, s, d) => comparison(r, s, d),
    (r, s, d) => comparison(r, s, d),
    (r, s, d) => piece('bool')`(${e('bool', r, s, d)} and ${e('bool', r, s, d)})`,
    (r, s, d) => piece('bool')`(${e('bool', r, s, d)} or ${e('bool', r, s, d)})`,
    (r, s, d) => piece('bool')`(not ${e('bool', r, s, d)})`,
    (r, s, d) => piece('bool')`(${e(r.pick(KINDS), r, s, d)} is ${r.pick(['null', 'not null'])})`,
    (r, s, d) => piece('bool')`(${e('bool', r, s, d)} is ${r.pick(['true', 'not true', 'false', 'not false', 'unknown', 'not unknown'])})`,
    (r, s, d) => piece('bool')`(${e('text', r, s, d)} ${r.pick(['like', 'not like', 'ilike'])} '${r.pick(PATTERNS)}')`,
    inList,
    between,
    distinct,
    subqueryTest,
    subqueryTest,
  ],
  date: [
    (r, s, d) => piece('date')`(${e('date', r, s, d)} + ${e('int4', r, s, d)} % 100)`,
    (r, s, d) => piece('date')`${e('timestamp', r, s, d)}::date`,
  ],
  timestamp: [
    (r, s, d) => piece('timestamp')`${e('date', r, s, d)}::timestamp`,
    (r, s, d) =>
      piece('timestamp')`(${e('timestamp', r, s, d)} + interval '${r.pick(['1 day', '1 month', '-90 minutes', '1 year 2 days'])}')`,
    (r, s, d) => piece('timestamp')`date_trunc('${r.pick(['year', 'month', 'week', 'hour'])}', ${e('timestamp', r, s, d)})`,
  ],
};

function comparison(random: Random, scope: Scope, depth: number): Piece {
  const kind = random.pick(KINDS);
  return piece('bool')`(${e(kind, random, scope, depth)} ${random.pick(COMPARISONS)} ${e(kind, random, scope, depth)})`;
}

function inList(random: Random, scope: Scope, depth: number): Piece {
  const kind = random.pick(KINDS);
  const items = [e(kind, random, scope, depth), e(kind, random, scope, 0), e(kind, random, scope, 0)] as const;
  return piece('bool')`(${e(kind, random, scope, depth)} ${random.pick(['in', 'not in'])} (${items[0]}, ${items[1]}, ${items[2]}))`;
}

function between(random: Random, scope: Scope, depth: number): Piece {
  const kind = random.pick(KINDS);
  const of = (): Piece => e(kind, random, scope, depth);
  return piece('bool')`(${of()} ${random.pick(['between', 'not between', 'between symmetric'])} ${of()} and ${of()})`;
}

function distinct(random: Random, scope: Scope, depth: number): Piece {
  const kind = random.pick(KINDS);
  return piece('bool')`(${e(kind, random, scope, depth)} is ${random.pick(['', 'not '])}distinct from ${e(kind, random, scope, depth)})`;
}

function subqueryTest(random: Random, scope: Scope, depth: number): Piece {
  if (scope.subquery === null) return comparison(random, scope, depth);
  const kind = random.pick(KINDS);
  const query = scope.subquery(kind, random, scope, false);
  switch (random.between(0, 3)) {
    case 0:
      return piece('bool')`${random.pick(['', 'not '])}exists (${query})`;
    case 1:
      return piece('bool')`(${e(kind, random, scope, depth)} ${random.pick(COMPARISONS)} ${random.pick(['any', 'all'])} (${query}))`;
    default:
      return piece('bool')`(${e(kind, random, scope, depth)} ${random.pick(['in', 'not in'])} (${query}))`;
  }
}
