/** src/client/functions.ts, from the registry: a function of TypeScript for functions, aggregates and window functions of the server. */
import { AGGREGATES } from '../../src/functions/aggregates.js';
import type { ArgSpec } from '../../src/functions/function-entry.js';
import { FUNCTIONS, SET_FUNCTION_ENTRIES } from '../../src/functions/registry.js';
import { concreteType } from '../../src/functions/signature.js';
import { WINDOW_FUNCTIONS } from '../../src/functions/window.js';
import { arrayOf, type SqlType, TYPES } from '../../src/types/sql-type.js';
import { typeLabel } from '../../src/types/type-name.js';

interface Signature {
  readonly args: number;
  readonly variadic: boolean;
  readonly result: string;
  readonly label: string;
  readonly doc: string;
  readonly strict: boolean;
}

/** Functions whose first argument is a value, as their others are. */
const SCALARS = `abs sqrt cbrt exp ln log log10 power sign ceil floor round trunc mod div gcd lcm factorial degrees radians
  sin cos tan cot asin acos atan atan2 sinh cosh tanh pi random width_bucket scale min_scale trim_scale
  lower upper initcap length char_length octet_length bit_length reverse substr strpos btrim ltrim rtrim replace translate left right lpad rpad repeat
  split_part starts_with ascii chr md5 concat concat_ws format quote_ident quote_literal to_hex normalize encode decode sha256 sha512
  regexp_like regexp_count regexp_instr regexp_substr regexp_replace regexp_match regexp_split_to_array string_to_array
  to_char to_number to_date to_timestamp date_part date_trunc make_date make_timestamp make_time make_interval date_bin age justify_days justify_hours
  now clock_timestamp statement_timestamp isfinite
  array_append array_prepend array_cat array_length array_position array_positions array_remove array_replace array_to_string cardinality trim_array
  json_build_object jsonb_build_object json_build_array jsonb_build_array to_json to_jsonb json_array_length jsonb_array_length jsonb_typeof jsonb_set
  jsonb_extract_path jsonb_extract_path_text jsonb_pretty jsonb_strip_nulls
  num_nulls num_nonnulls pg_typeof gen_random_uuid`.split(/\s+/);
const SETS = ['unnest', 'generate_series'];
const AGGREGATE_NAMES =
  `sum avg min max count bool_and bool_or every bit_and bit_or bit_xor array_agg string_agg json_agg jsonb_agg json_object_agg
  stddev stddev_samp stddev_pop variance var_samp var_pop corr covar_pop covar_samp regr_slope regr_intercept regr_r2 regr_count`.split(
    /\s+/,
  );
const ORDERED = ['percentile_cont', 'percentile_disc', 'mode'];

/** Names that TypeScript has its own ways with, or that other files of the client have. */
const ALSO_NULL = /^(array_|regexp_|json|min_scale|trim_array|string_to_array|current_|substr$)/;

export function functionsFile(): string {
  const parts = [
    ...SCALARS.map((name) => scalar(name, signatures(name, FUNCTIONS))),
    ...SETS.map((name) => scalar(name, setSignatures(name))),
    ...AGGREGATE_NAMES.map((name) => aggregate(name, signatures(name, AGGREGATES))),
    ...ORDERED.map((name) => ordered(name, signatures(name, AGGREGATES))),
    ...windows(),
  ];
  return `${HEADER}\n${parts.join('\n\n')}\n`;
}

const HEADER = `/**
 * Functions of the server, made from its registry by tests/client/functions-file.test.ts: CONDUCT_UPDATE_GOLDEN=1 writes this file anew. The first
 * argument is a column or the name of one; of the others plain values are literals. More than these are called by fn().
 */
import type { AggregateColumn, Column, ColumnLike } from './column.js';
import { type Argument, type ArgumentNull, callAggregate, callFunction, callOrdered, type NameUses, type OtherNull, type OtherUses, type Valued } from './function-call.js';
import type { AverageOf, DateText, Float, IntervalText, Numeric, OrNull, SumOf, TimestampText, TimeText } from './values.js';
`;

