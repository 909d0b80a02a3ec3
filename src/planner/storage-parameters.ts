/**
 * Storage parameters of PostgreSQL's tables: pages and vacuuming, which are not here. Dumps and tools write them, so that they are
 * checked as there and a notice says that they have no effect.
 */
import { SQLSTATE } from '../common/errors.js';
import type { Option } from '../sql/ast.js';
import { errorAt } from './bind-context.js';
import type { DefinitionNotice } from './definitions/bound-definition.js';
import { optionText } from './option-text.js';

interface Range {
  readonly min: number;
  readonly max: number;
}

const AGE: Range = { min: 0, max: 1_000_000_000 };
const TABLE_AGE: Range = { min: 0, max: 2_000_000_000 };
const COUNT: Range = { min: 0, max: 2_147_483_647 };
const SCALE: Range = { min: 0, max: 100 };

/** Their ranges; null: on or off. */
const PARAMETERS: ReadonlyMap<string, Range | null> = new Map<string, Range | null>([
  ['fillfactor', { min: 10, max: 100 }],
  ['parallel_workers', { min: 0, max: 1_024 }],
  ['toast_tuple_target', { min: 128, max: 8_160 }],
  ['user_catalog_table', null],
  ['vacuum_truncate', null],
  ['autovacuum_enabled', null],
  ['autovacuum_vacuum_threshold', COUNT],
  ['autovacuum_vacuum_insert_threshold', { min: -1, max: COUNT.max }],
  ['autovacuum_analyze_threshold', COUNT],
  ['autovacuum_vacuum_scale_factor', SCALE],
  ['autovacuum_vacuum_insert_scale_factor', SCALE],
  ['autovacuum_analyze_scale_factor', SCALE],
  ['autovacuum_vacuum_cost_delay', SCALE],
  ['autovacuum_vacuum_cost_limit', { min: 1, max: 10_000 }],
  ['autovacuum_freeze_min_age', AGE],
  ['autovacuum_freeze_max_age', { min: 100_000, max: TABLE_AGE.max }],
  ['autovacuum_freeze_table_age', TABLE_AGE],
  ['autovacuum_multixact_freeze_min_age', AGE],
  ['autovacuum_multixact_freeze_max_age', { min: 10_000, max: TABLE_AGE.max }],
  ['autovacuum_multixact_freeze_table_age', TABLE_AGE],
  ['log_autovacuum_min_duration', { min: -1, max: COUNT.max }],
]);

export function isStorageParameter({ name, namespace }: Option): boolean {
  return (namespace === null || namespace === 'toast') && PARAMETERS.has(name);
}

/** 22023 for values that PostgreSQL does not take. */
export function storageNotices(options: readonly Option[]): readonly DefinitionNotice[] {
  return options.filter(isStorageParameter).map((option) => {
    check(option, PARAMETERS.get(option.name) ?? null);
    return { severity: 'NOTICE', code: SQLSTATE.successfulCompletion, message: `storage parameter "${option.name}" has no effect` };
  });
}

function check({ name, value, position }: Option, range: Range | null): void {
  const text = value === null ? 'true' : optionText(value);
  if (range === null) {
    if (/^(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0)$/i.test(text)) return;
    throw errorAt(SQLSTATE.invalidParameterValue, `invalid value for boolean option "${name}": ${text}`, position);
  }
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) {
    throw errorAt(SQLSTATE.invalidParameterValue, `invalid value for integer option "${name}": ${text}`, position);
  }
  if (number >= range.min && number <= range.max) return;
  throw errorAt(SQLSTATE.invalidParameterValue, `value ${text} out of bounds for option "${name}"`, position).with({
    detail: `Valid values are between "${range.min}" and "${range.max}".`,
  });
}
