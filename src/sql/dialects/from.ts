/** FROM: tables, subqueries, functions that give rows, and joins. */
import { notSupported } from '../../common/errors.js';
import { commaList, type Piece, quoteText } from './piece.js';
import { mark, type Reader } from './reader.js';
import { tableName } from './table-name.js';

export interface FromClause {
  readonly piece: Piece;
  /** Of semi and anti joins: they choose rows, as WHERE does. */
  readonly conditions: readonly Piece[];
}

export function fromClause(reader: Reader): FromClause {
  const conditions: Piece[] = [];
  const items: Piece[] = [];
  do items.push(joined(reader, conditions));
  while (reader.takeOperator(',') !== null);
  return { piece: commaList(items), conditions };
}

function joined(reader: Reader, conditions: Piece[]): Piece {
  const parts: Piece[] = [item(reader, conditions)];
  for (;;) {
    if (reader.isWord('LATERAL', 'VIEW')) {
      parts.push(lateralView(reader));
      continue;
    }
    const join = joinWords(reader);
    if (join === null) return parts;
    if (join.kind === 'semi' || join.kind === 'anti') {
      conditions.push(matches(reader, join.kind));
      continue;
    }
    if (conditions.length > 0 && (join.kind === 'right' || join.kind === 'full')) {
      throw notSupported('a semi or anti join below a right or full join', join.at);
    }
    const unnested = reader.isWord('UNNEST');
    const right = item(reader, conditions);
    parts.push('\n', join.words, ' ', right, join.kind === 'cross' || join.kind === 'natural' ? '' : joinCondition(reader, join, unnested));
  }
}

interface JoinWords {
  readonly kind: 'inner' | 'left' | 'right' | 'full' | 'cross' | 'natural' | 'semi' | 'anti';
  readonly words: Piece;
  readonly at: number;
}

function joinWords(reader: Reader): JoinWords | null {
  const { at } = reader.peek();
  const { rules } = reader;
  if (rules.query.semiJoins) {
    for (const kind of ['semi', 'anti'] as const) {
      const word = kind.toUpperCase();
      if ((reader.takeWord('LEFT', word, 'JOIN') ?? reader.takeWord(word, 'JOIN')) !== null) return { kind, words: '', at };
    }
  }
  if (reader.isWord('STRAIGHT_JOIN')) throw notSupported('STRAIGHT_JOIN', at);
  if (reader.isAnyWord(['ASOF', 'POSITIONAL'])) return null;
  const cross = reader.takeWord('CROSS', 'JOIN');
  if (cross !== null) return { kind: 'cross', words: cross, at };
  const natural = reader.takeWord('NATURAL');
  const prefix: Piece = natural === null ? '' : [natural, ' '];
  for (const side of ['LEFT', 'RIGHT', 'FULL']) {
    const words = reader.takeWord(side, 'OUTER', 'JOIN') ?? reader.takeWord(side, 'JOIN');
    if (words !== null) return { kind: natural === null ? (side.toLowerCase() as 'left') : 'natural', words: [prefix, words], at };
  }
  const inner = reader.takeWord('INNER', 'JOIN') ?? reader.takeWord('JOIN');
  if (inner !== null) return { kind: natural === null ? 'inner' : 'natural', words: [prefix, inner], at };
  if (natural !== null || reader.isAnyWord(['CROSS', 'INNER', 'LEFT', 'RIGHT', 'FULL'])) throw reader.unexpected('JOIN');
  return null;
}

function joinCondition(reader: Reader, join: JoinWords, unnested: boolean): Piece {
  if (reader.takeWord('ON') !== null) return [' ON ', reader.expression().piece];
  if (reader.takeWord('USING') !== null) return [' USING (', commaList(reader.list(() => reader.name())), ')'];
  const optional = join.kind === 'inner' && (reader.rules.query.joinWithoutCondition || unnested);
  if (optional || (unnested && join.kind === 'left')) return ' ON true';
  throw reader.unexpected('ON or USING');
}

/** EXISTS of a semi join's right side. */
function matches(reader: Reader, kind: 'semi' | 'anti'): Piece {
  const inner: Piece[] = [];
  const right = item(reader, inner);
  if (inner.length > 0) throw notSupported('a semi or anti join within another', reader.peek().at);
  if (reader.isWord('USING')) throw notSupported('USING of a semi or anti join', reader.peek().at);
  reader.expectWord('ON');
  const condition = reader.expression().piece;
  return [kind === 'anti' ? 'NOT ' : '', 'EXISTS (SELECT 1 FROM ', right, ' WHERE ', condition, ')'];
}

