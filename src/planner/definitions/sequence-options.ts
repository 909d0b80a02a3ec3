/** CREATE SEQUENCE's options, checked and completed as PostgreSQL does. */
import type { SequenceDef } from '../../catalog/catalog-object.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { Option } from '../../sql/ast.js';
import { at } from '../bind-context.js';
import { optionText } from '../option-text.js';

export type SequenceNumbers = Pick<SequenceDef, 'type' | 'start' | 'increment' | 'min' | 'max' | 'cache' | 'cycle'>;

const RANGES = {
  int2: { min: -32_768n, max: 32_767n, label: 'smallint' },
  int4: { min: -2_147_483_648n, max: 2_147_483_647n, label: 'integer' },
  int8: { min: -9_223_372_036_854_775_808n, max: 9_223_372_036_854_775_807n, label: 'bigint' },
} as const;

/** before: what ALTER SEQUENCE starts from. */
export function sequenceNumbers(
  options: readonly Option[],
  type: SequenceDef['type'] | null,
  before: SequenceNumbers | null,
): SequenceNumbers {
  const given = new Map<string, Option>();
  for (const option of options) {
    if (given.has(option.name)) throw new ConductError(SQLSTATE.syntaxError, 'conflicting or redundant options', at(option.position));
    given.set(option.name, option);
  }
  const kind = typeOption(given.get('as')) ?? type ?? before?.type ?? 'int8';
  const range = RANGES[kind];
  const increment = numberOf(given.get('increment')) ?? before?.increment ?? 1n;
  if (increment === 0n) throw invalid('INCREMENT must not be zero');
  const retyped = before !== null && before.type !== kind;
  const oldRange = before === null ? null : RANGES[before.type];
  const keptMax = before !== null && !given.has('maxvalue') && !(retyped && before.max === oldRange?.max) ? before.max : null;
  const keptMin = before !== null && !given.has('minvalue') && !(retyped && before.min === oldRange?.min) ? before.min : null;
  const max = numberOf(given.get('maxvalue')) ?? keptMax ?? (increment > 0n ? range.max : -1n);
  const min = numberOf(given.get('minvalue')) ?? keptMin ?? (increment > 0n ? 1n : range.min);
  if (max > range.max || max < range.min) throw invalid(`MAXVALUE (${max}) is out of range for sequence data type ${range.label}`);
  if (min > range.max || min < range.min) throw invalid(`MINVALUE (${min}) is out of range for sequence data type ${range.label}`);
  if (min >= max) throw invalid(`MINVALUE (${min}) must be less than MAXVALUE (${max})`);
  const start = numberOf(given.get('start')) ?? before?.start ?? (increment > 0n ? min : max);
  if (start < min) throw invalid(`START value (${start}) cannot be less than MINVALUE (${min})`);
  if (start > max) throw invalid(`START value (${start}) cannot be greater than MAXVALUE (${max})`);
  const cache = numberOf(given.get('cache')) ?? BigInt(before?.cache ?? 1);
  if (cache <= 0n) throw invalid(`CACHE (${cache}) must be greater than zero`);
  const cycle = given.get('cycle');
  return {
    type: kind,
    start,
    increment,
    min,
    max,
    cache: Number(cache),
    cycle: cycle === undefined ? (before?.cycle ?? false) : optionText(cycle.value) === 'true',
  };
}

function typeOption(option: Option | undefined): SequenceDef['type'] | undefined {
  if (option === undefined) return undefined;
  const name = optionText(option.value);
  if (name === 'int2' || name === 'int4' || name === 'int8') return name;
  throw invalid('sequence type must be smallint, integer, or bigint');
}

/** NO MINVALUE and its like have no value: as if not given. */
function numberOf(option: Option | undefined): bigint | undefined {
  if (option === undefined || option.value === null) return undefined;
  const text = optionText(option.value);
  if (!/^[-+]?\d+$/.test(text)) throw notSupported(`the value ${text} of a sequence option`, option.position);
  return BigInt(text.replace(/^\+/, ''));
}

function invalid(message: string): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, message);
}
