/** nextval('s') and its like name their sequence by text: looked up here, so that plans carry its OID. */
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';

/** The arguments with the first one, a text constant, as the sequence's OID. */
export function sequenceArguments(context: BindContext, args: readonly Expr[]): readonly Expr[] {
  const [first, ...rest] = args;
  if (first === undefined) return args;
  const position = context.positionOf(first);
  const named = first.kind === 'cast' && first.arg.type.kind === 'text' ? first.arg : first;
  if (named.kind !== 'literal') {
    throw notSupported('a sequence that is named by something else than a constant', position < 0 ? undefined : position);
  }
  if (typeof named.value === 'number') {
    context.uses.add(named.value);
    return args;
  }
  if (typeof named.value !== 'string') return args;
  const id = sequenceId(context, named.value, position);
  return [context.locate({ kind: 'literal', type: TYPES.regclass, value: id }, position), ...rest];
}

function sequenceId(context: BindContext, text: string, position: number): number {
  const parts = [...text.matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '').toLowerCase() : quoted.replaceAll('""', '"'),
  );
  const name = parts.at(-1) ?? '';
  const schema = parts.at(-2) ?? null;
  if (/^\d+$/.test(text)) return Number(text);
  const relation = context.catalog.findRelation(schema, name, context.searchPath);
  if (relation === undefined) throw errorAt(SQLSTATE.undefinedTable, `relation "${parts.join('.')}" does not exist`, position);
  if (relation.kind !== 'sequence') throw errorAt(SQLSTATE.wrongObjectType, `"${name}" is not a sequence`, position);
  context.uses.add(relation.sequence.id);
  return relation.sequence.id;
}