function signatures(
  name: string,
  entries: readonly {
    name: string;
    args: readonly ArgSpec[];
    result: (types: readonly SqlType[]) => SqlType;
    doc: string;
    strict?: boolean;
    variadic?: boolean;
  }[],
): readonly Signature[] {
  const found = entries.filter((entry) => entry.name === name);
  if (found.length === 0) throw new Error(`the registry has no ${name}`);
  return found.map(({ args, result, doc, strict, variadic }) => ({
    args: args.length,
    variadic: variadic === true,
    result: resultType(args, result),
    label: `${name}(${args.map(specLabel).join(', ')}${variadic === true ? ', ...' : ''})`,
    doc,
    strict: strict === true,
  }));
}

function setSignatures(name: string): readonly Signature[] {
  return SET_FUNCTION_ENTRIES.filter((entry) => entry.name === name).map(({ args, doc }) => ({
    args: args.length,
    variadic: false,
    result: 'unknown',
    label: `${name}(${args.map(specLabel).join(', ')})`,
    doc,
    strict: false,
  }));
}

function specLabel(spec: ArgSpec): string {
  const type = concreteType(spec);
  return type === null ? spec : typeLabel(type);
}

function resultType(args: readonly ArgSpec[], result: (types: readonly SqlType[]) => SqlType): string {
  const types = (element: SqlType): SqlType[] =>
    args.map((spec) => concreteType(spec) ?? (spec.endsWith('array') ? arrayOf(element) : element));
  const [one, other] = [result(types(TYPES.int4)), result(types(TYPES.text))];
  return one.kind === other.kind ? valueType(one) : 'unknown';
}

function valueType({ kind }: SqlType): string {
  switch (kind) {
    case 'bool':
      return 'boolean';
    case 'int2':
    case 'int4':
      return 'number';
    case 'int8':
      return 'bigint';
    case 'float4':
    case 'float8':
      return 'Float';
    case 'numeric':
      return 'Numeric';
    case 'date':
      return 'DateText';
    case 'timestamp':
    case 'timestamptz':
      return 'TimestampText';
    case 'time':
    case 'timetz':
      return 'TimeText';
    case 'interval':
      return 'IntervalText';
    default:
      return 'string';
  }
}

function docLines(found: readonly Signature[]): string {
  const docs = [...new Set(found.map(({ doc }) => doc))];
  const labels = [...new Set(found.map(({ label }) => label))];
  const shown = labels.slice(0, 4).join(', ') + (labels.length > 4 ? ', ...' : '');
  return ['/**', ...docs.map((doc) => ` * ${doc}`), ` * In SQL: ${shown}${labels.length > 4 ? '' : '.'}`, ' */']
    .join('\n')
    .replace(/ \*\n \* In SQL/, ' * In SQL');
}

function union(found: readonly Signature[]): string {
  const types = [...new Set(found.map(({ result }) => result))];
  return types.includes('unknown') ? 'unknown' : types.join(' | ');
}

const LETTERS = ['B', 'C', 'D', 'E', 'F', 'G', 'H'];

function scalar(name: string, found: readonly Signature[]): string {
  const least = Math.min(...found.map(({ args, variadic }) => (variadic ? args - 1 : args)));
  const most = Math.max(...found.map(({ args }) => args));
  const type = union(found);
  const nullable = ALSO_NULL.test(name) || found.some(({ strict }) => !strict);
  if (most === 0)
    return `${docLines(found)}\nexport function ${name}(): Column<${type}, '${name}', never> {\n  return callFunction('${name}', []);\n}`;
  if (found.some(({ variadic }) => variadic)) {
    const value = type === 'unknown' ? type : `${type} | null`;
    return `${docLines(found)}\nexport function ${name}<const A extends readonly ColumnLike[]>(...args: A): Column<${value}, '${name}', OtherUses<A[number]>> {\n  return callFunction('${name}', args);\n}`;
  }
  const others = LETTERS.slice(0, most - 1);
  const type_ =
    type === 'unknown'
      ? type
      : `${type} | ${nullable ? 'null' : ['ArgumentNull<A>', ...others.map((letter) => `OtherNull<${letter}>`)].join(' | ')}`;
  const optionalFirst = least === 0;
  const generics = [
    `A extends Argument${optionalFirst ? ' = never' : ''}`,
    ...others.map((letter, i) => `${letter} extends ColumnLike${i + 2 > least ? ' = never' : ''}`),
  ];
  const parameters = [
    `a${optionalFirst ? '?' : ''}: A`,
    ...others.map((letter, i) => `${letter.toLowerCase()}${i + 2 > least ? '?' : ''}: ${letter}`),
  ];
  const uses = ['NameUses<A>', ...others.map((letter) => `OtherUses<${letter}>`)].join(' | ');
  const given = ['a', ...others.map((letter) => letter.toLowerCase())].join(', ');
  return `${docLines(found)}\nexport function ${name}<${generics.join(', ')}>(${parameters.join(', ')}): Column<${type_}, '${name}', ${uses}> {\n  return callFunction('${name}', [${given}], true);\n}`;
}

