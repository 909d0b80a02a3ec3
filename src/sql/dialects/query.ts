/** Queries: WITH, SELECT and its clauses, set operations, LIMIT. What PostgreSQL's grammar has too is copied; what it lacks is rewritten. */
import { notSupported } from '../../common/errors.js';
import { fromClause } from './from.js';
import { commaList, type Piece, quoteName } from './piece.js';
import { operand, type Parsed, type Reader } from './reader.js';
import { tableName } from './table-name.js';
import { sortKeys, windowSpec } from './window.js';

export function readQuery(reader: Reader): Piece {
  const parts: Piece[] = [];
  const aliases = reader.aliases;
  reader.aliases = new Map();
  if (reader.isWord('WITH')) parts.push(withClause(reader), '\n');
  const body = setOperations(reader);
  parts.push(body.piece);
  if (reader.takeWord('ORDER', 'BY') !== null) parts.push('\nORDER BY ', sortKeys(reader));
  for (const word of ['SORT', 'CLUSTER', 'DISTRIBUTE']) if (reader.isWord(word, 'BY')) throw notSupported(`${word} BY`, reader.peek().at);
  parts.push(limits(reader, body.top));
  if (reader.isWord('FOR')) throw notSupported('FOR UPDATE', reader.peek().at);
  reader.aliases = aliases;
  return parts;
}

function withClause(reader: Reader): Piece {
  const parts: Piece[] = [reader.expectWord('WITH'), reader.takeWord('RECURSIVE') === null ? '' : ' RECURSIVE', ' '];
  do {
    const name = reader.name();
    const columns = reader.isOperator('(') ? ['(', commaList(reader.list(() => reader.name())), ')'] : '';
    reader.expectWord('AS');
    reader.expectOperator('(');
    const query = reader.query();
    reader.expectOperator(')');
    parts.push(parts.length === 3 ? '' : ', ', name, columns, ' AS (', query, ')');
  } while (reader.takeOperator(',') !== null);
  return parts;
}

interface Body {
  readonly piece: Piece;
  /** SELECT TOP n of a query without set operations. */
  readonly top: Piece | null;
}

const SET_OPERATIONS = ['UNION', 'INTERSECT', 'EXCEPT', 'MINUS'];

function setOperations(reader: Reader): Body {
  const first = queryTerm(reader);
  if (!reader.isAnyWord(SET_OPERATIONS)) return first;
  const parts: Piece[] = [closed(first)];
  while (reader.isAnyWord(SET_OPERATIONS)) {
    const operation = reader.next();
    const all = reader.takeWord('ALL') ?? reader.takeWord('DISTINCT') ?? '';
    if (reader.isWord('BY', 'NAME')) throw notSupported('a set operation BY NAME', reader.peek().at);
    parts.push(
      '\n',
      { text: operation.text === 'MINUS' ? 'EXCEPT' : operation.text, at: operation.at },
      ' ',
      all,
      '\n',
      closed(queryTerm(reader)),
    );
  }
  return { piece: parts, top: null };
}

function closed(body: Body): Piece {
  return body.top === null ? body.piece : ['(', body.piece, '\nLIMIT ', body.top, ')'];
}

function queryTerm(reader: Reader): Body {
  if (reader.isOperator('(')) {
    reader.next();
    const query = reader.query();
    reader.expectOperator(')');
    return { piece: ['(', query, ')'], top: null };
  }
  if (reader.isWord('VALUES')) return { piece: values(reader), top: null };
  if (reader.isWord('TABLE')) return { piece: [reader.expectWord('TABLE'), ' ', tableName(reader)], top: null };
  return select(reader);
}

/** Rows in parentheses, MySQL's ROW(...), or single values. */
export function values(reader: Reader): Piece {
  const word = reader.expectWord('VALUES');
  const rows: Piece[] = [];
  do {
    reader.takeWord('ROW');
    rows.push(reader.isOperator('(') ? ['(', commaList(reader.list(() => valueItem(reader))), ')'] : ['(', valueItem(reader), ')']);
  } while (reader.takeOperator(',') !== null);
  return [word, ' ', commaList(rows)];
}

function valueItem(reader: Reader): Piece {
  if (reader.isWord('DEFAULT') && !reader.isOperator('(', 1)) return reader.expectWord('DEFAULT');
  return reader.expression().piece;
}

interface SelectItem {
  readonly piece: Piece;
  readonly expression: Parsed | null;
  /** Its name in the result, quoted. */
  readonly name: Piece | null;
}

