/** Options in parentheses (`WITH (name = value)`, `EXPLAIN (name value)`): DefElem nodes of the parse tree. */
import type { Node } from 'libpg-query';
import { assert } from '../../common/assert.js';
import type { Option, OptionValue } from '../ast.js';
import { at, type Conversion, nodeKind, stringOf, strings } from './conversion.js';

export function options(nodes: readonly Node[] | undefined, c: Conversion): readonly Option[] {
  return (nodes ?? []).map((node) => {
    assert('DefElem' in node, 'an option');
    const { defname, defnamespace, arg, location } = node.DefElem;
    return {
      name: (defname ?? '').toLowerCase(),
      namespace: defnamespace ?? null,
      value: arg === undefined ? null : optionValue(arg),
      position: at(c, location),
    };
  });
}

/** A bare word is a type name where the grammar allows types there (`distribution = replicated`), else a string. */
function optionValue(node: Node): OptionValue {
  if ('String' in node) return { kind: 'string', value: stringOf(node) };
  if ('Integer' in node) return { kind: 'number', text: String(node.Integer.ival ?? 0) };
  if ('Float' in node) return { kind: 'number', text: node.Float.fval ?? '0' };
  if ('Boolean' in node) return { kind: 'boolean', value: node.Boolean.boolval === true };
  if ('TypeName' in node) return { kind: 'string', value: strings(node.TypeName.names).at(-1) ?? '' };
  if ('A_Star' in node) return { kind: 'star' };
  if ('List' in node) return { kind: 'list', items: strings(node.List.items) };
  assert(false, `option value of kind ${nodeKind(node)}`);
}
