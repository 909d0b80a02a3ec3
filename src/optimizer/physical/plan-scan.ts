/** Scans: physical types of the columns from exact statistics, predicates that skip sections, where the table's rows are. */
import type { ColumnStats, TableDef } from '../../catalog/table-def.js';
import type { ColumnInfo, ValueRange } from '../../plan/column-info.js';
import type { ColumnId, Expr, LiteralExpr } from '../../plan/expr.js';
import type { Column, GetPlan } from '../../plan/logical.js';
import { describeType, narrowestPhys } from '../../plan/phys-type.js';
import { type FilterNode, LIVE_ORDINAL, type PruningPredicate, ROW_ID_ORDINAL, type ScanNode } from '../../plan/physical.js';
import type { TypeKind } from '../../types/sql-type.js';
import { isOidKind, type SqlType, TYPES } from '../../types/sql-type.js';
import { keyColumn } from '../columns.js';
import { FLIPPED } from '../statistics/selectivity.js';
import { COST } from './cost.js';
import type { Distribution } from './distribution.js';
import { taskCount, workersIn } from './distribution.js';
import { placeOfRows, READ_ONE_BUCKET } from './one-bucket.js';
import type { PhysicalContext, Planned } from './physical-context.js';

/** Distinct values up to which a text column is scanned as dictionary codes. */
const DICTIONARY_VALUES = 4_096;

/** `filters`: conjuncts that will be applied right above. */
export function planScan(plan: GetPlan, required: ReadonlySet<ColumnId>, filters: readonly Expr[], context: PhysicalContext): Planned {
  const kept = plan.columns
    .map((column, i) => ({ column, ordinal: plan.ordinals[i] ?? 0 }))
    .filter(({ column }) => required.has(column.id));
  const { table } = plan;
  const place = context.local || !context.allows(READ_ONE_BUCKET) ? null : placeOfRows(plan, filters);
  if (place !== null) context.step(READ_ONE_BUCKET, true);
  const worker = place?.worker ?? null;
  const distribution: Distribution = context.local || worker !== null ? { kind: 'single', worker } : tableDistribution(plan);
  const replicated = table.distribution.kind === 'replicated';
  const ordinals = kept.map(({ ordinal }) => ordinal);
  const bucketedBy = context.local ? null : bucketColumns(plan, ordinals);
  const node: ScanNode = {
    kind: 'scan',
    op: context.nextOp(),
    columns: kept.map(({ column, ordinal }) => scanColumn(column, table, ordinal)),
    estimate: { rows: table.stats.rows, cost: (table.stats.rows * COST.scanRow * Math.max(1, kept.length)) / taskCount(distribution) },
    tableId: table.id,
    tableName: plan.alias === table.name || plan.alias === '' ? table.name : `${table.name} ${plan.alias}`,
    version: table.version,
    ordinals,
    pruning: filters.map((filter) => pruningPredicate(filter, plan)).filter((predicate) => predicate !== null),
    share: replicated && !context.local ? 'copy' : 'local',
    ...place,
    ...(bucketedBy === null ? {} : { bucketedBy }),
    ...(kept.some(({ ordinal }) => ordinal === ROW_ID_ORDINAL) ? { holders: workersIn(table.placement) } : {}),
  };
  // The conductor has no other rows than live ones.
  return { node: context.local || (table.stats.deleted ?? 0) === 0 ? node : liveRows(node, context), distribution };
}

/** Positions of the columns of the distribution key, if all of them are read. */
function bucketColumns({ table }: GetPlan, ordinals: readonly number[]): readonly number[] | null {
  if (table.distribution.kind !== 'hash') return null;
  const positions = table.distribution.ordinals.map((ordinal) => ordinals.indexOf(ordinal));
  return positions.includes(-1) ? null : positions;
}

/** Without the rows that were deleted. */
function liveRows(scan: ScanNode, context: PhysicalContext): FilterNode {
  const live: ColumnInfo = { id: context.nextColumnId(), name: 'live', ...describeType(TYPES.bool, false) };
  return {
    kind: 'filter',
    op: context.nextOp(),
    columns: scan.columns,
    estimate: scan.estimate,
    input: { ...scan, columns: [...scan.columns, live], ordinals: [...scan.ordinals, LIVE_ORDINAL] },
    predicate: { kind: 'column', type: TYPES.bool, id: live.id },
  };
}

function tableDistribution(plan: GetPlan): Distribution {
  const { table } = plan;
  const workers = workersIn(table.placement);
  if (table.distribution.kind === 'replicated') return { kind: 'replicated', holders: workers };
  if (workers.length === 1) return { kind: 'single', worker: workers[0] ?? null };
  if (table.distribution.kind === 'random') return { kind: 'spread', workers };
  const keys = table.distribution.ordinals.map((ordinal) => {
    const id = plan.columns[plan.ordinals.indexOf(ordinal)]?.id;
    return new Set(id === undefined ? [] : [id]);
  });
  return keys.some((set) => set.size === 0) ? { kind: 'spread', workers } : { kind: 'hash', keys, placement: table.placement };
}