function select(reader: Reader): Body {
  const word = reader.expectWord('SELECT');
  const distinct = reader.takeWord('DISTINCT') ?? reader.takeWord('ALL') ?? '';
  if (reader.isWord('AS', 'STRUCT') || reader.isWord('AS', 'VALUE')) throw notSupported('SELECT AS', reader.peek().at);
  const top = reader.rules.query.top && reader.takeWord('TOP') !== null ? reader.expression(reader.rules.unaryLevel).piece : null;
  const items: SelectItem[] = [];
  do items.push(selectItem(reader));
  while (reader.takeOperator(',') !== null && !(reader.isWord('FROM') && reader.rules.query.starWithout !== null));
  const from = reader.takeWord('FROM') === null ? null : fromClause(reader);
  const conditions: Piece[] = [];
  if (reader.takeWord('WHERE') !== null) conditions.push(operand(reader.expression()));
  conditions.push(...(from?.conditions ?? []));
  const group = groupBy(reader);
  if (reader.rules.query.aliasInHaving) reader.aliases = aliasesOf(items);
  const having = reader.takeWord('HAVING') === null ? null : reader.expression().piece;
  const qualify = reader.isWord('QUALIFY') ? qualifyCondition(reader) : null;
  reader.aliases = new Map();
  const windows = windowClause(reader);
  const late = qualify ?? (reader.isWord('QUALIFY') ? qualifyCondition(reader) : null);
  const rest: Piece[] = [];
  if (from !== null) rest.push('\nFROM ', from.piece);
  if (conditions.length > 0)
    rest.push(
      '\nWHERE ',
      conditions.map((condition, index) => (index === 0 ? condition : [' AND ', condition])),
    );
  rest.push(group, having === null ? '' : ['\nHAVING ', having], windows);
  if (late === null) return { piece: [word, ' ', distinct, ' ', commaList(items.map(({ piece }) => piece)), rest], top };
  return { piece: qualified({ word, distinct, items, rest, condition: late, at: reader.peek().at }), top };
}

function selectItem(reader: Reader): SelectItem {
  if (reader.isOperator('*')) return { piece: star(reader, reader.expectOperator('*')), expression: null, name: null };
  const qualifier = starQualifier(reader);
  if (qualifier !== null) return { piece: star(reader, qualifier), expression: null, name: null };
  const expression = reader.expression();
  const alias = selectAlias(reader);
  if (alias !== null) return { piece: [expression.piece, ' AS ', alias], expression, name: alias };
  const { name } = expression;
  if (name !== undefined) return { piece: [expression.piece, ' AS ', quoteName(name)], expression, name: quoteName(name) };
  return { piece: expression.piece, expression, name: null };
}

function star(reader: Reader, piece: Piece): Piece {
  const without = ['EXCEPT', 'EXCLUDE', 'REPLACE', 'RENAME', 'ILIKE'].find((word) => reader.isWord(word) && !reader.startsQuery(1));
  if (without !== undefined && !reader.isWord(without, 'ALL') && !reader.isWord(without, 'DISTINCT'))
    throw notSupported(`* ${without}`, reader.peek().at);
  return piece;
}

/** `t.*`, `s.t.*`. */
function starQualifier(reader: Reader): Piece | null {
  let ahead = 0;
  while (reader.isName(ahead) && reader.isOperator('.', ahead + 1)) {
    ahead += 2;
    if (reader.isOperator('*', ahead)) {
      const parts: Piece[] = [];
      while (!reader.isOperator('*')) parts.push(reader.name(), reader.expectOperator('.'));
      return [parts, reader.expectOperator('*')];
    }
  }
  return null;
}

function selectAlias(reader: Reader): Piece | null {
  const as = reader.takeWord('AS') !== null;
  if (reader.rules.query.aliasStrings && reader.peek().kind === 'string') {
    const token = reader.next();
    return { text: quoteName(token.value.toLowerCase()), at: token.at };
  }
  if (as && reader.isOperator('(')) throw notSupported('several aliases of an expression', reader.peek().at);
  return as || reader.isName() ? reader.name() : null;
}

/** What HAVING may call the items, where that is not their own name. */
function aliasesOf(items: readonly SelectItem[]): ReadonlyMap<string, Piece> {
  const aliases = new Map<string, Piece>();
  for (const { expression, name } of items) {
    if (expression === null || name === null || expression.column !== undefined || typeof name === 'string' || !('text' in name)) continue;
    aliases.set(name.text.slice(1, -1).replaceAll('""', '"').toLowerCase(), expression.piece);
  }
  return aliases;
}

