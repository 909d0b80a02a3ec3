/** The binder's entry: one statement of the AST and a catalog snapshot in, a typed BoundStatement out. Pure. */
import type { CatalogReader } from '../catalog/catalog.js';
import { notSupported } from '../common/errors.js';
import type { Statement } from '../sql/ast.js';
import type { SqlType } from '../types/sql-type.js';
import type { BoundStatement } from './bound-statement.js';

export interface BindOptions {
  readonly catalog: CatalogReader;
  /** What the client declared for $1, $2, ...; null or missing where it left the type open. */
  readonly parameterTypes: readonly (SqlType | null)[];
  /** Session settings by lower-case name; `search_path` and `datestyle` matter here. */
  readonly settings: ReadonlyMap<string, string>;
}

export interface BindResult {
  readonly bound: BoundStatement;
  /** One a parameter, inferred as PostgreSQL does; text where nothing says more. */
  readonly parameterTypes: readonly SqlType[];
}

export function bind(statement: Statement, options: BindOptions): BindResult {
  void options;
  throw notSupported(statement.kind);
}