/** Narrow where the table's exact bounds allow it; never NULL when there is none in the snapshot. */
function scanColumn(column: Column, { id: tableId, stats, files }: TableDef, ordinal: number): ColumnInfo {
  if (ordinal === ROW_ID_ORDINAL) return { id: column.id, name: column.name, ...describeType(column.type, false) };
  const known = stats.columns[ordinal];
  const info = describeType(column.type, known === undefined || known.nulls > 0);
  const base: ColumnInfo = { id: column.id, name: column.name, ...info };
  if (known === undefined) return base;
  if (info.phys === 'str') {
    // Files have no dictionary that is the same for all of their parts. Texts of equal numerics may differ, in their display scales.
    if (files !== undefined || column.type.kind === 'numeric' || known.distinct > DICTIONARY_VALUES) return base;
    return { ...base, phys: 'dict', dictionary: `${tableId}.${ordinal}` };
  }
  const range = columnRange(known, stats.rows);
  if (range === null || (info.phys !== 'i32' && info.phys !== 'i64' && info.phys !== 'i128')) return base;
  if (KEEPS_64_BITS.has(column.type.kind)) return { ...base, range };
  return { ...base, range, phys: narrowestPhys(range) };
}

/** Integers of 64 bits whatever their values are: what is done with them knows no other form. */
const KEEPS_64_BITS: ReadonlySet<TypeKind> = new Set(['timestamp', 'timestamptz', 'time', 'money']);

function columnRange(stats: ColumnStats, rows: number): ValueRange | null {
  if (stats.min !== null && stats.max !== null) return { min: stats.min, max: stats.max };
  return stats.nulls >= rows ? { min: 0n, max: 0n } : null;
}

/** column OP literal as storage takes it, or null. A literal between two values of the column's scale is moved outwards. */
export function pruningPredicate(filter: Expr, plan: GetPlan): PruningPredicate | null {
  if (filter.kind !== 'call') return null;
  const [left, right] = filter.args;
  if (left === undefined || right === undefined) return null;
  const flipped = left.kind === 'literal';
  const operand = flipped ? right : left;
  const constant = flipped ? left : right;
  const operator = flipped ? FLIPPED[filter.name] : filter.name;
  const id = keyColumn(operand);
  if (id === null || constant.kind !== 'literal') return null;
  const at = plan.columns.findIndex((column) => column.id === id);
  const column = plan.columns[at];
  const ordinal = plan.ordinals[at];
  if (column === undefined || ordinal === undefined) return null;
  if (operator !== '=' && operator !== '<' && operator !== '<=' && operator !== '>' && operator !== '>=') return null;
  const bounds = literalBounds(constant, column.type);
  if (bounds === null) return null;
  if (typeof bounds === 'string') return { ordinal, op: operator, value: bounds };
  if (bounds.low === bounds.high) return { ordinal, op: operator, value: bounds.low };
  // Not a value of the column: < and <= end at the value below, > and >= begin at the one above; = finds nothing, left to the filter.
  if (operator === '<' || operator === '<=') return { ordinal, op: '<=', value: bounds.low };
  if (operator === '>' || operator === '>=') return { ordinal, op: '>=', value: bounds.high };
  return null;
}

/** The literal among the column's unscaled values: the neighbours below and above it, equal when it is one. */
function literalBounds(constant: LiteralExpr, column: SqlType): { readonly low: bigint; readonly high: bigint } | string | null {
  const { value } = constant;
  if (value === null || typeof value === 'boolean') return null;
  // OIDs are unsigned, their stored bounds are not.
  if (isOidKind(column.kind)) return null;
  if (typeof value === 'string') return column.kind === 'text' || column.kind === 'varchar' || column.kind === 'name' ? value : null;
  const scale = column.kind === 'numeric' ? column.scale : 0;
  if (scale === null) return null;
  if (typeof value === 'bigint' || typeof value === 'number') {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) return null;
    if (column.kind === 'float4' || column.kind === 'float8') return null;
    if (constant.type.kind === 'float4' || constant.type.kind === 'float8') return null;
    const exact = BigInt(value) * 10n ** BigInt(scale);
    return { low: exact, high: exact };
  }
  if (!('unscaled' in value) || value.special !== undefined) return null;
  if (value.scale <= scale) {
    const exact = value.unscaled * 10n ** BigInt(scale - value.scale);
    return { low: exact, high: exact };
  }
  const divisor = 10n ** BigInt(value.scale - scale);
  const quotient = value.unscaled / divisor;
  const low = value.unscaled < 0n && quotient * divisor !== value.unscaled ? quotient - 1n : quotient;
  return { low, high: low * divisor === value.unscaled ? low : low + 1n };
}
