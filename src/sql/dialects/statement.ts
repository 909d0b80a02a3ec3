/** Statements. Those that control the session are PostgreSQL's in every dialect; what else is not read here is refused by name. */
import { notSupported } from '../../common/errors.js';
import { commaList, type Piece, quoteText } from './piece.js';
import { values } from './query.js';
import { mark, type Reader } from './reader.js';
import { tableName } from './table-name.js';
import { typeName } from './type-name.js';

/** Statements with one meaning in all dialects, PostgreSQL's: drivers send them. */
const SESSION_WORDS: ReadonlySet<string> = new Set(
  'BEGIN START COMMIT ROLLBACK ABORT END SAVEPOINT RELEASE SET RESET SHOW DISCARD DEALLOCATE CLOSE FETCH MOVE LISTEN UNLISTEN EXECUTE'.split(
    ' ',
  ),
);

export function isSessionStatement(reader: Reader): boolean {
  // COPY of a table says nothing that dialects differ in.
  if (reader.isWord('COPY')) return !reader.isOperator('(', 1);
  return reader.peek().kind === 'word' && SESSION_WORDS.has(reader.peek().text) && !isShowTables(reader);
}

/** One statement, to its end. */
export function readStatement(reader: Reader): Piece {
  const piece = statement(reader);
  if (!reader.atEnd()) throw reader.unexpected();
  return piece;
}

function statement(reader: Reader): Piece {
  if (reader.startsQuery() || reader.isWord('TABLE')) return reader.query();
  const token = reader.peek();
  switch (token.kind === 'word' ? token.text : '') {
    case 'INSERT':
      return insert(reader);
    case 'UPDATE':
      return update(reader);
    case 'DELETE':
      return remove(reader);
    case 'CREATE':
      return create(reader);
    case 'DROP':
      return drop(reader);
    case 'TRUNCATE':
      return truncate(reader);
    case 'EXPLAIN':
      return explain(reader);
    case 'USE':
      return use(reader);
    case 'DESCRIBE':
    case 'DESC':
      return describe(reader);
    case 'SHOW':
      return showTables(reader);
  }
  if (token.kind !== 'word') throw reader.unexpected();
  throw notSupported(`${token.text} in ${reader.rules.label}`, token.at);
}

function insert(reader: Reader): Piece {
  const word = reader.expectWord('INSERT');
  if (reader.isAnyWord(['OVERWRITE', 'IGNORE', 'LOW_PRIORITY', 'DELAYED']))
    throw notSupported(`INSERT ${reader.peek().text}`, reader.peek().at);
  const into = reader.takeWord('INTO');
  if (into === null && !reader.rules.query.insertTable) throw reader.unexpected('INTO');
  if (reader.rules.query.insertTable) reader.takeWord('TABLE');
  const table = tableName(reader);
  const columns: Piece = reader.isOperator('(') && !reader.startsQuery(1) ? [' (', commaList(reader.list(() => reader.name())), ')'] : '';
  if (reader.isWord('PARTITION')) throw notSupported('INSERT into a partition', reader.peek().at);
  const source = reader.isWord('VALUES') ? values(reader) : reader.query();
  if (reader.isWord('ON', 'DUPLICATE')) throw notSupported('ON DUPLICATE KEY UPDATE', reader.peek().at);
  return [word, ' INTO ', table, columns, ' ', source];
}

function update(reader: Reader): Piece {
  const parts: Piece[] = [reader.expectWord('UPDATE'), ' ', tableName(reader), alias(reader)];
  reader.expectWord('SET');
  const assignments: Piece[] = [];
  do {
    const column = reader.name();
    if (reader.isOperator('.')) throw notSupported('a qualified column in SET', reader.peek().at);
    reader.expectOperator('=');
    assignments.push([column, ' = ', reader.isWord('DEFAULT') ? reader.expectWord('DEFAULT') : reader.expression().piece]);
  } while (reader.takeOperator(',') !== null);
  if (reader.isWord('FROM')) throw notSupported('UPDATE ... FROM', reader.peek().at);
  return [parts, ' SET ', commaList(assignments), where(reader)];
}

function remove(reader: Reader): Piece {
  const word = reader.expectWord('DELETE');
  reader.takeWord('FROM');
  return [word, ' FROM ', tableName(reader), alias(reader), where(reader)];
}

function alias(reader: Reader): Piece {
  const as = reader.takeWord('AS') !== null;
  return as || reader.isName() ? [' AS ', reader.name()] : '';
}

function where(reader: Reader): Piece {
  if (reader.takeWord('WHERE') !== null) return [' WHERE ', reader.expression().piece];
  if (reader.isAnyWord(['ORDER', 'LIMIT'])) throw notSupported(`${reader.peek().text} of a change`, reader.peek().at);
  return '';
}

function create(reader: Reader): Piece {
  const word = reader.expectWord('CREATE');
  const replace = reader.takeWord('OR', 'REPLACE');
  const temporary = reader.takeWord('TEMPORARY') ?? reader.takeWord('TEMP');
  const start: Piece = [word, replace === null ? '' : ' OR REPLACE', temporary === null ? '' : ' TEMPORARY'];
  if (reader.isWord('VIEW')) return createView(reader, start);
  if (reader.isWord('SCHEMA') || reader.isWord('DATABASE')) {
    reader.next();
    return ['CREATE SCHEMA ', ifNotExists(reader), reader.name()];
  }
  const at = reader.peek();
  if (reader.takeWord('TABLE') === null) throw notSupported(`CREATE ${at.text} in ${reader.rules.label}`, at.at);
  if (replace !== null) throw notSupported('CREATE OR REPLACE TABLE', at.at);
  const table: Piece = [start, ' TABLE ', ifNotExists(reader), tableName(reader)];
  if (reader.isOperator('(') && !reader.startsQuery(1)) {
    const elements = reader.list(() => tableElement(reader));
    if (!reader.atEnd()) throw notSupported('what follows the columns of this table', reader.peek().at);
    return [table, ' (', commaList(elements), ')'];
  }
  if (reader.takeWord('AS') === null && !reader.startsQuery()) throw notSupported('this form of CREATE TABLE', reader.peek().at);
  return [table, ' AS ', reader.query()];
}

