/** Statements about the session: settings, transactions, cursors, prepared statements. */
import type { DeclareCursorStmt, FetchStmt, Node, TransactionStmt, VariableSetStmt } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import type {
  DeclareCursorStatement,
  FetchStatement,
  ResetStatement,
  SetStatement,
  StatementText,
  TransactionStatement,
  UnsupportedStatement,
} from '../ast.js';
import { type Conversion, nodeKind, selectOf } from './conversion.js';
import { expression } from './expression.js';
import { query } from './query.js';

export function variableSet(
  node: VariableSetStmt,
  text: StatementText,
  c: Conversion,
): SetStatement | ResetStatement | UnsupportedStatement {
  const name = (node.name ?? '').toLowerCase();
  const set = { kind: 'set', ...text, name, local: node.is_local === true } as const;
  switch (known(node.kind, 'kind of SET')) {
    case 'VAR_SET_VALUE':
      return { ...set, values: (node.args ?? []).map((arg) => settingValue(arg, c)), isDefault: false };
    case 'VAR_SET_DEFAULT':
      return { ...set, values: [], isDefault: true };
    case 'VAR_SET_MULTI':
      // SET TRANSACTION and SET SESSION CHARACTERISTICS: `name=value` each.
      return {
        ...set,
        values: (node.args ?? []).map((arg) => {
          assert('DefElem' in arg, 'a transaction mode');
          return `${arg.DefElem.defname ?? ''}=${settingValue(known(arg.DefElem.arg, 'value'), c)}`;
        }),
        isDefault: false,
      };
    case 'VAR_RESET':
      return { kind: 'reset', ...text, name };
    case 'VAR_RESET_ALL':
      return { kind: 'reset', ...text, name: null };
    case 'VAR_SET_CURRENT':
      return { kind: 'unsupported', ...text, feature: 'SET ... FROM CURRENT' };
  }
}

function settingValue(node: Node, c: Conversion): string {
  const value = expression(node, c);
  // SET TIME ZONE INTERVAL '1' HOUR is the one value that is not a constant.
  const plain = value.kind === 'cast' ? value.operand : value;
  switch (plain.kind) {
    case 'string':
      return value.kind === 'cast' && value.type.name === 'interval' ? `interval '${plain.value}'` : plain.value;
    case 'integer':
      return String(plain.value);
    case 'decimal':
      return plain.text;
    case 'boolean':
      return plain.value ? 'true' : 'false';
    default:
      assert(false, `setting of kind ${nodeKind(node)}`);
  }
}

export function transaction(node: TransactionStmt, text: StatementText, c: Conversion): TransactionStatement {
  const modes = new Map<string, string>();
  for (const option of node.options ?? []) {
    assert('DefElem' in option, 'a transaction mode');
    modes.set(option.DefElem.defname ?? '', settingValue(known(option.DefElem.arg, 'value'), c));
  }
  const flag = (name: string): boolean | null => {
    const value = modes.get(name);
    return value === undefined ? null : value === '1';
  };
  return {
    kind: 'transaction',
    ...text,
    action: action(known(node.kind, 'kind of transaction statement')),
    name: node.savepoint_name ?? node.gid ?? null,
    isolation: modes.get('transaction_isolation') ?? null,
    readOnly: flag('transaction_read_only'),
    deferrable: flag('transaction_deferrable'),
    chain: node.chain === true,
  };
}

function action(kind: NonNullable<TransactionStmt['kind']>): TransactionStatement['action'] {
  switch (kind) {
    case 'TRANS_STMT_BEGIN':
      return 'begin';
    case 'TRANS_STMT_START':
      return 'start';
    case 'TRANS_STMT_COMMIT':
      return 'commit';
    case 'TRANS_STMT_ROLLBACK':
      return 'rollback';
    case 'TRANS_STMT_SAVEPOINT':
      return 'savepoint';
    case 'TRANS_STMT_RELEASE':
      return 'release';
    case 'TRANS_STMT_ROLLBACK_TO':
      return 'rollback to';
    case 'TRANS_STMT_PREPARE':
      return 'prepare';
    case 'TRANS_STMT_COMMIT_PREPARED':
      return 'commit prepared';
    case 'TRANS_STMT_ROLLBACK_PREPARED':
      return 'rollback prepared';
  }
}

/** parsenodes.h, CURSOR_OPT_*. */
const CURSOR_BINARY = 0x1;
const CURSOR_SCROLL = 0x2;
const CURSOR_NO_SCROLL = 0x4;
const CURSOR_HOLD = 0x20;

export function declareCursor(node: DeclareCursorStmt, text: StatementText, c: Conversion): DeclareCursorStatement {
  const options = node.options ?? 0;
  return {
    kind: 'declare-cursor',
    ...text,
    name: node.portalname ?? '',
    query: query(selectOf(node.query), c),
    hold: (options & CURSOR_HOLD) !== 0,
    scroll: (options & CURSOR_SCROLL) !== 0 ? true : (options & CURSOR_NO_SCROLL) !== 0 ? false : null,
    binary: (options & CURSOR_BINARY) !== 0,
  };
}

/** FETCH_ALL of the grammar is LONG_MAX, which is 32 bits wide in WebAssembly. */
const FETCH_ALL = 0x7fff_ffff;

export function fetch(node: FetchStmt, text: StatementText): FetchStatement {
  const count = Number(node.howMany ?? 0);
  const direction = node.direction ?? 'FETCH_FORWARD';
  return {
    kind: 'fetch',
    ...text,
    cursor: node.portalname ?? '',
    direction:
      direction === 'FETCH_BACKWARD'
        ? 'backward'
        : direction === 'FETCH_ABSOLUTE'
          ? 'absolute'
          : direction === 'FETCH_RELATIVE'
            ? 'relative'
            : 'forward',
    count: count >= FETCH_ALL ? null : count,
    move: node.ismove === true,
  };
}
