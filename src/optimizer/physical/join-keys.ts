/** Keys of hash joins: equal types and physical types on both sides; NULL-safe equalities as keys that are never NULL. */
import { assert } from '../../common/assert.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import type { Expr } from '../../plan/expr.js';
import { commonScale, describeExpr, isFixed } from '../../plan/phys-type.js';
import type { PhysicalPlan } from '../../plan/physical.js';
import type { SqlType } from '../../types/sql-type.js';
import { TYPES } from '../../types/sql-type.js';
import { placeholder } from '../../types/stored.js';
import { isNull, literal, TRUE } from '../expressions.js';
import { columnsById } from './physical-context.js';

export interface LogicalKey {
  readonly left: Expr;
  readonly right: Expr;
  readonly nullSafe: boolean;
}

/** NULL-safe equality as two plain ones: both NULL or neither, and equal with NULL replaced. */
export function expandNullSafe(keys: readonly LogicalKey[], nullable: (expr: Expr) => boolean): readonly LogicalKey[] {
  return keys.flatMap((key): readonly LogicalKey[] => {
    if (!key.nullSafe || !nullable(key.left) || !nullable(key.right)) return [{ ...key, nullSafe: false }];
    const filler = literal(key.left.type, placeholder(key.left.type));
    const fill = (expr: Expr): Expr => ({ kind: 'coalesce', type: expr.type, args: [expr, { ...filler, type: expr.type }] });
    return [
      { left: fill(key.left), right: fill(key.right), nullSafe: false },
      { left: isNull(key.left), right: isNull(key.right), nullSafe: false },
    ];
  });
}

/** Both sides in one physical form, by casts. */
export function alignKeys(
  keys: readonly LogicalKey[],
  left: PhysicalPlan,
  right: PhysicalPlan,
): { readonly left: Expr[]; readonly right: Expr[] } {
  const result: { left: Expr[]; right: Expr[] } = { left: [], right: [] };
  const leftColumn = columnsById(left);
  const rightColumn = columnsById(right);
  for (const key of keys) {
    const target = commonForm([describeExpr(key.left, leftColumn), describeExpr(key.right, rightColumn)]);
    result.left.push(toForm(key.left, describeExpr(key.left, leftColumn), target));
    result.right.push(toForm(key.right, describeExpr(key.right, rightColumn), target));
  }
  return result;
}

/** Casts to this type give all of the values one physical form; null: they have one. 'num': numerics without a common scale. */
export type CommonForm = SqlType | 'num' | null;

function commonForm(infos: readonly ValueInfo[]): CommonForm {
  const [first] = infos;
  if (first === undefined) return null;
  const { type } = first;
  if (infos.every((info) => info.phys === first.phys && info.scale === first.scale && info.dictionary === first.dictionary)) return null;
  if (type.kind === 'numeric') {
    if (!infos.every(isFixed) || infos.some(isWide)) return 'num';
    const scale = infos.reduce((most, info) => Math.max(most, info.scale), 0);
    // 18 digits are always held by 64 bits; a value of more digits needs 128.
    const small = infos.every((info) => info.range !== null && digits(info) + (scale - info.scale) <= 18);
    return { kind: 'numeric', precision: small ? 18 : 38, scale };
  }
  return type.kind === 'varchar' ? TYPES.varchar : type.kind === 'char' ? TYPES.bpchar : type;
}

/** As commonForm, for values that are shown: numerics of different scales keep their own. */
export function unionForm(infos: readonly ValueInfo[]): CommonForm {
  return infos.every(isFixed) && commonScale(infos) === null ? 'num' : commonForm(infos);
}

function isWide({ type }: ValueInfo): boolean {
  return type.kind === 'numeric' && type.wide === true;
}

function digits(info: ValueInfo): number {
  const { range } = info;
  if (range === null) return 39;
  return Math.max(...[range.min, range.max].map((value) => (value < 0n ? -value : value).toString().length));
}

export function toForm(expr: Expr, info: ValueInfo, form: CommonForm): Expr {
  if (form === null) return expr;
  if (form === 'num') {
    // A value without a fixed form as the alternative that is never taken changes the form and not the value.
    const type: SqlType = isWide(info) ? { ...TYPES.numeric, wide: true } : TYPES.numeric;
    const otherwise = literal(type, { unscaled: 0n, scale: 0, special: 'NaN' });
    return info.phys === 'num' || info.phys === 'str' ? expr : { kind: 'case', type, branches: [{ when: TRUE, then: expr }], otherwise };
  }
  return { kind: 'cast', type: form, arg: expr, mode: 'implicit' };
}

/** Asserts the contract of hash joins. */
export function checkKeys(build: readonly Expr[], probe: readonly Expr[], buildNode: PhysicalPlan, probeNode: PhysicalPlan): void {
  const buildColumn = columnsById(buildNode);
  const probeColumn = columnsById(probeNode);
  build.forEach((key, i) => {
    const other = probe[i];
    assert(other !== undefined, 'join keys come in pairs');
    const a = describeExpr(key, buildColumn);
    const b = describeExpr(other, probeColumn);
    assert(a.phys === b.phys && a.scale === b.scale, `join keys differ in form: ${a.phys}(${a.scale}) and ${b.phys}(${b.scale})`);
  });
}

/** Columns of the other side of an outer join may be NULL. */
export function asNullableColumn(column: ColumnInfo): ColumnInfo {
  return column.nullable ? column : { ...column, nullable: true };
}