function createView(reader: Reader, start: Piece): Piece {
  reader.expectWord('VIEW');
  if (reader.isWord('IF')) throw notSupported('CREATE VIEW IF NOT EXISTS', reader.peek().at);
  const name = tableName(reader);
  const columns: Piece = reader.isOperator('(') ? [' (', commaList(reader.list(() => reader.name())), ')'] : '';
  reader.expectWord('AS');
  return [start, ' VIEW ', name, columns, ' AS ', reader.query()];
}

function ifNotExists(reader: Reader): Piece {
  return reader.takeWord('IF', 'NOT', 'EXISTS') === null ? '' : 'IF NOT EXISTS ';
}

function tableElement(reader: Reader): Piece {
  if (reader.takeWord('PRIMARY', 'KEY') !== null) return ['PRIMARY KEY (', commaList(reader.list(() => reader.name())), ')'];
  if (reader.isAnyWord(['CONSTRAINT', 'KEY', 'INDEX', 'FOREIGN', 'CHECK', 'UNIQUE', 'FULLTEXT']) && reader.peek(1).kind !== 'end') {
    if (reader.takeWord('UNIQUE') !== null) return ['UNIQUE (', commaList(reader.list(() => reader.name())), ')'];
    throw notSupported(`${reader.peek().text} of a table`, reader.peek().at);
  }
  const parts: Piece[] = [reader.name(), ' ', typeName(reader).piece];
  for (;;) {
    const constraint =
      reader.takeWord('NOT', 'NULL') ?? reader.takeWord('NULL') ?? reader.takeWord('PRIMARY', 'KEY') ?? reader.takeWord('UNIQUE');
    if (constraint !== null) parts.push(' ', constraint);
    else if (reader.takeWord('DEFAULT') !== null) parts.push(' DEFAULT (', reader.expression(reader.rules.unaryLevel).piece, ')');
    else if (reader.isOperator(',') || reader.isOperator(')')) return parts;
    else throw notSupported(`${reader.peek().text} of a column`, reader.peek().at);
  }
}

function drop(reader: Reader): Piece {
  const word = reader.expectWord('DROP');
  const kind = reader.next();
  const kinds: Readonly<Record<string, string>> = { TABLE: 'TABLE', VIEW: 'VIEW', SCHEMA: 'SCHEMA', DATABASE: 'SCHEMA' };
  const known = kinds[kind.text];
  if (known === undefined) throw notSupported(`DROP ${kind.text} in ${reader.rules.label}`, kind.at);
  const exists = reader.takeWord('IF', 'EXISTS') === null ? '' : 'IF EXISTS ';
  const names: Piece[] = [];
  do names.push(tableName(reader));
  while (reader.takeOperator(',') !== null);
  const behaviour = reader.takeWord('CASCADE') ?? reader.takeWord('RESTRICT') ?? '';
  return [word, ' ', known, ' ', exists, commaList(names), ' ', behaviour];
}

function truncate(reader: Reader): Piece {
  const word = reader.expectWord('TRUNCATE');
  reader.takeWord('TABLE');
  return [word, ' TABLE ', tableName(reader)];
}

function explain(reader: Reader): Piece {
  const word = reader.expectWord('EXPLAIN');
  const analyze = reader.takeWord('ANALYZE');
  if (reader.isAnyWord(['EXTENDED', 'FORMATTED', 'COST', 'CODEGEN', 'FORMAT', 'USING']))
    throw notSupported(`EXPLAIN ${reader.peek().text}`, reader.peek().at);
  return [word, analyze === null ? ' ' : ' ANALYZE ', statement(reader)];
}

function use(reader: Reader): Piece {
  const word = reader.next();
  if (reader.takeWord('SCHEMA') === null) reader.takeWord('DATABASE');
  return [mark(word, 'SET search_path = '), reader.name()];
}

function isShowTables(reader: Reader): boolean {
  return reader.isWord('SHOW', 'TABLES') || reader.isWord('SHOW', 'SCHEMAS') || reader.isWord('SHOW', 'DATABASES');
}

function showTables(reader: Reader): Piece {
  reader.expectWord('SHOW');
  const what = reader.next();
  if (what.text !== 'TABLES') return 'SELECT schema_name FROM information_schema.schemata ORDER BY schema_name';
  const from = reader.takeWord('FROM') ?? reader.takeWord('IN');
  const schema = from === null ? 'current_schema()' : quoteText(reader.nameValue());
  return `SELECT table_name FROM information_schema.tables WHERE table_schema = ${schema} ORDER BY table_name`;
}

function describe(reader: Reader): Piece {
  reader.next();
  reader.takeWord('TABLE');
  const first = reader.nameValue();
  const second = reader.takeOperator('.') === null ? null : reader.nameValue();
  const schema = second === null ? 'current_schema()' : quoteText(first);
  return `SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = ${schema} AND table_name = ${quoteText(second ?? first)} ORDER BY ordinal_position`;
}
