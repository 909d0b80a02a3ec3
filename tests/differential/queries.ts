/** Random SELECTs: joins, subqueries, grouping, windows, set operations, WITH, ORDER BY with LIMIT. */
import type { Random } from '../processes/random.js';
import { expression, KINDS, type Scope, type ScopeColumn } from './expressions.js';
import { clause, list, optionalClause, type Piece, piece, type SqlKind } from './piece.js';
import { TABLES } from './tables.js';

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
}

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

  constructor(random: Random) {
    this.#random = random;
  }

  statement(): GeneratedQuery {
    const random = this.#random;
    const kinds = this.#kinds(random.between(1, 4));
    if (random.next() < 0.12) return this.#withList(kinds);
    return this.#finish(random.next() < 0.2 ? this.#setOperation(kinds, NOTHING_NAMED) : this.#select(kinds, NOTHING_NAMED), kinds.length);
  }

  #kinds(count: number): SqlKind[] {
    return Array.from({ length: count }, () => this.#random.pick(KINDS));
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
    const body = this.#random.next() < 0.3 ? this.#setOperation(kinds, named) : this.#select(kinds, named);
    const query = piece('query')`with ${name} (${columns}) as${how.replace(/^(?=.)/, '')} (${this.#select(inner, NOTHING_NAMED)}) ${body}`;
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
      const value = key !== undefined && random.next() < 0.6 ? clause`${key.name}` : this.#aggregate(kind, scope);
      return clause`${value} as c${String(index)}`;
    });
    const having = random.next() < 0.25 ? optionalClause` having ${this.#having(scope)}` : clause``;
    const groupBy =
      keys.length === 0
        ? clause``
        : clause` group by ${list(
            keys.map(({ name }) => clause`${name}`),
            ', ',
            keys.length,
          )}`;
    return piece('query')`select ${list(outputs, ', ', outputs.length)} from ${from}${this.#where(scope)}${groupBy}${having}`;
  }

  #having(scope: Scope): Piece {
    const kind = this.#random.pick(KINDS);
    return clause`${this.#aggregate(kind, scope)} ${this.#random.pick(['=', '<>', '<', '>='])} ${this.#aggregate(kind, scope)}`;
  }

  /** Sums of floats are left out: their last digit depends on the order. */
  #aggregate(kind: SqlKind, scope: Scope): Piece {
    const random = this.#random;
    const arg = (of: SqlKind): Piece => expression(of, random, { ...scope, subquery: null }, 1);
    const distinct = random.next() < 0.2 ? optionalClause`distinct ` : clause``;
    const filter = random.next() < 0.2 ? optionalClause` filter (where ${arg('bool')})` : clause``;
    const make = piece(kind);
    switch (kind) {
      case 'int8':
        switch (random.between(0, 2)) {
          case 0:
            return make`count(*)${filter}`;
          case 1:
            return make`count(${distinct}${arg(random.pick(KINDS))})${filter}`;
          default:
            return make`sum(${distinct}${arg('int4')})${filter}`;
        }
      case 'numeric':
        switch (random.between(0, 3)) {
          case 0:
            return make`sum(${distinct}${arg('numeric')})${filter}`;
          case 1:
            return make`round(avg(${distinct}${arg(random.pick(['int4', 'numeric'] as const))})${filter}, 6)`;
          case 2:
            return make`round(${random.pick(['var_pop', 'stddev_samp'])}(${distinct}${arg('int4')})${filter}, 6)`;
          default:
            return make`max(${arg('numeric')})${filter}`;
        }
      case 'bool':
        return make`${random.pick(['bool_and', 'bool_or', 'every'])}(${distinct}${arg('bool')})${filter}`;
      case 'text':
        if (random.next() < 0.4) {
          const value = arg('text');
          return make`string_agg(${value}, ',' order by ${value})${filter}`;
        }
        return make`${random.pick(['min', 'max'])}(${distinct}${arg('text')})${filter}`;
      default:
        return make`${random.pick(['min', 'max'])}(${distinct}${arg(kind)})${filter}`;
    }
  }

  /** Frames whose content does not depend on the order of peers, or an order by what tells rows apart. */
  #windowed(kinds: readonly SqlKind[], named: Named): Piece {
    const random = this.#random;
    const { from, scope, key } = this.#from(named, null);
    const outputs = kinds.map((kind, index) => {
      const value = kind === 'bool' || kind === 'float8' ? expression(kind, random, scope, 2) : this.#window(kind, scope, key);
      return clause`${value} as c${String(index)}`;
    });
    return piece('query')`select ${list(outputs, ', ', outputs.length)} from ${from}${this.#where(scope)}`;
  }

  #window(kind: SqlKind, scope: Scope, key: readonly string[]): Piece {
    const random = this.#random;
    const plain = { ...scope, subquery: null };
    const arg = (of: SqlKind): Piece => expression(of, random, plain, 1);
    const partition = random.next() < 0.6 ? optionalClause`partition by ${arg(random.pick(KINDS))} ` : clause``;
    const direction = random.pick(['', ' desc', ' nulls first']);
    const orderBy = clause`order by ${arg(random.pick(KINDS))}${direction}`;
    const make = piece(kind);
    if (kind === 'int8' && random.next() < 0.5) {
      return make`${random.pick(['rank()', 'dense_rank()', 'count(*)'])} over (${partition}${orderBy})`;
    }
    if (kind === 'int8') return make`sum(${arg('int4')}) over (${partition}${random.next() < 0.7 ? orderBy : clause``})`;
    if (key.length === 0) return make`max(${arg(kind)}) over (${partition}${orderBy})`;
    const unique = clause`${orderBy}, ${key.join(', ')}`;
    const frame = optionalClause` ${random.pick(FRAMES)}`;
    switch (random.between(0, 3)) {
      case 0:
        return make`${random.pick(['lag', 'lead'])}(${arg(kind)}, ${String(random.between(0, 3))}) over (${partition}${unique})`;
      case 1:
        return make`${random.pick(['first_value', 'last_value'])}(${arg(kind)}) over (${partition}${unique}${frame})`;
      case 2:
        return make`nth_value(${arg(kind)}, ${String(random.between(1, 3))}) over (${partition}${unique}${frame})`;
      default:
        return make`${random.pick(['min', 'max'])}(${arg(kind)}) over (${partition}${unique}${frame})`;
    }
  }

  #from(named: Named, outer: Scope | null): { readonly from: Piece; readonly scope: Scope; readonly key: readonly string[] } {
    const random = this.#random;
    let { relation, columns, key } = this.#source(named);
    let unique = true;
    for (let more = random.pick([0, 0, 1, 1, 2]); more > 0; more -= 1) {
      const next = this.#source(named);
      const both = [...columns, ...next.columns];
      const scope: Scope = { columns: [...both, ...(outer?.columns ?? [])], subquery: null };
      const join = random.pick(['join', 'join', 'left join', 'right join', 'full join', 'cross join']);
      const equal = this.#equality(columns, next.columns);
      if (join === 'cross join' || equal === null) {
        relation = piece('relation')`${relation} cross join ${next.relation}`;
      } else {
        const more = random.next() < 0.4 && join !== 'full join' ? optionalClause` and ${expression('bool', random, scope, 1)}` : clause``;
        relation = piece('relation')`${relation} ${join} ${next.relation} on ${equal}${more}`;
      }
      columns = both;
      unique &&= key.length > 0 && next.key.length > 0;
      key = [...key, ...next.key];
    }
    const scope: Scope = { columns: [...columns, ...(outer?.columns ?? [])], subquery: outer === null ? subquery : null };
    return { from: relation, scope, key: unique ? key : [] };
  }

  #equality(left: readonly ScopeColumn[], right: readonly ScopeColumn[]): Piece | null {
    const pairs = left.flatMap((a) => right.filter((b) => a.kind === b.kind).map((b) => [a.name, b.name] as const));
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
      return { relation: piece('relation')`${withName} ${alias}`, columns, key: [] };
    }
    const roll = random.next();
    if (roll < 0.12) {
      const kinds = this.#kinds(random.between(1, 3));
      const columns = kinds.map((kind, index) => ({ name: `${alias}.c${index}`, kind }));
      return { relation: piece('relation')`(${this.#select(kinds, NOTHING_NAMED)}) ${alias}`, columns, key: [] };
    }
    if (roll < 0.17) {
      const relation = piece('relation')`generate_series(${String(random.between(-2, 2))}, ${String(random.between(0, 6))}) ${alias}(g)`;
      return { relation, columns: [{ name: `${alias}.g`, kind: 'int4' }], key: [`${alias}.g`] };
    }
    const table = random.pick(TABLES);
    const columns = table.columns.map(({ name, kind }) => ({ name: `${alias}.${name}`, kind }));
    return { relation: piece('relation')`${table.name} ${alias}`, columns, key: [`${alias}.id`] };
  }

  /** A subquery of one column. `one`: at most one row, by an aggregate without GROUP BY or by a key. */
  single(kind: SqlKind, outer: Scope, one: boolean): Piece {
    const random = this.#random;
    // Aliases of nested queries must not hide those around them.
    this.#aliases = 10 * (outer.columns.length + random.between(1, 90));
    const { from, scope } = this.#from(NOTHING_NAMED, outer);
    // An aggregate over outer columns alone would be the outer query's.
    const own: Scope = { ...scope, columns: scope.columns.slice(0, scope.columns.length - outer.columns.length) };
    if (one) return piece('query')`select ${this.#aggregate(kind, own)} from ${from}${this.#where(scope)}`;
    return piece('query')`select ${expression(kind, random, scope, 1)} from ${from}${this.#where(scope)}`;
  }
}

const FRAMES = [
  'rows between 1 preceding and 1 following',
  'rows between unbounded preceding and current row',
  'rows between 2 preceding and 1 preceding',
  'rows between current row and unbounded following',
  'groups between 1 preceding and current row',
  'rows between 1 preceding and 2 following exclude current row',
];
