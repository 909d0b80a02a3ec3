/** Random calls of aggregates and window functions. Sums of floats are left out: their last digit depends on the order. */
import type { Random } from '../processes/random.js';
import { expression, randomKind, type Scope } from './expressions.js';
import { clause, optionalClause, type Piece, piece, type SqlKind } from './piece.js';

const WITHOUT_EXTREMES: ReadonlySet<SqlKind> = new Set(['bool', 'uuid', 'bytea']);
const SUMMED = ['int2', 'int4', 'int8', 'numeric'] as const;

/** An aggregate that gives the kind. */
export function aggregate(kind: SqlKind, random: Random, scope: Scope): Piece {
  const arg = (of: SqlKind): Piece => expression(of, random, { ...scope, subquery: null }, 1);
  const filter = random.next() < 0.2 ? optionalClause` filter (where ${arg('bool')})` : clause``;
  const distinct = random.next() < 0.2 ? optionalClause`distinct ` : clause``;
  const direction = random.pick(['', ' desc', ' nulls first', ' desc nulls last']);
  const make = piece(kind);
  const roll = random.next();
  if (roll < 0.15)
    return make`percentile_disc(${random.pick(['0.5', '0', '1', '0.3'])}) within group (order by ${arg(kind)}${direction})${filter}`;
  if (roll < 0.25) return make`mode() within group (order by ${arg(kind)}${direction})${filter}`;
  if (roll < 0.35) {
    const value = arg(kind);
    return make`(array_agg(${distinct}${value} order by ${value}${direction})${filter})[${String(random.between(1, 3))}]`;
  }
  switch (kind) {
    case 'int8':
      return random.pick([
        () => make`count(*)${filter}`,
        () => make`count(${distinct}${arg(randomKind(random))})${filter}`,
        () => make`sum(${distinct}${arg(random.pick(['int2', 'int4']))})${filter}`,
        () => make`regr_count(${arg('float8')}, ${arg('int4')})${filter}`,
        () => make`${random.pick(['rank', 'dense_rank'])}(${arg('int4')}) within group (order by ${arg('int4')}${direction})${filter}`,
        () => make`${random.pick(['bit_and', 'bit_or', 'bit_xor'])}(${arg('int8')})${filter}`,
      ])();
    case 'numeric':
      return random.pick([
        () => make`sum(${distinct}${arg(random.pick(['numeric', 'int8'] as const))})${filter}`,
        () => make`round(avg(${distinct}${arg(random.pick(SUMMED))})${filter}, 6)`,
        () => make`round(${random.pick(['var_pop', 'stddev_samp', 'variance', 'stddev_pop'])}(${distinct}${arg('int4')})${filter}, 6)`,
        () => make`max(${arg('numeric')})${filter}`,
        () =>
          make`round(${random.pick(['corr', 'regr_slope', 'covar_pop', 'regr_r2', 'regr_avgx'])}(${arg('int4')}, ${arg('int2')})::numeric, 5)`,
      ])();
    case 'float8':
      return random.pick([
        () => make`${random.pick(['min', 'max'])}(${arg('float8')})${filter}`,
        () => make`percentile_cont(${random.pick(['0.5', '0.25', '1'])}) within group (order by ${arg('int4')}${direction})${filter}`,
        () => make`${random.pick(['percent_rank', 'cume_dist'])}(${arg('int4')}) within group (order by ${arg('int4')})${filter}`,
      ])();
    case 'interval':
      return random.pick([() => make`sum(${arg('interval')})${filter}`, () => make`${random.pick(['min', 'max'])}(${arg('interval')})`])();
    case 'bool':
      return make`${random.pick(['bool_and', 'bool_or', 'every'])}(${distinct}${arg('bool')})${filter}`;
    case 'text': {
      const value = arg('text');
      return random.pick([
        () => make`string_agg(${distinct}${value}, ',' order by ${value}${direction})${filter}`,
        () => make`${random.pick(['min', 'max'])}(${distinct}${arg('text')})${filter}`,
      ])();
    }
    case 'int4[]':
    case 'text[]': {
      const value = arg(kind === 'int4[]' ? 'int4' : 'text');
      return make`array_agg(${distinct}${value} order by ${value}${direction})${filter}`;
    }
    default:
      if (WITHOUT_EXTREMES.has(kind)) return make`mode() within group (order by ${arg(kind)})${filter}`;
      return make`${random.pick(['min', 'max'])}(${distinct}${arg(kind)})${filter}`;
  }
}

