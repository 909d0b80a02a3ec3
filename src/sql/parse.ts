/**
 * The one entry to SQL text: parse(sql, dialect) gives statements with source positions. PostgreSQL's dialect is parsed by
 * PostgreSQL's own grammar (libpg-query), so what it accepts, its error texts and positions are PostgreSQL's. Other dialects are translated to it.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Statement } from './ast.js';
import { OTHER_DIALECTS, type OtherDialect } from './dialects/dialects.js';
import { originOf } from './dialects/piece.js';
import { translate } from './dialects/translate.js';
import { withQuotedFormat } from './postgres/quoted-format.js';
import { SourceText } from './postgres/source-text.js';
import { statements } from './postgres/statement.js';
import { loadParser, parseTree } from './postgres/wasm-parser.js';

export type Dialect = 'postgres' | OtherDialect;

export const DIALECTS: readonly Dialect[] = ['postgres', ...(Object.keys(OTHER_DIALECTS) as OtherDialect[])];

/** Loads the grammar. Await it before the first parse(), and before others to wait for a parser that took the place of a broken one. */
export async function initParser(): Promise<void> {
  await loadParser();
}

/**
 * Statements of `sql` in order; empty ones (between semicolons) are left out. Throws ConductError: 42601 with PostgreSQL's
 * text and position, 22021 for NUL, 54001 for nesting that is too deep, 54000 for text that is too long.
 */
export function parse(sql: string, dialect: Dialect): Statement[] {
  if (sql.includes('\0')) {
    throw new ConductError(SQLSTATE.characterNotInRepertoire, 'invalid byte sequence for encoding "UTF8": 0x00');
  }
  const source = new SourceText(sql);
  if (source.bytes.length > LIMITS.statementBytes) {
    throw new ConductError(SQLSTATE.programLimitExceeded, `statement text of ${source.bytes.length} bytes is too long`, {
      detail: `The limit is ${LIMITS.statementBytes} bytes.`,
    });
  }
  if (dialect !== 'postgres') return parseOther(sql, dialect);
  try {
    return parsePostgres(source);
  } catch (error) {
    const quoted = withQuotedFormat(sql, error);
    if (quoted === null) throw error;
    return parse(quoted, dialect);
  }
}

function parsePostgres(source: SourceText): Statement[] {
  const tree = parseTree(source.bytes);
  try {
    return [...statements(tree, source)];
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ConductError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded', { cause: error });
    }
    throw error;
  }
}

/** Positions in the statements are those of the translation, as `text` is; `origins` leads back to the source. */
function parseOther(sql: string, dialect: OtherDialect): Statement[] {
  return translate(sql, OTHER_DIALECTS[dialect]).flatMap((translated) => {
    try {
      return parsePostgres(new SourceText(translated.sql)).map((statement) => ({ ...statement, origins: translated.origins }));
    } catch (error) {
      if (!(error instanceof ConductError) || error.position === undefined) throw error;
      throw error.with({ position: originOf(translated.origins, error.position) });
    }
  });
}
