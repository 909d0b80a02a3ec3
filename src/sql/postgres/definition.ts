/** Statements that define objects: sequences, indexes, types, functions, ALTER, COMMENT. */
import type {
  AlterDomainStmt,
  AlterTableCmd,
  AlterTableStmt,
  CreateDomainStmt,
  CreateFunctionStmt,
  FunctionParameter,
  IndexStmt,
  Node,
  ObjectType,
} from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import type { Constraint, QualifiedName, RelationName, Statement, StatementText, TypeName, UnsupportedStatement } from '../ast.js';
import type {
  AlterAction,
  AlterDomainStatement,
  CreateFunctionStatement,
  CreateIndexStatement,
  CreateTypeStatement,
  ObjectKind,
} from '../definition-ast.js';
import { type Conversion, relationName, stringOf, strings } from './conversion.js';
import { typeOf } from './expression.js';
import { expressionAt, expressionText, leadingOperand, listItems } from './expression-text.js';
import { topLevelWords } from './leading-words.js';
import { options } from './option.js';
import { partitionBound } from './partition.js';
import { roleStatement } from './role.js';
import { addConstraint, columnDefinition, persistence } from './table-definition.js';
import { featureName } from './unsupported.js';

/** undefined: a statement of another kind. */
export function definition(node: Node, text: StatementText, c: Conversion): Statement | undefined {
  if ('CreateSeqStmt' in node) {
    const { sequence, options: list, if_not_exists } = node.CreateSeqStmt;
    const relation = known(sequence, 'sequence name');
    return {
      kind: 'create-sequence',
      ...text,
      sequence: relationName(relation, c),
      ifNotExists: if_not_exists === true,
      persistence: persistence(relation),
      options: options(list, c),
    };
  }
  if ('AlterSeqStmt' in node) {
    const { sequence, options: list, missing_ok } = node.AlterSeqStmt;
    const name = relationName(known(sequence, 'sequence name'), c);
    return { kind: 'alter-sequence', ...text, sequence: name, ifExists: missing_ok === true, options: options(list, c) };
  }
  if ('IndexStmt' in node) return createIndex(node.IndexStmt, text, c);
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt, text, c);
  if ('RenameStmt' in node) {
    const { renameType, relation, object, subname, newname, missing_ok } = node.RenameStmt;
    const kind = objectKind(renameType);
    if (kind === undefined) return unsupported(text);
    const isPart = kind === 'column' || kind === 'constraint' || kind === 'attribute';
    // A schema's name comes as the part.
    const name = relation !== undefined ? relationName(relation, c) : named(object === undefined ? [subname ?? ''] : nameParts(object));
    return {
      kind: 'rename',
      ...text,
      object: kind,
      name,
      args: object === undefined ? null : argumentTypes(object, c),
      part: isPart ? (subname ?? '') : null,
      newName: newname ?? '',
      ifExists: missing_ok === true,
    };
  }
  if ('AlterObjectSchemaStmt' in node) {
    const { objectType, relation, object, newschema, missing_ok } = node.AlterObjectSchemaStmt;
    const kind = objectKind(objectType);
    if (kind === undefined) return unsupported(text);
    const name = relation !== undefined ? relationName(relation, c) : named(nameParts(known(object, 'name')));
    const args = object === undefined ? null : argumentTypes(object, c);
    return { kind: 'set-schema', ...text, object: kind, name, args, newSchema: newschema ?? '', ifExists: missing_ok === true };
  }
  if ('CommentStmt' in node) {
    const { objtype, object, comment } = node.CommentStmt;
    const kind = objectKind(objtype);
    if (kind === undefined || object === undefined) return unsupported(text);
    return {
      kind: 'comment',
      ...text,
      object: kind,
      name: nameParts(object),
      args: argumentTypes(object, c) ?? [],
      comment: comment ?? null,
    };
  }
  if ('CreateEnumStmt' in node) {
    const { typeName, vals } = node.CreateEnumStmt;
    return { kind: 'create-type', ...text, name: strings(typeName), definition: { kind: 'enum', labels: strings(vals) } };
  }
  if ('CompositeTypeStmt' in node) {
    const { typevar, coldeflist } = node.CompositeTypeStmt;
    const { schema, name } = relationName(known(typevar, 'type name'), c);
    const fields = (coldeflist ?? []).map((field) => {
      assert('ColumnDef' in field, 'a field');
      return { name: field.ColumnDef.colname ?? '', type: typeOf(field.ColumnDef.typeName, c) };
    });
    return { kind: 'create-type', ...text, name: schema === null ? [name] : [schema, name], definition: { kind: 'composite', fields } };
  }
  if ('CreateRangeStmt' in node) {
    const { typeName, params } = node.CreateRangeStmt;
    const subtype = (params ?? []).flatMap((param) =>
      'DefElem' in param && param.DefElem.defname === 'subtype' ? [param.DefElem.arg] : [],
    )[0];
    const parameters = options(params, c).filter(({ name }) => name !== 'subtype');
    const range = {
      kind: 'range',
      parameters,
      subtype: subtype !== undefined && 'TypeName' in subtype ? typeOf(subtype.TypeName, c) : null,
    } as const;
    return { kind: 'create-type', ...text, name: strings(typeName), definition: range };
  }
  if ('CreateDomainStmt' in node) return createDomain(node.CreateDomainStmt, text, c);
  if ('AlterDomainStmt' in node) return alterDomain(node.AlterDomainStmt, text, c);
  if ('AlterEnumStmt' in node) {
    const { typeName, oldVal, newVal, newValNeighbor, newValIsAfter, skipIfNewValExists } = node.AlterEnumStmt;
    return {
      kind: 'alter-enum',
      ...text,
      name: strings(typeName),
      oldLabel: oldVal ?? null,
      newLabel: newVal ?? '',
      neighbour: newValNeighbor ?? null,
      after: newValIsAfter === true,
      ifNotExists: skipIfNewValExists === true,
    };
  }
  if ('CreateFunctionStmt' in node) return createFunction(node.CreateFunctionStmt, text, c);
  if ('AlterFunctionStmt' in node) {
    const { objtype, func, actions } = node.AlterFunctionStmt;
    const target = { ObjectWithArgs: known(func, 'function') };
    return {
      kind: 'alter-function',
      ...text,
      object: objtype === 'OBJECT_PROCEDURE' ? 'procedure' : 'function',
      name: named(nameParts(target)),
      args: argumentTypes(target, c),
      ...functionOptions(actions),
    };
  }
  if ('RefreshMatViewStmt' in node) {
    const { relation, concurrent, skipData } = node.RefreshMatViewStmt;
    const view = relationName(known(relation, 'view name'), c);
    return { kind: 'refresh', ...text, view, concurrently: concurrent === true, withData: skipData !== true };
  }
  return maintenance(node, text, c) ?? roleStatement(node, text, c);
}

