/**
 * Functions about objects of the catalog. The conductor has the catalog: it evaluates them, through the session settings in force, and plans
 * that call them over rows run there.
 */
import { notSupported } from '../common/errors.js';
import { sessionSettings } from '../types/session-settings.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { define } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';
import type { SetFunctionEntry } from './set-function-entry.js';

type Signature = readonly ArgSpec[];

/** `name result: arguments | arguments ...`, one line of doc. */
interface Form {
  readonly names: readonly string[];
  readonly result: ArgSpec;
  readonly signatures: readonly Signature[];
  readonly doc: string;
  readonly volatility: 'stable' | 'volatile';
}

function form(
  names: string,
  result: ArgSpec,
  signatures: readonly Signature[],
  doc: string,
  volatility: Form['volatility'] = 'stable',
): Form {
  return { names: names.split(/\s+/), result, signatures, doc, volatility };
}

/** Of the current user, or of one by name or OID. */
function privilegeForms(objects: readonly Signature[]): readonly Signature[] {
  return objects.flatMap((object): Signature[] => [
    [...object, 'text'],
    ['name', ...object, 'text'],
    ['oid', ...object, 'text'],
  ]);
}

const OID: readonly Signature[] = [['oid']];
const BY_NAME: readonly Signature[] = [['text'], ['oid']];

const FORMS: readonly Form[] = [
  form(
    'pg_get_expr',
    'text',
    [
      ['text', 'oid'],
      ['text', 'oid', 'bool'],
    ],
    'The SQL of a stored expression.',
  ),
  form('pg_get_indexdef', 'text', [['oid'], ['oid', 'int4', 'bool']], 'The statement that makes an index, or one of its columns.'),
  form('pg_get_constraintdef', 'text', [['oid'], ['oid', 'bool']], 'The definition of a constraint.'),
  form('pg_get_viewdef', 'text', [['oid'], ['oid', 'bool'], ['oid', 'int4'], ['text'], ['text', 'bool']], 'The query of a view.'),
  form('pg_get_ruledef pg_get_triggerdef', 'text', [['oid'], ['oid', 'bool']], 'The statement that makes a rule or a trigger.'),
  form('pg_get_functiondef', 'text', OID, 'The statement that makes a function.'),
  form('pg_get_function_arguments', 'text', OID, 'The arguments of a function with their defaults.'),
  form('pg_get_function_identity_arguments', 'text', OID, 'The arguments of a function without their defaults.'),
  form('pg_get_function_result', 'text', OID, 'The result of a function.'),
  form('pg_get_function_arg_default', 'text', [['oid', 'int4']], 'The default of an argument of a function.'),
  form('pg_get_function_sqlbody', 'text', OID, 'The body of a function that is in its statement.'),
  form('pg_get_partkeydef pg_get_partition_constraintdef', 'text', OID, 'How a table is partitioned.'),
  form('pg_get_statisticsobjdef pg_get_statisticsobjdef_columns', 'text', OID, 'The definition of extended statistics.'),
  form('pg_get_userbyid', 'name', OID, 'The name of a role.'),
  form('pg_get_serial_sequence', 'text', [['text', 'text']], 'The sequence that a column owns.'),
  form(
    `pg_table_is_visible pg_type_is_visible pg_function_is_visible pg_operator_is_visible pg_opclass_is_visible pg_opfamily_is_visible
     pg_collation_is_visible pg_conversion_is_visible pg_statistics_obj_is_visible pg_ts_config_is_visible pg_ts_dict_is_visible
     pg_ts_parser_is_visible pg_ts_template_is_visible`,
    'bool',
    OID,
    'Whether an object is found without the name of its schema.',
  ),
  form(
    'has_table_privilege has_any_column_privilege has_sequence_privilege',
    'bool',
    privilegeForms(BY_NAME),
    'Whether a role may use it.',
  ),
  form(
    'has_column_privilege',
    'bool',
    privilegeForms([
      ['text', 'text'],
      ['oid', 'text'],
      ['oid', 'int2'],
    ]),
    'Whether a role may use a column.',
  ),
  form(
    `has_schema_privilege has_database_privilege has_function_privilege has_type_privilege has_tablespace_privilege has_language_privilege
     has_server_privilege has_foreign_data_wrapper_privilege`,
    'bool',
    privilegeForms(BY_NAME),
    'Whether a role may use it.',
  ),
  form(
    'pg_has_role',
    'bool',
    [
      ['name', 'text'],
      ['oid', 'text'],
      ['name', 'name', 'text'],
      ['oid', 'oid', 'text'],
      ['name', 'oid', 'text'],
      ['oid', 'name', 'text'],
    ],
    'Whether a role is a member of another.',
  ),
  form('pg_cancel_backend', 'bool', [['int4']], 'Cancels what a session runs.', 'volatile'),
  form('pg_terminate_backend', 'bool', [['int4'], ['int4', 'int8']], 'Ends a session.', 'volatile'),
  form('acldefault', 'text[]', [['char1', 'oid']], 'The privileges that a new object has.'),
  form('obj_description', 'text', [['oid', 'name'], ['oid']], 'The comment on an object.'),
  form('shobj_description', 'text', [['oid', 'name']], 'The comment on an object of the cluster.'),
  form('col_description', 'text', [['oid', 'int4']], 'The comment on a column.'),
  form('pg_table_size pg_total_relation_size pg_indexes_size', 'int8', [['regclass']], 'Bytes of a table, estimated.'),
  form('pg_relation_size', 'int8', [['regclass'], ['regclass', 'text']], 'Bytes of a relation, estimated.'),
  form('pg_database_size pg_tablespace_size', 'int8', [['name'], ['oid']], 'Bytes of all tables, estimated.'),
  form('pg_relation_filenode', 'oid', [['regclass']], 'Number of the rows of a relation.'),
  form('to_regclass', 'regclass', [['text']], 'A relation by its name; NULL: there is none.'),
  form('to_regtype', 'regtype', [['text']], 'A type by its name; NULL: there is none.'),
  form('to_regproc', 'regproc', [['text']], 'A function by its name; NULL: there is none.'),
  form('to_regprocedure', 'regprocedure', [['text']], 'A function by its name and arguments; NULL: there is none.'),
  form('to_regoper', 'regoper', [['text']], 'An operator by its name; NULL: there is none.'),
  form('to_regoperator', 'regoperator', [['text']], 'An operator by its name and operands; NULL: there is none.'),
  form('to_regnamespace', 'regnamespace', [['text']], 'A schema by its name; NULL: there is none.'),
  form('to_regrole', 'regrole', [['text']], 'A role by its name; NULL: there is none.'),
  form('to_regcollation', 'regcollation', [['text']], 'A collation by its name; NULL: there is none.'),
  form('current_schemas', 'name[]', [['bool']], 'The schemas of the search path, with those that it implies if so wished.'),
  form('pg_my_temp_schema', 'oid', [[]], "OID of the session's schema of temporary objects; 0: there is none."),
  form('pg_is_other_temp_schema', 'bool', OID, "Whether a schema holds another session's temporary objects."),
  form('pg_relation_is_publishable row_security_active', 'bool', [['regclass']], 'Never here.'),
  form('pg_relation_is_updatable', 'int4', [['regclass', 'bool']], 'What may be done to the rows of a relation, as bits.'),
  form('pg_column_is_updatable', 'bool', [['regclass', 'int2', 'bool']], 'Whether a column may be changed.'),
  form('pg_partition_root', 'regclass', [['regclass']], 'The uppermost table that a partition belongs to.'),
  form('pg_tablespace_location', 'text', OID, 'Where a tablespace is: nowhere of its own.'),
  form('pg_indexam_has_property pg_index_has_property', 'bool', [['oid', 'text']], 'What indexes can do.'),
  form('pg_index_column_has_property', 'bool', [['oid', 'int4', 'text']], 'What a column of an index can do.'),
];