function groupBy(reader: Reader): Piece {
  if (reader.takeWord('GROUP', 'BY') === null) return '';
  if (reader.isWord('ALL')) throw notSupported('GROUP BY ALL', reader.peek().at);
  const items: Piece[] = [];
  do items.push(groupItem(reader));
  while (reader.takeOperator(',') !== null);
  if (reader.isWord('WITH')) {
    if (!reader.rules.query.withRollup) throw reader.unexpected();
    const at = reader.peek().at;
    if (reader.takeWord('WITH', 'ROLLUP') !== null) return ['\nGROUP BY ', { text: 'ROLLUP', at }, '(', commaList(items), ')'];
    reader.expectWord('WITH', 'CUBE');
    return ['\nGROUP BY ', { text: 'CUBE', at }, '(', commaList(items), ')'];
  }
  if (reader.isWord('GROUPING', 'SETS')) throw notSupported('GROUPING SETS behind a list of keys', reader.peek().at);
  return ['\nGROUP BY ', commaList(items)];
}

function groupItem(reader: Reader): Piece {
  const word = reader.isWord('GROUPING', 'SETS')
    ? reader.expectWord('GROUPING', 'SETS')
    : reader.isAnyWord(['ROLLUP', 'CUBE']) && reader.isOperator('(', 1)
      ? reader.expectWord(reader.peek().text)
      : null;
  if (word !== null) return [word, ' (', commaList(reader.list(() => groupItem(reader))), ')'];
  if (reader.isOperator('(') && reader.isOperator(')', 1)) return [reader.expectOperator('('), reader.expectOperator(')')];
  return reader.expression().piece;
}

function windowClause(reader: Reader): Piece {
  if (reader.takeWord('WINDOW') === null) return '';
  const windows: Piece[] = [];
  do {
    const name = reader.name();
    reader.expectWord('AS');
    windows.push([name, ' AS ', windowSpec(reader, '')]);
  } while (reader.takeOperator(',') !== null);
  return ['\nWINDOW ', commaList(windows)];
}

function qualifyCondition(reader: Reader): Piece {
  const { at } = reader.peek();
  reader.expectWord('QUALIFY');
  if (!reader.rules.query.qualify) throw notSupported(`QUALIFY in ${reader.rules.label}`, at);
  return reader.expression().piece;
}

interface Qualified {
  readonly word: Piece;
  readonly distinct: Piece;
  readonly items: readonly SelectItem[];
  readonly rest: Piece;
  readonly condition: Piece;
  readonly at: number;
}

/** Rows are chosen by the condition, a further column of a subquery, which the outer select list leaves out: so it has to know all names. */
function qualified({ word, distinct, items, rest, condition, at }: Qualified): Piece {
  const names = items.map(({ expression, name, piece }) => {
    if (name !== null) return { name, piece };
    if (expression?.column === undefined) throw notSupported('QUALIFY with a select list that has * or a column without a name', at);
    return { name: expression.column, piece };
  });
  const inner = [
    word,
    ' ',
    commaList([...names.map(({ piece }) => piece), [operand({ piece: condition, atomic: false }), ' AS "conduct_qualify"']]),
    rest,
  ];
  return [
    'SELECT ',
    distinct,
    ' ',
    commaList(names.map(({ name }) => name)),
    '\nFROM (',
    inner,
    ') AS "qualified"\nWHERE "conduct_qualify"',
  ];
}

function limits(reader: Reader, top: Piece | null): Piece {
  const parts: Piece[] = top === null ? [] : ['\nLIMIT ', top];
  for (;;) {
    if (reader.takeWord('LIMIT') !== null) parts.push(limit(reader));
    else if (reader.takeWord('OFFSET') !== null) {
      parts.push('\nOFFSET ', reader.expression().piece);
      if (reader.takeWord('ROWS') === null) reader.takeWord('ROW');
    } else if (reader.isWord('FETCH')) parts.push(fetch(reader));
    else return parts;
  }
}

function limit(reader: Reader): Piece {
  if (reader.takeWord('ALL') !== null) return '\nLIMIT ALL';
  const first = reader.expression().piece;
  if (!reader.rules.query.limitWithOffset || reader.takeOperator(',') === null) return ['\nLIMIT ', first];
  return ['\nLIMIT ', reader.expression().piece, '\nOFFSET ', first];
}

function fetch(reader: Reader): Piece {
  reader.expectWord('FETCH');
  if (reader.takeWord('FIRST') === null) reader.expectWord('NEXT');
  const count = reader.isAnyWord(['ROW', 'ROWS']) ? '1' : operand(reader.expression(reader.rules.unaryLevel));
  if (reader.takeWord('ROWS') === null) reader.expectWord('ROW');
  if (reader.takeWord('WITH', 'TIES') !== null) return ['\nFETCH FIRST ', count, ' ROWS WITH TIES'];
  reader.expectWord('ONLY');
  return ['\nFETCH FIRST ', count, ' ROWS ONLY'];
}
