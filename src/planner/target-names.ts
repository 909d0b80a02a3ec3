/** Names of result columns where no AS gives one: PostgreSQL's FigureColname. */
import type { Expression, Query } from '../sql/ast.js';

const NO_NAME = '?column?';

export function targetName(node: Expression): string {
  return figure(node).name ?? NO_NAME;
}

/** weak: a better name from further out replaces it (the type of a cast, `case`). */
interface Figured {
  readonly name: string | null;
  readonly weak: boolean;
}

const NONE: Figured = { name: null, weak: true };

function strong(name: string | undefined): Figured {
  return name === undefined ? NONE : { name, weak: false };
}

function figure(node: Expression): Figured {
  switch (node.kind) {
    case 'column':
      return strong(node.name.at(-1));
    case 'call':
      return strong(node.name.at(-1));
    case 'indirection': {
      const fields = node.steps.flatMap((step) => (step.kind === 'field' ? [step.name] : []));
      return fields.length > 0 ? strong(fields.at(-1)) : figure(node.operand);
    }
    case 'cast': {
      const inner = figure(node.operand);
      return inner.weak ? { name: node.type.name, weak: true } : inner;
    }
    case 'collate':
      return figure(node.operand);
    case 'case': {
      const inner = node.otherwise === null ? NONE : figure(node.otherwise);
      return inner.weak ? { name: 'case', weak: true } : inner;
    }
    case 'coalesce':
    case 'nullif':
    case 'greatest':
    case 'least':
    case 'row':
    case 'array':
    case 'grouping':
    case 'exists':
      return strong(node.kind);
    case 'array-subquery':
      return strong('array');
    case 'scalar-subquery':
      return strong(firstName(node.query));
    case 'sql-value':
      return strong(node.function);
    default:
      return NONE;
  }
}

/** A scalar subquery is called as its column is. */
function firstName(query: Query): string | undefined {
  switch (query.kind) {
    case 'select': {
      const [target] = query.targets;
      if (target === undefined || target.expression.kind === 'star') return undefined;
      return target.name ?? targetName(target.expression);
    }
    case 'values':
      return 'column1';
    case 'set-operation':
      return firstName(query.left);
  }
}
