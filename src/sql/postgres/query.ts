/** SELECT, VALUES and set operations of the parse tree, with FROM, WITH and what follows them. */
import type {
  CommonTableExpr,
  CTECycleClause,
  CTESearchClause,
  Node,
  WithClause as PgWithClause,
  RangeFunction,
  SelectStmt,
} from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type {
  ColumnTypeDefinition,
  CommonTable,
  CycleClause,
  Expression,
  FromItem,
  FunctionItem,
  GroupItem,
  JoinItem,
  LockingClause,
  ModifyingQuery,
  Query,
  QueryTail,
  SearchClause,
  WithClause,
} from '../ast.js';
import { aliasOf, at, type Conversion, nodeKind, relationName, selectOf, strings } from './conversion.js';
import { expression, expressions, optional, sortKeys, targets, typeOf, windowSpec } from './expression.js';

export function query(statement: SelectStmt, c: Conversion): Query {
  if (statement.intoClause !== undefined)
    throw new ConductError(SQLSTATE.syntaxError, 'SELECT ... INTO is not allowed here', { position: relationPosition(statement, c) });
  return queryWithoutInto(statement, c);
}

/** SELECT INTO is a statement of its own: its caller has read the INTO. */
export function queryWithoutInto(statement: SelectStmt, c: Conversion): Query {
  if (statement.op !== undefined && statement.op !== 'SETOP_NONE') return setOperation(statement, c);
  const tail = queryTail(statement, c);
  if (statement.valuesLists !== undefined) {
    const rows = statement.valuesLists.map((row) => {
      assert('List' in row, 'a row of VALUES');
      return expressions(row.List.items, c);
    });
    return { kind: 'values', rows, ...tail, position: rows[0]?.[0]?.position ?? -1 };
  }
  const list = targets(statement.targetList, c);
  return {
    kind: 'select',
    distinct: statement.distinctClause === undefined ? null : { on: distinctOn(statement.distinctClause, c) },
    targets: list,
    from: (statement.fromClause ?? []).map((item) => fromItem(item, c)),
    where: optional(statement.whereClause, c),
    groupBy: (statement.groupClause ?? []).map((item) => groupItem(item, c)),
    groupDistinct: statement.groupDistinct === true,
    having: optional(statement.havingClause, c),
    windows: (statement.windowClause ?? []).map((window) => {
      assert('WindowDef' in window, 'a window definition');
      return windowSpec(window.WindowDef, true, c);
    }),
    ...tail,
    position: list[0]?.position ?? -1,
  };
}

export function withClause(clause: PgWithClause | undefined, c: Conversion): WithClause | null {
  if (clause === undefined) return null;
  const tables = (clause.ctes ?? []).map((node) => {
    assert('CommonTableExpr' in node, 'a common table expression');
    return commonTable(node.CommonTableExpr, c);
  });
  return { recursive: clause.recursive === true, tables, position: at(c, clause.location) };
}

export function fromItem(node: Node, c: Conversion): FromItem {
  if ('RangeVar' in node) {
    const table = relationName(node.RangeVar, c);
    return { kind: 'table', table, only: node.RangeVar.inh !== true, alias: aliasOf(node.RangeVar.alias), position: table.position };
  }
  if ('JoinExpr' in node) return join(node, c);
  if ('RangeSubselect' in node) {
    const { lateral, subquery, alias } = node.RangeSubselect;
    const inner = query(selectOf(subquery), c);
    return { kind: 'subquery', query: inner, lateral: lateral === true, alias: aliasOf(alias), position: inner.position };
  }
  if ('RangeFunction' in node) return functionItem(node.RangeFunction, c);
  if ('RangeTableSample' in node) {
    const { relation, method, args, repeatable, location } = node.RangeTableSample;
    const item = fromItem(known(relation, 'sampled relation'), c);
    if (item.kind !== 'table') return { kind: 'unsupported-item', feature: 'TABLESAMPLE of this', position: at(c, location) };
    const sample = {
      method: strings(method).at(-1) ?? '',
      args: expressions(args, c),
      repeatable: optional(repeatable, c),
      position: at(c, location),
    };
    return { ...item, sample };
  }
  if ('RangeTableFunc' in node) return { kind: 'unsupported-item', feature: 'XMLTABLE', position: at(c, node.RangeTableFunc.location) };
  if ('JsonTable' in node) return { kind: 'unsupported-item', feature: 'JSON_TABLE', position: at(c, node.JsonTable.location) };
  return { kind: 'unsupported-item', feature: `FROM item of kind ${nodeKind(node)}`, position: -1 };
}