function maintenance(node: Node, text: StatementText, c: Conversion): Statement | undefined {
  if ('VacuumStmt' in node) {
    const tables = (node.VacuumStmt.rels ?? []).flatMap((rel) =>
      'VacuumRelation' in rel && rel.VacuumRelation.relation !== undefined ? [relationName(rel.VacuumRelation.relation, c)] : [],
    );
    return { kind: 'maintenance', ...text, command: node.VacuumStmt.is_vacuumcmd === true ? 'VACUUM' : 'ANALYZE', tables };
  }
  if ('ReindexStmt' in node) {
    const { relation } = node.ReindexStmt;
    return { kind: 'maintenance', ...text, command: 'REINDEX', tables: relation === undefined ? [] : [relationName(relation, c)] };
  }
  if ('ClusterStmt' in node) {
    const { relation } = node.ClusterStmt;
    return { kind: 'maintenance', ...text, command: 'CLUSTER', tables: relation === undefined ? [] : [relationName(relation, c)] };
  }
  // LISTEN is not supported: there is nothing to stop.
  if ('UnlistenStmt' in node) return { kind: 'maintenance', ...text, command: 'UNLISTEN', tables: [] };
  if ('CheckPointStmt' in node) return { kind: 'maintenance', ...text, command: 'CHECKPOINT', tables: [] };
  return undefined;
}

const OBJECT_KINDS: { readonly [T in ObjectType]?: ObjectKind } = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_INDEX: 'index',
  OBJECT_SCHEMA: 'schema',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_ROUTINE: 'function',
  OBJECT_COLUMN: 'column',
  OBJECT_ATTRIBUTE: 'attribute',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_DATABASE: 'database',
  OBJECT_ROLE: 'role',
};

function objectKind(type: ObjectType | undefined): ObjectKind | undefined {
  return type === undefined ? undefined : OBJECT_KINDS[type];
}

/** The parts of a name, in whichever node it comes. */
export function nameParts(node: Node): QualifiedName {
  if ('List' in node) return strings(node.List.items);
  if ('TypeName' in node) return strings(node.TypeName.names);
  if ('ObjectWithArgs' in node) return strings(node.ObjectWithArgs.objname);
  return [stringOf(node)];
}