const EXCLUDES = ['', '', '', ' exclude current row', ' exclude group', ' exclude ties', ' exclude no others'];
const BOUNDS = [
  ['unbounded preceding', '1 preceding'],
  ['unbounded preceding', 'current row'],
  ['1 preceding', '1 following'],
  ['2 preceding', '1 preceding'],
  ['current row', 'unbounded following'],
  ['current row', '2 following'],
  ['1 following', '3 following'],
  ['unbounded preceding', 'unbounded following'],
] as const;

function bounds(random: Random): string {
  const [from, to] = random.pick(BOUNDS);
  return `between ${from} and ${to}${random.pick(EXCLUDES)}`;
}

/** A window function that gives the kind: frames whose content does not depend on the order of peers, or an order by `key` too. */
export function windowCall(kind: SqlKind, random: Random, scope: Scope, key: readonly string[]): Piece {
  const arg = (of: SqlKind): Piece => expression(of, random, { ...scope, subquery: null }, 1);
  const make = piece(kind);
  const partition = random.next() < 0.6 ? optionalClause`partition by ${arg(randomKind(random))} ` : clause``;
  const direction = random.pick(['', ' desc', ' nulls first']);
  const orderKind = random.next() < 0.3 ? 'int4' : randomKind(random);
  const orderBy = clause`order by ${arg(orderKind)}${direction}`;
  const range =
    random.next() < 0.4 && (orderKind === 'int4' || orderKind === 'numeric') ? optionalClause` range ${bounds(random)}` : clause``;
  const groups = random.next() < 0.5 ? optionalClause` groups ${bounds(random)}` : range;
  const filter = random.next() < 0.15 ? optionalClause` filter (where ${arg('bool')})` : clause``;
  const roll = random.next();
  if (roll < 0.3) {
    if (kind === 'int8') return make`${random.pick(['rank()', 'dense_rank()', 'count(*)'])} over (${partition}${orderBy})`;
    if (kind === 'float8') return make`${random.pick(['percent_rank()', 'cume_dist()'])} over (${partition}${orderBy})`;
    if (kind === 'bool')
      return make`${random.pick(['bool_and', 'bool_or'])}(${arg('bool')})${filter} over (${partition}${orderBy}${groups})`;
    if (kind === 'numeric')
      return make`sum(${arg(random.pick(['int8', 'numeric'] as const))})${filter} over (${partition}${orderBy}${groups})`;
  }
  if (kind === 'int8')
    return make`${random.pick(['sum', 'count'])}(${arg('int4')})${filter} over (${partition}${random.next() < 0.7 ? clause`${orderBy}${groups}` : clause``})`;
  if (key.length === 0 && WITHOUT_EXTREMES.has(kind)) return expression(kind, random, scope, 1);
  if (key.length === 0) return make`${extreme(kind, random)}${arg(kind)}) over (${partition}${orderBy})`;
  const unique = clause`${orderBy}, ${key.join(', ')}`;
  const frame = random.next() < 0.7 ? optionalClause` ${random.pick(['rows', 'groups'])} ${bounds(random)}` : clause``;
  return random.pick([
    () => make`${random.pick(['lag', 'lead'])}(${arg(kind)}, ${String(random.between(0, 3))}) over (${partition}${unique})`,
    () => make`${random.pick(['lag', 'lead'])}(${arg(kind)}, 1, ${arg(kind)}) over (${partition}${unique})`,
    () => make`${random.pick(['first_value', 'last_value'])}(${arg(kind)}) over (${partition}${unique}${frame})`,
    () => make`nth_value(${arg(kind)}, ${String(random.between(1, 3))}) over (${partition}${unique}${frame})`,
    () => make`${extreme(kind, random)}${arg(kind)})${WITHOUT_EXTREMES.has(kind) ? clause`` : filter} over (${partition}${unique}${frame})`,
    () => {
      if (kind === 'int4') return make`${random.pick(['ntile(3)', 'ntile(2)'])} over (${partition}${unique})`;
      if (kind === 'int4[]') return make`array_agg(${arg('int4')})${filter} over (${partition}${unique}${frame})`;
      if (kind === 'text') return make`string_agg(${arg('text')}, '-')${filter} over (${partition}${unique}${frame})`;
      return make`last_value(${arg(kind)}) over (${partition}${unique})`;
    },
  ])();
}

function extreme(kind: SqlKind, random: Random): string {
  return WITHOUT_EXTREMES.has(kind) ? 'first_value(' : random.pick(['min(', 'max(']);
}