/** A query, or the data-modifying statement that stands where one may. */
export function queryOrModifying(node: Node | undefined, position: number, c: Conversion): Query | ModifyingQuery {
  const statement = known(node, 'query');
  if ('SelectStmt' in statement) return query(statement.SelectStmt, c);
  return { kind: 'modifying', statement: c.modifying(statement, c.text, c), position };
}

// ---------------------------------------------------------------------------------------------------------------------

function relationPosition(statement: SelectStmt, c: Conversion): number {
  return at(c, statement.intoClause?.rel?.location ?? -1);
}

/**
 * UNION chains lean to the left, and may be thousands long: walked in a loop. A node on the way down that has WITH, ORDER BY
 * or LIMIT of its own was in parentheses, and they stay its own.
 */
function setOperation(top: SelectStmt, c: Conversion): Query {
  const chain: SelectStmt[] = [top];
  let leftmost = known(top.larg, 'left side');
  while (leftmost.op !== undefined && leftmost.op !== 'SETOP_NONE') {
    chain.push(leftmost);
    leftmost = known(leftmost.larg, 'left side');
  }
  let left = query(leftmost, c);
  for (let i = chain.length - 1; i >= 0; i--) {
    const node = known(chain[i], 'set operation');
    left = {
      kind: 'set-operation',
      operation: node.op === 'SETOP_INTERSECT' ? 'intersect' : node.op === 'SETOP_EXCEPT' ? 'except' : 'union',
      all: node.all === true,
      left,
      right: query(known(node.rarg, 'right side'), c),
      ...queryTail(node, c),
      position: left.position,
    };
  }
  return left;
}

function queryTail(statement: SelectStmt, c: Conversion): Omit<QueryTail, 'position'> {
  return {
    with: withClause(statement.withClause, c),
    orderBy: sortKeys(statement.sortClause, c),
    limit: rowCount(statement.limitCount, c),
    offset: rowCount(statement.limitOffset, c),
    withTies: statement.limitOption === 'LIMIT_OPTION_WITH_TIES',
    locking: (statement.lockingClause ?? []).map((node): LockingClause => {
      assert('LockingClause' in node, 'a locking clause');
      const { strength, lockedRels, waitPolicy } = node.LockingClause;
      const names = (lockedRels ?? []).map((each) => {
        assert('RangeVar' in each, 'a locked relation');
        return relationName(each.RangeVar, c);
      });
      return {
        strength:
          strength === 'LCS_FORKEYSHARE'
            ? 'key share'
            : strength === 'LCS_FORSHARE'
              ? 'share'
              : strength === 'LCS_FORNOKEYUPDATE'
                ? 'no key update'
                : 'update',
        of: names.map(({ name }) => name),
        wait: waitPolicy === 'LockWaitError' ? 'nowait' : waitPolicy === 'LockWaitSkip' ? 'skip' : 'wait',
        position: names[0]?.position ?? -1,
      };
    }),
  };
}

/** LIMIT ALL comes as a null literal, and LIMIT NULL means the same. */
function rowCount(node: Node | undefined, c: Conversion): Expression | null {
  const count = optional(node, c);
  return count?.kind === 'null' ? null : count;
}

/** Plain DISTINCT is a list of one empty node in the tree. */
function distinctOn(nodes: readonly Node[], c: Conversion): readonly Expression[] {
  return expressions(
    nodes.filter((node) => Object.keys(node).length > 0),
    c,
  );
}

function groupItem(node: Node, c: Conversion): GroupItem {
  if ('GroupingSet' in node) {
    const { kind, content, location } = node.GroupingSet;
    const position = at(c, location);
    const items = (content ?? []).map((item) => groupItem(item, c));
    switch (kind) {
      case 'GROUPING_SET_ROLLUP':
        return { kind: 'rollup', items, position };
      case 'GROUPING_SET_CUBE':
        return { kind: 'cube', items, position };
      case 'GROUPING_SET_SETS':
        return { kind: 'sets', items, position };
      default:
        return { kind: 'empty', position };
    }
  }
  const grouped = expression(node, c);
  return { kind: 'expression', expression: grouped, position: grouped.position };
}