/** Of a function with its argument types; null where they are not written. */
export function argumentTypes(node: Node, c: Conversion): readonly TypeName[] | null {
  if (!('ObjectWithArgs' in node) || node.ObjectWithArgs.args_unspecified === true) return null;
  return (node.ObjectWithArgs.objargs ?? []).map((arg) => {
    assert('TypeName' in arg, 'an argument type');
    return typeOf(arg.TypeName, c);
  });
}

function named(parts: QualifiedName): RelationName {
  return { database: parts.at(-3) ?? null, schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '', position: -1 };
}

function createIndex(node: IndexStmt, text: StatementText, c: Conversion): CreateIndexStatement {
  const relation = known(node.relation, 'table name');
  const definition = afterTable(text.text);
  const texts = listItems(definition.replace(/^using\s+(?:"(?:[^"]|"")*"|\S+?)\s*(?=\()/i, ''));
  const columns = (node.indexParams ?? []).map((param, i) => {
    assert('IndexElem' in param, 'an index column');
    const { name } = param.IndexElem;
    return name === undefined ? { name: null, text: leadingOperand(texts[i] ?? '') } : { name, text: name };
  });
  return {
    kind: 'create-index',
    ...text,
    name: node.idxname ?? null,
    table: relationName(relation, c),
    unique: node.unique === true,
    nullsNotDistinct: node.nulls_not_distinct === true,
    ifNotExists: node.if_not_exists === true,
    method: node.accessMethod ?? 'btree',
    columns,
    include: (node.indexIncludingParams ?? []).map((param) => ('IndexElem' in param ? (param.IndexElem.name ?? '') : '')),
    where: node.whereClause === undefined ? null : afterWhere(definition),
    definition,
  };
}

/** The condition of a partial index is the last clause. */
function afterWhere(definition: string): string {
  const word = [...topLevelWords(definition)].find((each) => each.word === 'where');
  return word === undefined ? '' : definition.slice(word.end).trim();
}

/** The part of CREATE INDEX that begins with USING or the list of columns. */
function afterTable(statement: string): string {
  const on = /\bon\s+(?:only\s+)?(?:"(?:[^"]|"")*"|[\w$.\u0080-\uffff])+\s*/i.exec(statement);
  return on === null ? '' : statement.slice(on.index + on[0].length);
}

function alterTable(node: AlterTableStmt, text: StatementText, c: Conversion): Statement {
  const object = objectKind(node.objtype);
  if (object === undefined || node.relation === undefined) return unsupported(text);
  const actions = (node.cmds ?? []).map((cmd): AlterAction => {
    assert('AlterTableCmd' in cmd, 'an action');
    return alterAction(cmd.AlterTableCmd, text, c);
  });
  return {
    kind: 'alter-table',
    ...text,
    object,
    table: relationName(node.relation, c),
    only: node.relation.inh !== true,
    ifExists: node.missing_ok === true,
    actions,
  };
}

/** PostgreSQL's letter for ALWAYS ('a'), as the grammar gives it. */
const GENERATED_ALWAYS = '97';

