/** What every converter of the parse tree is given, and how it reads names and lists of the tree. */
import type { Node, RangeVar, SelectStmt } from 'libpg-query';
import { assert } from '../../common/assert.js';
import type { Alias, ModifyingQuery, QualifiedName, Query, RelationName, StatementText } from '../ast.js';
import type { SourceText } from './source-text.js';

export interface Conversion {
  readonly source: SourceText;
  /** Here so that expressions can hold queries without the two files importing each other. */
  readonly query: (statement: SelectStmt, conversion: Conversion) => Query;
  /** Likewise for the data-modifying statements of WITH. */
  readonly modifying: (node: Node, text: StatementText, conversion: Conversion) => ModifyingQuery['statement'];
  /** Of the statement that is converted. */
  readonly text: StatementText;
}

export function at(conversion: Conversion, location: number | undefined): number {
  return conversion.source.characterAt(location);
}

/** The text of a String node. An empty string is left out of the tree. */
export function stringOf(node: Node | undefined): string {
  assert(node !== undefined && 'String' in node, 'a String node');
  return node.String.sval ?? '';
}

export function strings(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).map(stringOf);
}

/** A name without the pg_catalog that the grammar puts before the names it made itself. */
export function withoutCatalog(name: QualifiedName): QualifiedName {
  return name.length === 2 && name[0] === 'pg_catalog' ? name.slice(1) : name;
}

export function relationName(relation: RangeVar, conversion: Conversion): RelationName {
  return {
    database: relation.catalogname ?? null,
    schema: relation.schemaname ?? null,
    name: relation.relname ?? '',
    position: at(conversion, relation.location),
  };
}

export function aliasOf(alias: { aliasname?: string; colnames?: Node[] } | undefined): Alias | null {
  return alias === undefined ? null : { name: alias.aliasname ?? '', columns: strings(alias.colnames) };
}

/** The SELECT inside a node that can be nothing else. */
export function selectOf(node: Node | undefined): SelectStmt {
  assert(node !== undefined && 'SelectStmt' in node, 'a SelectStmt node');
  return node.SelectStmt;
}

/** The name of a node's kind in the tree, for messages. */
export function nodeKind(node: Node): string {
  return Object.keys(node)[0] ?? 'nothing';
}