/** Names of the functions that need the catalog. */
export const CATALOG_FUNCTION_NAMES: ReadonlySet<string> = new Set([
  'format_type',
  'current_setting',
  ...FORMS.flatMap(({ names }) => names),
]);

export const CATALOG_FUNCTIONS: readonly FunctionEntry[] = FORMS.flatMap(({ names, result, signatures, doc, volatility }) =>
  names.flatMap((name) =>
    signatures.map((args) =>
      define(
        name,
        args,
        result,
        doc,
        (values, types) => {
          const call = sessionSettings().catalogCall;
          if (call === undefined) throw notSupported(`${name}() over rows of tables`);
          return call(name, values, types);
        },
        { volatility },
      ),
    ),
  ),
);

function catalogSet(
  name: string,
  args: readonly ArgSpec[],
  columns: readonly (readonly [string, SqlType])[],
  doc: string,
): SetFunctionEntry {
  const named = columns.map(([column, type]) => ({ name: column, type }));
  const rows: SetFunctionEntry['rows'] = (values) => {
    const call = sessionSettings().catalogRows;
    if (call === undefined) throw notSupported(`${name}() over rows of tables`);
    return call(name, values);
  };
  return { name, args, columns: () => named, strict: true, doc, rows };
}

export const CATALOG_SETS: readonly SetFunctionEntry[] = [
  catalogSet('pg_partition_ancestors', ['regclass'], [['relid', TYPES.regclass]], 'A partition and the tables that it belongs to.'),
  catalogSet(
    'pg_partition_tree',
    ['regclass'],
    [
      ['relid', TYPES.regclass],
      ['parentrelid', TYPES.regclass],
      ['isleaf', TYPES.bool],
      ['level', TYPES.int4],
    ],
    'A partitioned table and all that belongs to it.',
  ),
  catalogSet(
    'aclexplode',
    ['text[]'],
    [
      ['grantor', TYPES.oid],
      ['grantee', TYPES.oid],
      ['privilege_type', TYPES.text],
      ['is_grantable', TYPES.bool],
    ],
    'A list of privileges as rows.',
  ),
  catalogSet(
    'pg_get_keywords',
    [],
    [
      ['word', TYPES.text],
      ['catcode', TYPES.char1],
      ['barelabel', TYPES.bool],
      ['catdesc', TYPES.text],
      ['baredesc', TYPES.text],
    ],
    'The words of SQL.',
  ),
  catalogSet(
    'pg_sequence_parameters',
    ['oid'],
    [
      ['start_value', TYPES.int8],
      ['minimum_value', TYPES.int8],
      ['maximum_value', TYPES.int8],
      ['increment', TYPES.int8],
      ['cycle_option', TYPES.bool],
      ['cache_size', TYPES.int8],
      ['data_type', TYPES.oid],
    ],
    'What a sequence was made with.',
  ),
];

/** Names of those: plans that call them run on the conductor. */
export const CATALOG_SET_NAMES: ReadonlySet<string> = new Set(CATALOG_SETS.map(({ name }) => name));
