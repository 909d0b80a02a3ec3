/** Random SELECTs: joins, subqueries, grouping, windows, set operations, WITH, ORDER BY with LIMIT. */
import type { Random } from '../processes/random.js';
import { aggregate, windowCall } from './aggregates.js';
import { expression, randomKind, type Scope, type ScopeColumn } from './expressions.js';
import { clause, list, optionalClause, type Piece, piece, type SqlKind } from './piece.js';
import { LARGE, TABLES } from './tables.js';

export interface GeneratedQuery {
  readonly query: Piece;
  /** The rows come in the order of the whole row: positions count. */
  readonly ordered: boolean;
}

/** A relation of FROM, and how its columns are called in the query. */
interface Source {
  readonly relation: Piece;
  readonly columns: readonly ScopeColumn[];
  /** Columns that tell its rows apart; empty where nothing does. */
  readonly key: readonly string[];
  /** About how many rows it has, at the most. */
  readonly rows: number;
}

/** Rows that FROM makes, about: beyond, servers would sort and group for minutes. Subqueries run once a row of the query around them. */
const MOST_ROWS = 3_000;
const MOST_SUBQUERY_ROWS = 150;
/** Distinct values of a column that joins compare. */
const JOIN_VALUES = 10;

/** Relations that a WITH list has named. */
type Named = ReadonlyMap<string, readonly SqlKind[]>;

const NOTHING_NAMED: Named = new Map();

export function selectStatement(random: Random): GeneratedQuery {
  const generator = new QueryGenerator(random);
  return generator.statement();
}

/** One value a row, with what the scope around it has in reach. */
export function subquery(kind: SqlKind, random: Random, scope: Scope, one: boolean): Piece {
  return new QueryGenerator(random).single(kind, scope, one);
}

class QueryGenerator {
  readonly #random: Random;
  #aliases = 0;
  /** Of the FROM that was made last. */
  #rows = 0;
  /** Of the relations that a WITH list has named. */
  #namedRows = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  statement(): GeneratedQuery {
    const random = this.#random;
    const kinds = this.#kinds(random.between(1, 4));
    const roll = random.next();
    if (roll < 0.1) return this.#withList(kinds);
    if (roll < 0.14) return this.#recursive(kinds);
    if (roll < 0.19) return this.#distinctOn(kinds);
    if (roll < 0.23) return { query: this.#rowSets(kinds), ordered: false };
    if (roll < 0.27) return this.#large();
    return this.#finish(random.next() < 0.2 ? this.#setOperation(kinds, NOTHING_NAMED) : this.#select(kinds, NOTHING_NAMED), kinds.length);
  }

  #kinds(count: number): SqlKind[] {
    return Array.from({ length: count }, () => randomKind(this.#random));
  }

  #alias(): string {
    this.#aliases += 1;
    return `q${this.#aliases}`;
  }