function item(reader: Reader, conditions: Piece[]): Piece {
  const lateral = reader.takeWord('LATERAL');
  if (reader.isOperator('(')) {
    if (reader.startsQuery(1)) {
      reader.expectOperator('(');
      const query = reader.query();
      reader.expectOperator(')');
      const sample = sampled(reader);
      const alias = tableAlias(reader);
      return [lateral === null ? '' : 'LATERAL ', '(', query, ')', sample, alias === '' ? ` AS "subquery_${reader.takeNumber()}"` : alias];
    }
    reader.expectOperator('(');
    const inner = joined(reader, conditions);
    reader.expectOperator(')');
    return ['(', inner, ')', tableAlias(reader)];
  }
  if (reader.isWord('UNNEST') && reader.isOperator('(', 1)) return unnest(reader);
  if (reader.isName() && reader.isOperator('(', 1)) return [lateral === null ? '' : 'LATERAL ', tableFunction(reader), tableAlias(reader)];
  if (reader.isWord('VALUES')) throw notSupported('VALUES in FROM without parentheses', reader.peek().at);
  const file = fileTable(reader);
  if (file !== null) return [file, tableAlias(reader)];
  const name = tableName(reader);
  if (reader.isWord('FOR') || reader.isWord('AT') || reader.isWord('TIMESTAMP', 'AS'))
    throw notSupported('a table of another time', reader.peek().at);
  return [name, sampled(reader), tableAlias(reader)];
}

function sampled(reader: Reader): Piece {
  if (reader.isAnyWord(['TABLESAMPLE', 'SAMPLE']) && !reader.isOperator(',', 1)) throw notSupported(reader.peek().text, reader.peek().at);
  for (const word of ['PIVOT', 'UNPIVOT']) if (reader.isWord(word) && reader.isOperator('(', 1)) throw notSupported(word, reader.peek().at);
  return '';
}

function tableAlias(reader: Reader): Piece {
  const as = reader.takeWord('AS') !== null;
  if (!as && (!reader.isName() || reader.isAnyWord(JOIN_WORDS))) return '';
  const name = reader.name();
  if (!reader.isOperator('(')) return [' AS ', name];
  return [' AS ', name, '(', commaList(reader.list(() => reader.name())), ')'];
}

/** Words that begin a clause behind a table and are names elsewhere. */
const JOIN_WORDS = [
  'SEMI',
  'ANTI',
  'ASOF',
  'STRAIGHT_JOIN',
  'SORT',
  'CLUSTER',
  'DISTRIBUTE',
  'WINDOW',
  'PARTITION',
  'USE',
  'FORCE',
  'IGNORE',
];

/** UNNEST(array). */
function unnest(reader: Reader): Piece {
  const word = reader.expectWord('UNNEST');
  const args = reader.list(() => reader.expression().piece);
  const ordinality = reader.takeWord('WITH', 'ORDINALITY');
  const call: Piece = [word, '(', commaList(args), ')', ordinality === null ? '' : ' WITH ORDINALITY'];
  if (!reader.rules.query.unnestAliasIsColumn) return [call, tableAlias(reader)];
  const as = reader.takeWord('AS') !== null;
  const name = as || reader.isName() ? reader.name() : null;
  if (reader.isWord('WITH', 'OFFSET')) throw notSupported('UNNEST ... WITH OFFSET', reader.peek().at);
  return name === null ? call : [call, ' AS ', name, '(', name, ')'];
}

/** Rows of files, and of numbers. */
const TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['read_parquet', 'read_csv', 'read_json', 'read_arrow', 'generate_series']);

function tableFunction(reader: Reader): Piece {
  const token = reader.peek();
  const name = token.value.toLowerCase();
  if (!TABLE_FUNCTIONS.has(name)) throw notSupported(`the table function ${name}() in ${reader.rules.label}`, token.at);
  reader.next();
  return [{ text: name, at: token.at }, '(', commaList(reader.list(() => namedArgument(reader))), ')'];
}

/** `delim => '|'`, or a value. */
function namedArgument(reader: Reader): Piece {
  if (!reader.isOperator('=>', 1)) return reader.expression().piece;
  return [reader.name(), ' ', reader.expectOperator('=>'), ' ', reader.expression().piece];
}

const FILE_FORMATS = ['PARQUET', 'CSV', 'JSON'];

/** Spark's parquet.`path`. */
function fileTable(reader: Reader): Piece | null {
  if (
    !reader.rules.query.filesAsTables ||
    !reader.isAnyWord(FILE_FORMATS) ||
    !reader.isOperator('.', 1) ||
    reader.peek(2).kind !== 'quoted'
  )
    return null;
  const format = reader.next();
  reader.expectOperator('.');
  const path = reader.next();
  return [mark(format, `read_${format.text.toLowerCase()}`), '(', mark(path, quoteText(path.value)), ')'];
}

/** Spark's LATERAL VIEW explode(array) t AS x: a row for each element. */
function lateralView(reader: Reader): Piece {
  const { at } = reader.peek();
  if (!reader.rules.query.lateralView) throw notSupported(`LATERAL VIEW in ${reader.rules.label}`, at);
  reader.expectWord('LATERAL', 'VIEW');
  const outer = reader.takeWord('OUTER') !== null;
  const called = reader.next();
  if (called.text !== 'EXPLODE') throw notSupported(`LATERAL VIEW of ${called.value}()`, called.at);
  const [array, ...more] = reader.list(() => reader.expression());
  if (array === undefined || more.length > 0) throw reader.unexpected();
  const table = reader.isWord('AS') ? '"exploded"' : reader.name();
  const column = reader.takeWord('AS') === null ? '"col"' : reader.name();
  const rows: Piece = ['LATERAL unnest(', array.piece, ') AS ', table, '(', column, ')'];
  return outer ? ['\nLEFT JOIN ', rows, ' ON true'] : ['\nCROSS JOIN ', rows];
}
