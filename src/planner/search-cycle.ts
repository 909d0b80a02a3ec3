/**
 * SEARCH and CYCLE of a recursive WITH table, written out as SQL without them: columns more in both terms of the UNION.
 *
 *     SEARCH DEPTH FIRST BY a SET s          ARRAY[ROW(a)]   and then   s || ROW(a)
 *     SEARCH BREADTH FIRST BY a SET s        ROW(0, a)       and then   ROW((s).f1 + 1, a)
 *     CYCLE a SET m TO v DEFAULT d USING p   d, ARRAY[ROW(a)]  and then   CASE WHEN ROW(a) = ANY (p) THEN v ELSE d END, p || ROW(a),
 *                                            of rows that are not marked yet
 */
import { SQLSTATE } from '../common/errors.js';
import type { CommonTable, Expression, FromItem, SelectQuery, SetOperationQuery, Target, ValuesQuery } from '../sql/ast.js';
import { PLAIN_SELECT } from '../sql/plain-select.js';
import { errorAt } from './bind-context.js';

const ROWS = '$rows';

/** The query with the columns of SEARCH and CYCLE; `names` are those of the table's own columns. */
export function withSearchAndCycle(table: CommonTable, query: SetOperationQuery, names: readonly string[]): SetOperationQuery {
  checkNames(table, names);
  const { left, right } = query;
  if (left.kind === 'set-operation') throw wrongSide('left');
  if (right.kind !== 'select') throw wrongSide('right');
  return { ...query, left: withColumns(left, names, firstColumns(table)), right: step(table, right, names) };
}

/** Names of the columns that SEARCH and CYCLE add, in their order. */
export function addedNames({ search, cycle }: CommonTable): readonly string[] {
  return [...(search === null ? [] : [search.sequence]), ...(cycle === null ? [] : [cycle.mark, cycle.path])];
}

function wrongSide(side: string): Error {
  return errorAt(SQLSTATE.syntaxError, `with a SEARCH or CYCLE clause, the ${side} side of the UNION must be a SELECT`, -1);
}

function checkNames(table: CommonTable, names: readonly string[]): void {
  const { search, cycle, position } = table;
  const invalid = (message: string): Error => errorAt(SQLSTATE.syntaxError, message, position);
  const columns = (what: string, list: readonly string[]): void => {
    list.forEach((name, i) => {
      if (!names.includes(name)) throw invalid(`${what} column "${name}" not in WITH query column list`);
      if (list.indexOf(name) !== i) throw errorAt(SQLSTATE.duplicateColumn, `${what} column "${name}" specified more than once`, position);
    });
  };
  const added = (what: string, name: string): void => {
    if (names.includes(name)) throw invalid(`${what} column name "${name}" already used in WITH query column list`);
  };
  if (search !== null) {
    columns('search', search.columns);
    added('search sequence', search.sequence);
  }
  if (cycle === null) return;
  columns('cycle', cycle.columns);
  added('cycle mark', cycle.mark);
  added('cycle path', cycle.path);
  if (cycle.mark === cycle.path) throw invalid('cycle mark column name and cycle path column name are the same');
  if (search?.sequence === cycle.mark) throw invalid('search sequence column name and cycle mark column name are the same');
  if (search?.sequence === cycle.path) throw invalid('search sequence column name and cycle path column name are the same');
}

function firstColumns({ search, cycle }: CommonTable): readonly Target[] {
  const made: Target[] = [];
  if (search !== null)
    made.push(target(search.breadthFirst ? row([integer(0), ...own(search.columns)]) : array(row(own(search.columns))), search.sequence));
  if (cycle !== null) made.push(target(cycle.unmarked, cycle.mark), target(array(row(own(cycle.columns))), cycle.path));
  return made;
}

function step(table: CommonTable, select: SelectQuery, names: readonly string[]): SelectQuery {
  const { search, cycle } = table;
  const alias = select.from.map((item) => aliasIn(item, table.name)).find((found) => found !== undefined);
  if (alias === undefined) {
    const message = `with a SEARCH or CYCLE clause, the recursive reference to WITH query "${table.name}" must be at the top level of its right-hand SELECT`;
    throw errorAt(SQLSTATE.featureNotSupported, message, -1);
  }
  const added = addedNames(table);
  const carried = added.map((name) => target({ kind: 'column', name: [alias, name], position: -1 }, name));
  const inner: SelectQuery = { ...select, targets: [...select.targets, ...carried] };
  const made: Target[] = [];
  if (search !== null) {
    const before = column(search.sequence);
    const depth: Expression = { kind: 'indirection', operand: before, steps: [{ kind: 'field', name: 'f1' }], position: -1 };
    const next = operator('+', depth, integer(1));
    const value = search.breadthFirst ? row([next, ...own(search.columns)]) : operator('||', before, row(own(search.columns)));
    made.push(target(value, search.sequence));
  }
  let where: Expression | null = null;
  if (cycle !== null) {
    const here = row(own(cycle.columns));
    const isThere: Expression = {
      kind: 'quantified',
      left: here,
      operator: '=',
      quantifier: 'any',
      array: column(cycle.path),
      position: -1,
    };
    const mark: Expression = {
      kind: 'case',
      operand: null,
      branches: [{ when: isThere, then: cycle.marked, position: -1 }],
      otherwise: cycle.unmarked,
      position: -1,
    };
    made.push(target(mark, cycle.mark), target(operator('||', column(cycle.path), here), cycle.path));
    where = operator('<>', column(cycle.mark), cycle.marked);
  }
  return { ...withColumns(inner, [...names, ...added], made, names), where };
}

/** SELECT names, added FROM (query) AS rows(columns). */
function withColumns(
  query: SelectQuery | ValuesQuery,
  columns: readonly string[],
  added: readonly Target[],
  kept: readonly string[] = columns,
): SelectQuery {
  const from: FromItem = { kind: 'subquery', query, lateral: false, alias: { name: ROWS, columns }, position: query.position };
  return {
    ...PLAIN_SELECT,
    targets: [...kept.map((name) => target(column(name), name)), ...added],
    from: [from],
    position: query.position,
  };
}

/** How the query calls the table, where it is in FROM itself. */
function aliasIn(item: FromItem, name: string): string | undefined {
  if (item.kind === 'join') return aliasIn(item.left, name) ?? aliasIn(item.right, name);
  if (item.kind !== 'table' || item.table.schema !== null || item.table.name !== name) return undefined;
  return item.alias?.name ?? name;
}

function target(expression: Expression, name: string): Target {
  return { expression, name, position: -1 };
}

function column(name: string): Expression {
  return { kind: 'column', name: [ROWS, name], position: -1 };
}

function own(names: readonly string[]): readonly Expression[] {
  return names.map(column);
}

function row(items: readonly Expression[]): Expression {
  return { kind: 'row', items, explicit: true, position: -1 };
}

function array(item: Expression): Expression {
  return { kind: 'array', items: [item], position: -1 };
}

function integer(value: number): Expression {
  return { kind: 'integer', value, position: -1 };
}

function operator(name: string, left: Expression, right: Expression): Expression {
  return { kind: 'operator', operator: name, schema: null, left, right, position: -1 };
}

/** Both terms of a recursion, or another query, without the clauses. */
export function isMarked({ search, cycle }: CommonTable): boolean {
  return search !== null || cycle !== null;
}