function searchClause(clause: CTESearchClause | undefined): SearchClause | null {
  if (clause === undefined) return null;
  const { search_col_list, search_breadth_first, search_seq_column } = clause;
  return { columns: strings(search_col_list), breadthFirst: search_breadth_first === true, sequence: search_seq_column ?? '' };
}

function cycleClause(clause: CTECycleClause | undefined, c: Conversion): CycleClause | null {
  if (clause === undefined) return null;
  const { cycle_col_list, cycle_mark_column, cycle_mark_value, cycle_mark_default, cycle_path_column } = clause;
  return {
    columns: strings(cycle_col_list),
    mark: cycle_mark_column ?? '',
    marked: cycle_mark_value === undefined ? { kind: 'boolean', value: true, position: -1 } : expression(cycle_mark_value, c),
    unmarked: cycle_mark_default === undefined ? { kind: 'boolean', value: false, position: -1 } : expression(cycle_mark_default, c),
    path: cycle_path_column ?? '',
  };
}

function commonTable(table: CommonTableExpr, c: Conversion): CommonTable {
  const position = at(c, table.location);
  return {
    name: table.ctename ?? '',
    columns: strings(table.aliascolnames),
    materialized: table.ctematerialized === 'CTEMaterializeAlways' ? true : table.ctematerialized === 'CTEMaterializeNever' ? false : null,
    query: queryOrModifying(table.ctequery, position, c),
    search: searchClause(table.search_clause),
    cycle: cycleClause(table.cycle_clause, c),
    position,
  };
}

/** A chain of joins leans to the left: walked in a loop. */
function join(top: Extract<Node, { JoinExpr: unknown }>, c: Conversion): JoinItem {
  const chain = [top.JoinExpr];
  let leftmost = known(top.JoinExpr.larg, 'left side');
  while ('JoinExpr' in leftmost) {
    chain.push(leftmost.JoinExpr);
    leftmost = known(leftmost.JoinExpr.larg, 'left side');
  }
  let left = fromItem(leftmost, c);
  for (let i = chain.length - 1; i >= 0; i--) {
    const node = known(chain[i], 'join');
    const using = strings(node.usingClause);
    const natural = node.isNatural === true;
    const on = optional(node.quals, c);
    left = {
      kind: 'join',
      type: joinType(node.jointype, natural || using.length > 0 || on !== null),
      left,
      right: fromItem(known(node.rarg, 'right side'), c),
      natural,
      using,
      usingAlias: aliasOf(node.join_using_alias),
      on,
      alias: aliasOf(node.alias),
      position: left.position,
    };
  }
  assert(left.kind === 'join', 'a join');
  return left;
}

/** CROSS JOIN is an inner join without a condition in the tree; an inner join must have one. */
function joinType(type: string | undefined, conditioned: boolean): JoinItem['type'] {
  switch (type) {
    case 'JOIN_LEFT':
      return 'left';
    case 'JOIN_RIGHT':
      return 'right';
    case 'JOIN_FULL':
      return 'full';
    default:
      return conditioned ? 'inner' : 'cross';
  }
}

/** Each function is a list of the call and its column definitions (an empty node where there are none). */
function functionItem(item: RangeFunction, c: Conversion): FunctionItem {
  const functions = (item.functions ?? []).map((node) => {
    assert('List' in node, 'a function in FROM');
    const [call, columns] = node.List.items ?? [];
    const definitions = columns !== undefined && 'List' in columns ? columnTypes(columns.List.items, c) : [];
    return { call: expression(call, c), columns: definitions };
  });
  return {
    kind: 'function',
    functions,
    rowsFrom: item.is_rowsfrom === true,
    ordinality: item.ordinality === true,
    lateral: item.lateral === true,
    alias: aliasOf(item.alias),
    columns: columnTypes(item.coldeflist, c),
    position: functions[0]?.call.position ?? -1,
  };
}

function columnTypes(nodes: readonly Node[] | undefined, c: Conversion): readonly ColumnTypeDefinition[] {
  return (nodes ?? []).map((node) => {
    assert('ColumnDef' in node, 'a column definition');
    return { name: node.ColumnDef.colname ?? '', type: typeOf(node.ColumnDef.typeName, c) };
  });
}
