/** How many values an expression takes, guessed from its columns. */
import type { ColumnId, Expr } from '../../plan/expr.js';
import { columnsOf } from '../columns.js';
import type { ColumnEstimate, RelationEstimate } from './relation-estimate.js';
import { UNKNOWN_COLUMN } from './relation-estimate.js';

/** Values of one character of a text: fewer than an alphabet, since texts begin alike. */
const VALUES_OF_A_CHARACTER = 6;

type Input = Pick<RelationEstimate, 'rows' | 'columns'>;

/** At most those of its columns together; years of a date are few. */
export function distinctOf(expr: Expr, input: Input): number {
  const ids = [...columnsOf(expr)];
  const [only] = ids;
  if (ids.length === 0 || only === undefined) return 1;
  if (expr.kind === 'call' && (expr.name === 'extract' || expr.name === 'date_part' || expr.name === 'date_trunc')) {
    const column = input.columns.get(only);
    const field = expr.args[0];
    if (column?.min != null && column.max !== null && field?.kind === 'literal' && field.value === 'year') {
      return Math.max(1, Math.ceil((column.max - column.min) / 365));
    }
    return Math.min(100, column?.distinct ?? 100);
  }
  if (expr.type.kind === 'bool') return 2;
  if (expr.kind === 'case') {
    const values = [...expr.branches.map(({ then }) => then), ...(expr.otherwise === null ? [] : [expr.otherwise])];
    return Math.min(
      Math.max(1, input.rows),
      values.reduce((sum, value) => sum + distinctOf(value, input), expr.otherwise === null ? 1 : 0),
    );
  }
  const values = groupCount(ids, input);
  const length = substringLength(expr);
  return length === null ? values : Math.min(values, VALUES_OF_A_CHARACTER ** length);
}

/** Groups by these columns. */
export function groupCount(ids: readonly ColumnId[], input: Input): number {
  let groups = 1;
  for (const id of ids) groups *= Math.max(1, input.columns.get(id)?.distinct ?? UNKNOWN_COLUMN.distinct);
  return Math.max(input.rows > 0 ? 1 : 0, Math.min(groups, input.rows));
}

/** The number of characters of `substring(x, n, length)` and `left(x, length)`. */
function substringLength(expr: Expr): number | null {
  if (expr.kind === 'cast') return substringLength(expr.arg);
  if (expr.kind !== 'call') return null;
  const at = expr.name === 'substring' || expr.name === 'substr' ? 2 : expr.name === 'left' ? 1 : -1;
  const length = expr.args[at];
  if (length?.kind !== 'literal' || typeof length.value !== 'number' || length.value < 0) return null;
  return length.value;
}

/** Distinct values of a condition's operand that isn't a bare column, with no row count at hand. */
export function distinctOfOperand(expr: Expr, columns: ReadonlyMap<ColumnId, ColumnEstimate>): number {
  return distinctOf(expr, { rows: Number.POSITIVE_INFINITY, columns });
}