function alterAction(cmd: AlterTableCmd, text: StatementText, c: Conversion): AlterAction {
  const name = cmd.name ?? '';
  const cascade = cmd.behavior === 'DROP_CASCADE';
  const ifExists = cmd.missing_ok === true;
  const { def } = cmd;
  switch (known(cmd.subtype, 'kind of action')) {
    case 'AT_AddColumn':
      assert(def !== undefined && 'ColumnDef' in def, 'a column');
      return { kind: 'add-column', column: columnDefinition(def, c), ifNotExists: ifExists };
    case 'AT_DropColumn':
      return { kind: 'drop-column', name, ifExists, cascade };
    case 'AT_AlterColumnType': {
      assert(def !== undefined && 'ColumnDef' in def, 'a column type');
      const using = def.ColumnDef.raw_default === undefined ? null : usingText(text.text, name);
      return { kind: 'set-type', name, type: typeOf(def.ColumnDef.typeName, c), using };
    }
    case 'AT_ColumnDefault':
      return { kind: 'set-default', name, text: def === undefined ? null : defaultText(text.text, name) };
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
      return { kind: 'set-not-null', name, notNull: cmd.subtype === 'AT_SetNotNull' };
    case 'AT_AddConstraint': {
      assert(def !== undefined && 'Constraint' in def, 'a constraint');
      return { kind: 'add-constraint', constraint: oneConstraint(def, c) };
    }
    case 'AT_DropConstraint':
      return { kind: 'drop-constraint', name, ifExists, cascade };
    case 'AT_DropIdentity':
      return { kind: 'drop-identity', name, ifExists };
    case 'AT_DropExpression':
      return { kind: 'drop-expression', name, ifExists };
    case 'AT_AddIdentity': {
      assert(def !== undefined && 'Constraint' in def, 'an identity');
      return { kind: 'add-identity', name, constraint: oneConstraint(def, c) };
    }
    case 'AT_SetIdentity': {
      assert(def !== undefined && 'List' in def, 'options of an identity');
      const given = options(def.List.items, c);
      const generated = given.find((option) => option.name === 'generated');
      return {
        kind: 'set-identity',
        name,
        always: generated === undefined ? null : generated.value?.kind === 'number' && generated.value.text === GENERATED_ALWAYS,
        options: given.filter((option) => option !== generated),
      };
    }
    case 'AT_AddInherit':
    case 'AT_DropInherit':
      assert(def !== undefined && 'RangeVar' in def, 'a parent');
      return { kind: 'inherit', parent: relationName(def.RangeVar, c), add: cmd.subtype === 'AT_AddInherit' };
    case 'AT_AttachPartition':
    case 'AT_DetachPartition': {
      assert(def !== undefined && 'PartitionCmd' in def, 'a partition');
      const partition = relationName(known(def.PartitionCmd.name, 'partition'), c);
      if (cmd.subtype === 'AT_DetachPartition') return { kind: 'detach-partition', partition };
      const { bound } = def.PartitionCmd;
      if (bound === undefined) return { kind: 'nothing', what: 'ATTACH PARTITION of an index' };
      return { kind: 'attach-partition', partition, bound: partitionBound(bound, c) };
    }
    case 'AT_SetStatistics':
    case 'AT_SetStorage':
    case 'AT_SetCompression':
    case 'AT_ClusterOn':
    case 'AT_DropCluster':
    case 'AT_SetRelOptions':
    case 'AT_ResetRelOptions':
    case 'AT_ValidateConstraint':
      return { kind: 'nothing', what: cmd.subtype ?? '' };
    default:
      return { kind: 'unsupported-action', feature: `${featureName(text.text)} ... ${(cmd.subtype ?? '').replace(/^AT_/, '')}` };
  }
}

function oneConstraint(node: Extract<Node, { Constraint: unknown }>, c: Conversion): Constraint {
  const list: Constraint[] = [];
  addConstraint(list, node.Constraint, c);
  const [constraint] = list;
  return constraint ?? { kind: 'unsupported-constraint', name: null, feature: 'constraint', position: -1 };
}