  /** ORDER BY the whole row, perhaps with LIMIT: then the rows are the same ones whoever sorts. */
  #finish(query: Piece, width: number): GeneratedQuery {
    const random = this.#random;
    if (random.next() < 0.5) return { query: piece('query')`${query}`, ordered: false };
    const keys = Array.from(
      { length: width },
      (_, index) => clause`${String(index + 1)}${random.pick(['', ' desc', ' nulls first', ' desc nulls last'])}`,
    );
    if (random.next() < 0.1) {
      const ties = clause` order by 1${random.pick(['', ' desc', ' nulls first'])} fetch first ${String(random.between(1, 8))} rows with ties`;
      return { query: piece('query')`${query}${ties}`, ordered: false };
    }
    const limit = random.next() < 0.6 ? optionalClause` limit ${String(random.between(0, 12))}` : clause``;
    const offset = random.next() < 0.3 ? optionalClause` offset ${String(random.between(0, 5))}` : clause``;
    return { query: piece('query')`${query} order by ${list(keys, ', ', keys.length)}${limit}${offset}`, ordered: true };
  }

  #withList(kinds: readonly SqlKind[]): GeneratedQuery {
    const name = 'w';
    const inner = this.#kinds(this.#random.between(1, 3));
    const columns = inner.map((_, index) => `c${index}`).join(', ');
    const how = this.#random.pick(['', '', ' materialized', ' not materialized']);
    const named: Named = new Map([[name, inner]]);
    const given = this.#select(inner, NOTHING_NAMED);
    this.#namedRows = this.#rows;
    const body = this.#random.next() < 0.3 ? this.#setOperation(kinds, named) : this.#select(kinds, named);
    const query = piece('query')`with ${name} (${columns}) as${how.replace(/^(?=.)/, '')} (${given}) ${body}`;
    return this.#finish(query, kinds.length);
  }

  #setOperation(kinds: readonly SqlKind[], named: Named): Piece {
    const operator = this.#random.pick(['union', 'union all', 'intersect', 'except', 'intersect all', 'except all']);
    const left = this.#select(kinds, named);
    const right = this.#random.next() < 0.2 ? piece('query')`(${this.#setOperation(kinds, named)})` : this.#select(kinds, named);
    return piece('query')`${left} ${operator} ${right}`;
  }

  #select(kinds: readonly SqlKind[], named: Named): Piece {
    const roll = this.#random.next();
    if (roll < 0.3) return this.#grouped(kinds, named);
    if (roll < 0.42) return this.#windowed(kinds, named);
    return this.#plain(kinds, named);
  }

  #plain(kinds: readonly SqlKind[], named: Named): Piece {
    const random = this.#random;
    const { from, scope } = this.#from(named, null);
    const outputs = kinds.map((kind, index) => clause`${expression(kind, random, scope, 2)} as c${String(index)}`);
    const distinct = random.next() < 0.15 ? optionalClause`distinct ` : clause``;
    return piece('query')`select ${distinct}${list(outputs, ', ', outputs.length)} from ${from}${this.#where(scope)}`;
  }

  #where(scope: Scope): Piece {
    if (this.#random.next() < 0.35) return clause``;
    return optionalClause` where ${expression('bool', this.#random, scope, 3)}`;
  }

  /** Group keys are columns, so that the SELECT list can repeat them; other outputs are aggregates. */
  #grouped(kinds: readonly SqlKind[], named: Named): Piece {
    const random = this.#random;
    const { from, scope } = this.#from(named, null);
    const keys = scope.columns.filter(() => random.next() < 1.2 / Math.max(scope.columns.length, 1));
    const outputs = kinds.map((kind, index) => {
      const key = keys.find((column) => column.kind === kind);
      const value = key !== undefined && random.next() < 0.6 ? clause`${key.name}` : aggregate(kind, this.#random, scope);
      return clause`${value} as c${String(index)}`;
    });
    const having = random.next() < 0.25 ? optionalClause` having ${this.#having(scope)}` : clause``;
    const groupBy = keys.length === 0 ? clause`` : clause` group by ${this.#groupKeys(keys.map(({ name }) => name))}`;
    return piece('query')`select ${list(outputs, ', ', outputs.length)} from ${from}${this.#where(scope)}${groupBy}${having}`;
  }

  #groupKeys(keys: readonly string[]): string {
    const [first = '', ...rest] = keys;
    const all = keys.join(', ');
    switch (this.#random.between(0, 9)) {
      case 0:
        return `rollup(${all})`;
      case 1:
        return keys.length > 3 ? `rollup(${all})` : `cube(${all})`;
      case 2:
        return `grouping sets ((${all}), (${first}), ())`;
      case 3:
        return rest.length === 0
          ? `distinct ${first}, rollup(${first})`
          : `${first}, grouping sets (${rest.join(', ')}, (${rest.join(', ')}))`;
      default:
        return all;
    }
  }

  /** Counts upwards from a table's rows, with another table beside it or without. */
  #recursive(kinds: readonly SqlKind[]): GeneratedQuery {
    const random = this.#random;
    const carried = randomKind(random);
    const { from, scope } = this.#from(NOTHING_NAMED, null);
    const plain = { ...scope, subquery: null };
    const own: Scope = {
      columns: [
        { name: 'w.c0', kind: 'int4' },
        { name: 'w.c1', kind: carried },
      ],
      subquery: null,
    };
    const start = piece(
      'query',
    )`select abs(${expression('int4', random, plain, 1)}) % 5, ${expression(carried, random, plain, 1)} from ${from}${this.#where(plain)}`;
    const joined = random.next() < 0.4 ? clause` join (select distinct abs(i) % 6 as i from spread) q0 on q0.i = w.c0` : clause``;
    const step = piece('query')`select w.c0 + 1, ${expression(carried, random, own, 1)} from w${joined} where w.c0 < 6`;
    const named: Named = new Map([['w', ['int4', carried] as const]]);
    const body = this.#select(kinds, named);
    // Without UNION ALL, equal rows whose text differs (1.0 and 1.00) may stand for each other.
    return this.#finish(
      piece('query')`with recursive w (c0, c1) as (${start} union${random.pick([' all', ''])} ${step}) ${body}`,
      kinds.length,
    );
  }

  #distinctOn(kinds: readonly SqlKind[]): GeneratedQuery {
    const keys = kinds.map((_, index) => clause`${String(index + 1)}${this.#random.pick(['', ' desc', ' nulls first'])}`);
    const query = this.#plain(kinds, NOTHING_NAMED);
    const on = this.#random.next() < 0.7 ? 'c0' : `c0${kinds.length > 1 ? ', c1' : ''}`;
    return {
      query: piece('query')`select distinct on (${on}) * from (${query}) q0 order by ${list(keys, ', ', keys.length)}`,
      ordered: true,
    };
  }

  /** Set-returning functions among the outputs. */
  #rowSets(kinds: readonly SqlKind[]): Piece {
    const random = this.#random;
    const { from, scope } = this.#from(NOTHING_NAMED, null);
    const of = (kind: SqlKind): Piece => expression(kind, random, { ...scope, subquery: null }, 1);
    const outputs = kinds.map((kind, index) => clause`${expression(kind, random, scope, 1)} as c${String(index)}`);
    const sets = [
      () => clause`unnest(${of('int4[]')})`,
      () => clause`unnest(${of('text[]')})`,
      () => clause`generate_series(1, ${of('int4')} % 5)`,
      () => clause`generate_subscripts(${of('int4[]')}, 1)`,
      () => clause`regexp_split_to_table(${of('text')}, 'b|a')`,
      () => clause`(regexp_matches(${of('text')}, '[a-c]', 'g'))[1]`,
    ];
    const made = Array.from({ length: random.between(1, 2) }, () => random.pick(sets)());
    return piece('query')`select ${list([...made, ...outputs], ', ', 1)} from ${from}${this.#where(scope)}`;
  }

  /** The table of many rows: alone or beside a small one, grouped or by the page. */
  #large(): GeneratedQuery {
    const random = this.#random;
    const columns = LARGE.columns.map(({ name, kind }) => ({ name: `q1.${name}`, kind }));
    const scope: Scope = { columns, subquery: null };
    const join =
      random.next() < 0.4
        ? optionalClause` join ${random.pick(TABLES).name} q2 on q1.${random.pick(['i = q2.i', 'id = q2.id', 's = q2.s'])}`
        : clause``;
    const where = optionalClause` where ${expression('bool', random, scope, 2)}`;
    const kinds = this.#kinds(random.between(1, 3));
    if (random.next() < 0.3) {
      const outputs = list(
        kinds.map((kind, index) => clause`${expression(kind, random, scope, 1)} as c${String(index)}`),
        ', ',
        kinds.length,
      );
      return {
        query: piece('query')`select ${outputs}, q1.id from large q1${where} order by q1.${random.pick(['i', 's', 'id'])}, q1.id limit 20`,
        ordered: true,
      };
    }
    if (random.next() < 0.3) {
      const call = windowCall(random.pick(['int8', 'int4', 'text'] as const), random, scope, ['q1.id']);
      return {
        query: piece('query')`select id, v from (select q1.id, ${call} as v from large q1${where}) q0 order by id desc limit 30`,
        ordered: true,
      };
    }
    const key = random.pick(columns);
    const outputs = list(
      kinds.map((kind, index) => clause`${aggregate(kind, random, scope)} as c${String(index)}`),
      ', ',
      kinds.length,
    );
    const having = random.next() < 0.3 ? optionalClause` having count(*) > ${String(random.between(0, 40))}` : clause``;
    return this.#finish(
      piece(
        'query',
      )`select ${outputs} from large q1${join}${where}${random.next() < 0.7 ? clause` group by ${key.name}` : clause``}${having}`,
      kinds.length,
    );
  }

  #having(scope: Scope): Piece {
    const kind = randomKind(this.#random);
    return clause`${aggregate(kind, this.#random, scope)} ${this.#random.pick(['=', '<>', '<', '>='])} ${aggregate(kind, this.#random, scope)}`;
  }

  #windowed(kinds: readonly SqlKind[], named: Named): Piece {
    const random = this.#random;
    const { from, scope, key } = this.#from(named, null);
    const outputs = kinds.map((kind, index) => {
      const value = random.next() < 0.2 ? expression(kind, random, scope, 2) : windowCall(kind, random, scope, key);
      return clause`${value} as c${String(index)}`;
    });
    return piece('query')`select ${list(outputs, ', ', outputs.length)} from ${from}${this.#where(scope)}`;
  }

  #from(named: Named, outer: Scope | null): { readonly from: Piece; readonly scope: Scope; readonly key: readonly string[] } {
    const random = this.#random;
    const most = outer === null ? MOST_ROWS : MOST_SUBQUERY_ROWS;
    let { relation, columns, key, rows } = this.#source(named);
    let unique = true;
    let multiplied = false;
    for (let more = random.pick([0, 0, 1, 1, 2]); more > 0; more -= 1) {
      if (random.next() < 0.12) {
        const { relation: beside, columns: its } = this.#lateral(columns);
        relation =
          random.next() < 0.5
            ? piece('relation')`${relation} cross join lateral ${beside}`
            : piece('relation')`${relation} left join lateral ${beside} on true`;
        columns = [...columns, ...its];
        rows *= JOIN_VALUES;
        unique = false;
        if (rows > most) break;
        continue;
      }
      const next = this.#source(named);
      const both = [...columns, ...next.columns];
      const scope: Scope = { columns: [...both, ...(outer?.columns ?? [])], subquery: null };
      const join = random.pick(['join', 'join', 'left join', 'right join', 'full join', 'cross join']);
      const equal = this.#equality(columns, next.columns);
      const product = (join === 'cross join' && !multiplied) || equal === null;
      const joined = Math.max(rows, next.rows, (rows * next.rows) / (product ? 1 : JOIN_VALUES));
      if (joined > most) continue;
      rows = joined;
      // One product at most: three tables of forty rows would be 64,000.
      if (product) {
        multiplied = true;
        relation = piece('relation')`${relation} cross join ${next.relation}`;
      } else {
        const more = random.next() < 0.4 && join !== 'full join' ? optionalClause` and ${expression('bool', random, scope, 1)}` : clause``;
        relation = piece('relation')`${relation} ${join === 'cross join' ? 'join' : join} ${next.relation} on ${equal}${more}`;
      }
      columns = both;
      unique &&= key.length > 0 && next.key.length > 0;
      key = [...key, ...next.key];
    }
    const scope: Scope = { columns: [...columns, ...(outer?.columns ?? [])], subquery: outer === null ? subquery : null };
    this.#rows = rows;
    return { from: relation, scope, key: unique ? key : [] };
  }

  /** What reads the columns to its left: the first rows of a table, or the elements of an array. */
  #lateral(left: readonly ScopeColumn[]): { readonly relation: Piece; readonly columns: readonly ScopeColumn[] } {
    const random = this.#random;
    const alias = this.#alias();
    const outer: Scope = { columns: left, subquery: null };
    if (random.next() < 0.4) {
      const kind = random.pick(['int4', 'text'] as const);
      const set = expression(`${kind}[]`, random, outer, 1);
      return {
        relation: piece('relation')`unnest(${set}) with ordinality ${alias}(e, n)`,
        columns: [
          { name: `${alias}.e`, kind },
          { name: `${alias}.n`, kind: 'int8' },
        ],
      };
    }
    const table = random.pick(TABLES);
    const inner = `x${alias}`;
    const scope: Scope = {
      columns: [...table.columns.map(({ name, kind }) => ({ name: `${inner}.${name}`, kind })), ...left],
      subquery: null,
    };
    const kinds = this.#kinds(2);
    const outputs = list(
      kinds.map((kind, index) => clause`${expression(kind, random, scope, 1)} as c${String(index)}`),
      ', ',
      2,
    );
    const where = optionalClause` where ${expression('bool', random, scope, 2)}`;
    const rest = random.next() < 0.7 ? optionalClause` order by ${inner}.id limit ${String(random.between(1, 3))}` : clause``;
    return {
      relation: piece('relation')`(select ${outputs} from ${table.name} ${inner}${where}${rest}) ${alias}`,
      columns: kinds.map((kind, index) => ({ name: `${alias}.c${index}`, kind })),
    };
  }

  #equality(left: readonly ScopeColumn[], right: readonly ScopeColumn[]): Piece | null {
    const many = left.filter(({ kind }) => kind !== 'bool' && kind !== 'mood');
    const pairs = many.flatMap((a) => right.filter((b) => a.kind === b.kind).map((b) => [a.name, b.name] as const));
    if (pairs.length === 0) return null;
    const [a, b] = this.#random.pick(pairs);
    return clause`${a} = ${b}`;
  }

  #source(named: Named): Source {
    const random = this.#random;
    const alias = this.#alias();
    const [withName] = named.keys();
    if (withName !== undefined && random.next() < 0.6) {
      const kinds = named.get(withName) ?? [];
      const columns = kinds.map((kind, index) => ({ name: `${alias}.c${index}`, kind }));
      return { relation: piece('relation')`${withName} ${alias}`, columns, key: [], rows: this.#namedRows };
    }
    const roll = random.next();
    if (roll < 0.12) {
      const kinds = this.#kinds(random.between(1, 3));
      const columns = kinds.map((kind, index) => ({ name: `${alias}.c${index}`, kind }));
      const relation = piece('relation')`(${this.#select(kinds, NOTHING_NAMED)}) ${alias}`;
      return { relation, columns, key: [], rows: this.#rows };
    }
    if (roll < 0.17) {
      const relation = piece('relation')`generate_series(${String(random.between(-2, 2))}, ${String(random.between(0, 6))}) ${alias}(g)`;
      return { relation, columns: [{ name: `${alias}.g`, kind: 'int4' }], key: [`${alias}.g`], rows: 9 };
    }
    const table = random.pick(TABLES);
    const columns = table.columns.map(({ name, kind }) => ({ name: `${alias}.${name}`, kind }));
    return { relation: piece('relation')`${table.name} ${alias}`, columns, key: [`${alias}.id`], rows: Math.max(table.rows, 20) };
  }

  /** A subquery of one column. `one`: at most one row, by an aggregate without GROUP BY or by a key. */
  single(kind: SqlKind, outer: Scope, one: boolean): Piece {
    const random = this.#random;
    // Aliases of nested queries must not hide those around them.
    this.#aliases = 10 * (outer.columns.length + random.between(1, 90));
    const { from, scope } = this.#from(NOTHING_NAMED, outer);
    // An aggregate over outer columns alone would be the outer query's.
    const own: Scope = { ...scope, columns: scope.columns.slice(0, scope.columns.length - outer.columns.length) };
    if (one) return piece('query')`select ${aggregate(kind, random, own)} from ${from}${this.#where(scope)}`;
    return piece('query')`select ${expression(kind, random, scope, 1)} from ${from}${this.#where(scope)}`;
  }
}