/** Types of aggregates that follow from their argument's. */
const FOLLOWING: Readonly<Record<string, string>> = {
  sum: 'SumOf<Valued<A>>',
  avg: 'AverageOf<Valued<A>>',
  min: 'OrNull<Valued<A>>',
  max: 'OrNull<Valued<A>>',
};

function aggregate(name: string, found: readonly Signature[]): string {
  const most = Math.max(...found.map(({ args }) => args));
  const plain = union(found);
  const type = FOLLOWING[name] ?? (name === 'count' || name === 'regr_count' ? 'bigint' : plain === 'unknown' ? plain : `${plain} | null`);
  if (name === 'count') {
    return `${docLines(found)}\nexport function count<A extends Argument = never>(a?: A): AggregateColumn<bigint, 'count', NameUses<A>> {\n  return callAggregate('count', [a]);\n}`;
  }
  const others = LETTERS.slice(0, most - 1);
  const generics = ['A extends Argument', ...others.map((letter) => `${letter} extends ColumnLike`)];
  const parameters = ['a: A', ...others.map((letter) => `${letter.toLowerCase()}: ${letter}`)];
  const uses = ['NameUses<A>', ...others.map((letter) => `OtherUses<${letter}>`)].join(' | ');
  const given = ['a', ...others.map((letter) => letter.toLowerCase())].join(', ');
  return `${docLines(found)}\nexport function ${name}<${generics.join(', ')}>(${parameters.join(', ')}): AggregateColumn<${type}, '${name}', ${uses}> {\n  return callAggregate('${name}', [${given}]);\n}`;
}

/** Ordered-set aggregates: the column that they order by comes first. */
function ordered(name: string, found: readonly Signature[]): string {
  const fraction = name === 'mode' ? '' : ', fraction: number';
  const type = name === 'percentile_cont' ? 'Float | null' : 'OrNull<Valued<A>>';
  return `${docLines(found)}\nexport function ${name}<A extends Argument>(a: A${fraction}): AggregateColumn<${type}, '${name}', NameUses<A>> {\n  return callOrdered('${name}', a, [${fraction === '' ? '' : 'fraction'}]);\n}`;
}

function windows(): string[] {
  const names = [...new Set(WINDOW_FUNCTIONS.map(({ name }) => name))];
  return names.map((name) => {
    const found = WINDOW_FUNCTIONS.filter((entry) => entry.name === name);
    const shown = found.map(({ args, doc }) => ({
      label: `${name}(${args.join(', ')})`,
      doc,
      args: args.length,
      variadic: false,
      result: '',
      strict: false,
    }));
    const most = Math.max(...shown.map(({ args }) => args));
    const result = found[0]?.result;
    const type = result === null || result === undefined ? 'OrNull<Valued<A>>' : valueType(result);
    if (most === 0)
      return `${docLines(shown)}\nexport function ${name}(): Column<${type}, '${name}', never> {\n  return callFunction('${name}', []);\n}`;
    if (name === 'ntile')
      return `${docLines(shown)}\nexport function ntile(buckets: number): Column<${type}, 'ntile', never> {\n  return callFunction('ntile', [buckets]);\n}`;
    const least = Math.min(...shown.map(({ args }) => args));
    const others = ['rows: number', 'otherwise: ColumnLike']
      .slice(0, most - 1)
      .map((parameter, i) => (i + 2 > least ? parameter.replace(':', '?:') : parameter));
    const given = ['a', ...others.map((parameter) => parameter.replace(/\??:.*/, ''))].join(', ');
    return `${docLines(shown)}\nexport function ${name}<A extends Argument>(a: A${others.map((parameter) => `, ${parameter}`).join('')}): Column<${type}, '${name}', NameUses<A>> {\n  return callFunction('${name}', [${given}], true);\n}`;
  });
}