/** Neither SET DEFAULT nor USING has a location in the tree: found by the column's name and the words around it. */
function afterColumn(statement: string, column: string, words: string): string {
  const name = `(?:"${escaped(column.replaceAll('"', '""'))}"|${escaped(column)})`;
  const found = new RegExp(`\\balter\\s+(?:column\\s+)?${name}\\s+${words}`, 'i').exec(statement);
  return found === null ? '' : statement.slice(found.index + found[0].length);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function defaultText(statement: string, column: string): string {
  return clauseOf(afterColumn(statement, column, 'set\\s+default\\b'));
}

function usingText(statement: string, column: string): string {
  const rest = afterColumn(statement, column, '(?:set\\s+data\\s+)?type\\b');
  return clauseOf(rest.slice((/\busing\b/i.exec(rest)?.index ?? 0) + 'using'.length));
}

/** To the comma or the end that closes the clause. */
function clauseOf(text: string): string {
  return expressionAt(text, [], false);
}

function createDomain(node: CreateDomainStmt, text: StatementText, c: Conversion): CreateTypeStatement {
  const constraints: Constraint[] = [];
  for (const constraint of node.constraints ?? []) {
    assert('Constraint' in constraint, 'a constraint');
    addConstraint(constraints, constraint.Constraint, c);
  }
  return {
    kind: 'create-type',
    ...text,
    name: strings(node.domainname),
    definition: { kind: 'domain', base: typeOf(node.typeName, c), constraints },
  };
}

function alterDomain(node: AlterDomainStmt, text: StatementText, c: Conversion): AlterDomainStatement | UnsupportedStatement {
  const statement = { kind: 'alter-domain', ...text, name: strings(node.typeName) } as const;
  switch (node.subtype) {
    case 'T': {
      const found = /\bset\s+default\b/i.exec(text.text);
      const given = node.def === undefined || found === null ? null : clauseOf(text.text.slice(found.index + found[0].length));
      return { ...statement, action: { kind: 'default', text: given } };
    }
    case 'N':
    case 'O':
      return { ...statement, action: { kind: 'not-null', notNull: node.subtype === 'O' } };
    case 'C':
      assert(node.def !== undefined && 'Constraint' in node.def, 'a constraint');
      return { ...statement, action: { kind: 'add', constraint: oneConstraint(node.def, c) } };
    case 'X':
      return { ...statement, action: { kind: 'drop', name: node.name ?? '', ifExists: node.missing_ok === true } };
    default:
      return unsupported(text);
  }
}

const MODES = {
  FUNC_PARAM_IN: 'in',
  FUNC_PARAM_OUT: 'out',
  FUNC_PARAM_INOUT: 'inout',
  FUNC_PARAM_VARIADIC: 'variadic',
  FUNC_PARAM_TABLE: 'table',
  FUNC_PARAM_DEFAULT: 'in',
} as const;

function createFunction(node: CreateFunctionStmt, text: StatementText, c: Conversion): CreateFunctionStatement {
  const given = new Map<string, Node | undefined>();
  for (const option of node.options ?? []) {
    assert('DefElem' in option, 'an option');
    given.set(option.DefElem.defname ?? '', option.DefElem.arg);
  }
  const as = given.get('as');
  const language = given.get('language');
  const { volatility, strict } = functionOptions(node.options);
  return {
    kind: 'create-function',
    ...text,
    name: strings(node.funcname),
    orReplace: node.replace === true,
    procedure: node.is_procedure === true,
    args: (node.parameters ?? []).map((parameter) => {
      assert('FunctionParameter' in parameter, 'a parameter');
      return functionArgument(parameter.FunctionParameter, c);
    }),
    returns: node.returnType === undefined ? null : typeOf(node.returnType, c),
    language: language === undefined ? 'sql' : stringOf(language).toLowerCase(),
    body:
      as !== undefined && 'List' in as ? (strings(as.List.items)[0] ?? '') : node.sql_body === undefined ? null : writtenBody(text.text),
    strict: strict === true,
    volatility: volatility ?? 'volatile',
  };
}

/** What CREATE and ALTER FUNCTION say of the function, null where they say nothing. */
function functionOptions(list: readonly Node[] | undefined): {
  readonly volatility: 'immutable' | 'stable' | 'volatile' | null;
  readonly strict: boolean | null;
} {
  let volatility: 'immutable' | 'stable' | 'volatile' | null = null;
  let strict: boolean | null = null;
  for (const option of list ?? []) {
    if (!('DefElem' in option)) continue;
    const { defname, arg } = option.DefElem;
    if (defname === 'volatility' && arg !== undefined) {
      const word = stringOf(arg);
      volatility = word === 'immutable' || word === 'stable' ? word : 'volatile';
    }
    if (defname === 'strict') strict = arg !== undefined && 'Boolean' in arg && arg.Boolean.boolval === true;
  }
  return { volatility, strict };
}

/** RETURN x, or BEGIN ATOMIC ...; END, at the end of the statement. */
function writtenBody(statement: string): string {
  const words = [...topLevelWords(statement)];
  const start = words.findIndex(({ word }, i) => word === 'return' || (word === 'begin' && words[i + 1]?.word === 'atomic'));
  const first = known(words[start], 'body');
  if (first.word === 'return') return `SELECT ${statement.slice(first.end)}`;
  return statement.slice(
    known(words[start + 1], 'ATOMIC').end,
    known(
      words.findLast(({ word }) => word === 'end'),
      'END',
    ).start,
  );
}

function functionArgument(node: FunctionParameter, c: Conversion): CreateFunctionStatement['args'][number] {
  const type = typeOf(node.argType, c);
  return {
    name: node.name ?? '',
    type,
    mode: MODES[node.mode ?? 'FUNC_PARAM_DEFAULT'],
    default: node.defexpr === undefined ? null : defaultOfArgument(node, c),
  };
}

/** After the argument's type stands DEFAULT or =. */
function defaultOfArgument(node: FunctionParameter, c: Conversion): string {
  const start = node.argType?.location ?? 0;
  const rest = c.source.slice(start, c.source.bytes.length);
  const found = /\bdefault\b|=/i.exec(rest);
  if (found === null) return '';
  return expressionText(c, start + Buffer.byteLength(rest.slice(0, found.index + found[0].length)), [], false);
}

export function unsupported(text: StatementText): UnsupportedStatement {
  return { kind: 'unsupported', ...text, feature: featureName(text.text) };
}
