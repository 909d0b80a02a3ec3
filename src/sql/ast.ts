/**
 * The syntax tree that every dialect is parsed into. It says what was written, not what it means: names are not looked up,
 * types not known. All nodes are readonly plain objects in unions on `kind`.
 *
 * `position` is the 0-based offset, in characters (code points), of the token that PostgreSQL points at, counted in the
 * whole string given to parse() (which may hold several statements), or -1 where there is none. Identifiers are folded to
 * lower case already, unless they were quoted.
 *
 * One file, though long: expressions, queries and statements refer to each other.
 */

import type { DefinitionStatement } from './definition-ast.js';
import type { Origins } from './dialects/piece.js';

// ---------------------------------------------------------------------------------------------------------------------
// Names and types

/** A name with what qualified it, e.g. `public.t` is ['public', 't']; the last part is the name itself. */
export type QualifiedName = readonly string[];

export interface RelationName {
  readonly database: string | null;
  readonly schema: string | null;
  readonly name: string;
  readonly position: number;
}

/**
 * A type as written. `name` has PostgreSQL's internal name where its grammar gives one: int4, int8, int2, float4, float8, bool,
 * numeric, bpchar (for char; `char` alone has typmod 1), varchar, date, timestamp, timestamptz, time, timetz, interval, text...
 */
export interface TypeName {
  readonly name: string;
  /** Schema that the user wrote, or null (pg_catalog, when the grammar itself put it, is null too). */
  readonly schema: string | null;
  /** Modifiers in parentheses: numeric(15,2) is [15, 2], varchar(10) [10], char [1]. */
  readonly modifiers: readonly Expression[];
  /** `interval year to month`: the fields kept; null: all of them. Its precision, if any, is in modifiers. */
  readonly intervalFields: IntervalFields | null;
  /** Number of [] after it. */
  readonly arrayDimensions: number;
  readonly setOf: boolean;
  readonly position: number;
}

export type IntervalFields =
  | 'year'
  | 'month'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'year to month'
  | 'day to hour'
  | 'day to minute'
  | 'day to second'
  | 'hour to minute'
  | 'hour to second'
  | 'minute to second';

// ---------------------------------------------------------------------------------------------------------------------
// Expressions

export type Expression =
  | NullLiteral
  | BooleanLiteral
  | IntegerLiteral
  | DecimalLiteral
  | StringLiteral
  | BitStringLiteral
  | ColumnReference
  | Star
  | ParameterReference
  | Operator
  | LogicalOperator
  | Not
  | Quantified
  | Like
  | Between
  | InList
  | InSubquery
  | QuantifiedSubquery
  | Exists
  | ScalarSubquery
  | ArraySubquery
  | IsNull
  | IsBoolean
  | IsDistinct
  | Case
  | Coalesce
  | NullIf
  | GreatestLeast
  | Cast
  | FunctionCall
  | NamedArgument
  | RowConstructor
  | ArrayConstructor
  | Indirection
  | SqlValue
  | Collate
  | Grouping
  | DefaultValue
  | UnsupportedExpression;

export interface NullLiteral {
  readonly kind: 'null';
  readonly position: number;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly position: number;
}

/** Fits int4. A minus sign is an operator, except in front of a literal, where it is folded in as PostgreSQL's grammar does. */
export interface IntegerLiteral {
  readonly kind: 'integer';
  readonly value: number;
  readonly position: number;
}

/** A number that is not an int4: digits beyond it (int8 where it fits, else numeric), a point or an exponent. */
export interface DecimalLiteral {
  readonly kind: 'decimal';
  readonly text: string;
  readonly position: number;
}

export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly position: number;
}

/** B'101' or X'1F': radix and digits. */
export interface BitStringLiteral {
  readonly kind: 'bit-string';
  readonly radix: 2 | 16;
  readonly digits: string;
  readonly position: number;
}

/** `a`, `t.a`, `s.t.a`. */
export interface ColumnReference {
  readonly kind: 'column';
  readonly name: QualifiedName;
  readonly position: number;
}

/** `*` or `t.*`; the qualifier is empty for `*` alone. */
export interface Star {
  readonly kind: 'star';
  readonly qualifier: QualifiedName;
  readonly position: number;
}

/** $1 is index 1. */
export interface ParameterReference {
  readonly kind: 'parameter';
  readonly index: number;
  readonly position: number;
}

/** Any operator but AND, OR, NOT; left is null for a prefix operator. */
export interface Operator {
  readonly kind: 'operator';
  readonly operator: string;
  /** Of OPERATOR(schema.op), else null. */
  readonly schema: string | null;
  readonly left: Expression | null;
  readonly right: Expression;
  readonly position: number;
}

/** Two or more operands: chains of the same operator are flat, in order of writing. */
export interface LogicalOperator {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Expression[];
  readonly position: number;
}

export interface Not {
  readonly kind: 'not';
  readonly operand: Expression;
  readonly position: number;
}

/** `left op ANY (array)` with an array expression. */
export interface Quantified {
  readonly kind: 'quantified';
  readonly operator: string;
  readonly quantifier: 'any' | 'all';
  readonly left: Expression;
  readonly array: Expression;
  readonly position: number;
}

export interface Like {
  readonly kind: 'like';
  readonly variant: 'like' | 'ilike' | 'similar';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly pattern: Expression;
  /** ESCAPE, null where not written. */
  readonly escape: Expression | null;
  readonly position: number;
}

export interface Between {
  readonly kind: 'between';
  readonly negated: boolean;
  readonly symmetric: boolean;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
  readonly position: number;
}

export interface InList {
  readonly kind: 'in-list';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly items: readonly Expression[];
  readonly position: number;
}

/** `x IN (SELECT ...)`, `NOT x IN (...)` and `= ANY (SELECT ...)` written as IN only. The operand may be a row. */
export interface InSubquery {
  readonly kind: 'in-subquery';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly query: Query;
  readonly position: number;
}

/** `x op ANY (SELECT ...)`, `x op ALL (SELECT ...)`; the operand may be a row. */
export interface QuantifiedSubquery {
  readonly kind: 'quantified-subquery';
  readonly operator: string;
  readonly quantifier: 'any' | 'all';
  readonly operand: Expression;
  readonly query: Query;
  readonly position: number;
}

export interface Exists {
  readonly kind: 'exists';
  readonly query: Query;
  readonly position: number;
}

export interface ScalarSubquery {
  readonly kind: 'scalar-subquery';
  readonly query: Query;
  readonly position: number;
}

/** ARRAY(SELECT ...). */
export interface ArraySubquery {
  readonly kind: 'array-subquery';
  readonly query: Query;
  readonly position: number;
}

export interface IsNull {
  readonly kind: 'is-null';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly position: number;
}

export interface IsBoolean {
  readonly kind: 'is-boolean';
  readonly test: 'true' | 'false' | 'unknown';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly position: number;
}

/** IS [NOT] DISTINCT FROM. */
export interface IsDistinct {
  readonly kind: 'is-distinct';
  readonly negated: boolean;
  readonly left: Expression;
  readonly right: Expression;
  readonly position: number;
}

export interface Case {
  readonly kind: 'case';
  readonly operand: Expression | null;
  readonly branches: readonly CaseBranch[];
  readonly otherwise: Expression | null;
  readonly position: number;
}

export interface CaseBranch {
  readonly when: Expression;
  readonly then: Expression;
  readonly position: number;
}

export interface Coalesce {
  readonly kind: 'coalesce';
  readonly args: readonly Expression[];
  readonly position: number;
}

export interface NullIf {
  readonly kind: 'nullif';
  readonly left: Expression;
  readonly right: Expression;
  readonly position: number;
}

export interface GreatestLeast {
  readonly kind: 'greatest' | 'least';
  readonly args: readonly Expression[];
  readonly position: number;
}

/** CAST(x AS t), x::t, and typed literals: `date '1998-12-01'` is a cast of a string. */
export interface Cast {
  readonly kind: 'cast';
  readonly operand: Expression;
  readonly type: TypeName;
  readonly position: number;
}

/**
 * A call. SQL's special forms are calls too, named and ordered as the functions they are in PostgreSQL, without the
 * pg_catalog schema that its grammar adds: extract('year', x), substring(x, from, for) or substring(x, pattern),
 * position(haystack, needle) (the other way round than POSITION(needle IN haystack) is written), btrim/ltrim/rtrim(x, characters),
 * overlay(x, with, from, for), timezone(zone, x) for AT TIME ZONE, overlaps(a, b, c, d), normalize, is_normalized.
 */
export interface FunctionCall {
  readonly kind: 'call';
  readonly name: QualifiedName;
  readonly args: readonly Expression[];
  /** count(*). */
  readonly star: boolean;
  readonly distinct: boolean;
  readonly variadic: boolean;
  /** Inside the parentheses: array_agg(x ORDER BY y); for WITHIN GROUP, what it says. */
  readonly orderBy: readonly SortKey[];
  readonly withinGroup: boolean;
  readonly filter: Expression | null;
  readonly over: WindowSpec | null;
  /** Written in a special form (EXTRACT(year FROM x), x AT TIME ZONE y ...), not as a plain call. */
  readonly sqlSyntax: boolean;
  readonly position: number;
}

/** `name => value` among the arguments of a call. */
export interface NamedArgument {
  readonly kind: 'named-argument';
  readonly name: string;
  readonly value: Expression;
  readonly position: number;
}

/** (a, b) or ROW(a, b). */
export interface RowConstructor {
  readonly kind: 'row';
  readonly items: readonly Expression[];
  readonly explicit: boolean;
  readonly position: number;
}

/** ARRAY[a, b]. */
export interface ArrayConstructor {
  readonly kind: 'array';
  readonly items: readonly Expression[];
  readonly position: number;
}

/** (x).field, x[1], x[1:2], (x).*; position is the operand's. */
export interface Indirection {
  readonly kind: 'indirection';
  readonly operand: Expression;
  readonly steps: readonly IndirectionStep[];
  readonly position: number;
}

export type IndirectionStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'index'; readonly index: Expression }
  | { readonly kind: 'slice'; readonly lower: Expression | null; readonly upper: Expression | null };

export interface SqlValue {
  readonly kind: 'sql-value';
  readonly function:
    | 'current_date'
    | 'current_time'
    | 'current_timestamp'
    | 'localtime'
    | 'localtimestamp'
    | 'current_role'
    | 'current_user'
    | 'user'
    | 'session_user'
    | 'current_catalog'
    | 'current_schema';
  /** current_timestamp(3). */
  readonly precision: number | null;
  readonly position: number;
}

export interface Collate {
  readonly kind: 'collate';
  readonly operand: Expression;
  readonly collation: QualifiedName;
  readonly position: number;
}

/** GROUPING(a, b). */
export interface Grouping {
  readonly kind: 'grouping';
  readonly args: readonly Expression[];
  readonly position: number;
}

/** DEFAULT among the values of INSERT and UPDATE. */
export interface DefaultValue {
  readonly kind: 'default';
  readonly position: number;
}

/** Something that PostgreSQL's grammar takes and this tree has no form for; the feature is named for 0A000. */
export interface UnsupportedExpression {
  readonly kind: 'unsupported-expression';
  readonly feature: string;
  readonly position: number;
}

// ---------------------------------------------------------------------------------------------------------------------
// Queries

export type Query = SelectQuery | ValuesQuery | SetOperationQuery;

/** What any query may have around it. */
export interface QueryTail {
  readonly with: WithClause | null;
  readonly orderBy: readonly SortKey[];
  /** null: none, also for LIMIT ALL and LIMIT NULL. */
  readonly limit: Expression | null;
  readonly offset: Expression | null;
  /** FETCH FIRST n ROWS WITH TIES. */
  readonly withTies: boolean;
  readonly locking: readonly LockingClause[];
  readonly position: number;
}

export interface SelectQuery extends QueryTail {
  readonly kind: 'select';
  /** null: plain; empty `on`: DISTINCT; else DISTINCT ON. */
  readonly distinct: { readonly on: readonly Expression[] } | null;
  readonly targets: readonly Target[];
  /** Comma-separated items. */
  readonly from: readonly FromItem[];
  readonly where: Expression | null;
  readonly groupBy: readonly GroupItem[];
  readonly groupDistinct: boolean;
  readonly having: Expression | null;
  readonly windows: readonly WindowSpec[];
}

export interface ValuesQuery extends QueryTail {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

export interface SetOperationQuery extends QueryTail {
  readonly kind: 'set-operation';
  readonly operation: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: Query;
  readonly right: Query;
}

/** An entry of a select list or RETURNING; name is the AS name or null. */
export interface Target {
  readonly expression: Expression;
  readonly name: string | null;
  readonly position: number;
}

export interface WithClause {
  readonly recursive: boolean;
  readonly tables: readonly CommonTable[];
  readonly position: number;
}

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly materialized: boolean | null;
  readonly query: Query | ModifyingQuery;
  readonly search: SearchClause | null;
  readonly cycle: CycleClause | null;
  readonly position: number;
}

/** SEARCH DEPTH | BREADTH FIRST BY columns SET sequence. */
export interface SearchClause {
  readonly columns: readonly string[];
  readonly breadthFirst: boolean;
  readonly sequence: string;
}

/** CYCLE columns SET mark TO marked DEFAULT unmarked USING path. */
export interface CycleClause {
  readonly columns: readonly string[];
  readonly mark: string;
  readonly marked: Expression;
  readonly unmarked: Expression;
  readonly path: string;
}

/** A data-modifying statement in WITH. */
export interface ModifyingQuery {
  readonly kind: 'modifying';
  readonly statement: InsertStatement | UpdateStatement | DeleteStatement | MergeStatement;
  readonly position: number;
}

export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
  /** null: as PostgreSQL, NULLs are larger than all else (last when ascending). */
  readonly nullsFirst: boolean | null;
  /** ORDER BY x USING operator. */
  readonly using: string | null;
  readonly position: number;
}

export type GroupItem =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly position: number }
  | {
      readonly kind: 'rollup' | 'cube' | 'sets';
      /** rollup and cube: each an expression (maybe a row); sets: items, possibly nested. */
      readonly items: readonly GroupItem[];
      readonly position: number;
    }
  /** (). */
  | { readonly kind: 'empty'; readonly position: number };

export interface LockingClause {
  readonly strength: 'update' | 'no key update' | 'share' | 'key share';
  /** Names of OF; none: all tables. */
  readonly of: readonly string[];
  /** What to do about rows that another one has locked. */
  readonly wait: 'wait' | 'nowait' | 'skip';
  readonly position: number;
}

export interface WindowSpec {
  /** In the WINDOW clause: the name defined. In OVER name: null, and `reference` is set with `bare`. */
  readonly name: string | null;
  /** Window that this one starts from: OVER w, OVER (w ...). */
  readonly reference: string | null;
  /** `OVER w`, without parentheses. */
  readonly bare: boolean;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  /** null: the default (RANGE UNBOUNDED PRECEDING). */
  readonly frame: WindowFrame | null;
  readonly position: number;
}

export interface WindowFrame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude: 'current row' | 'group' | 'ties' | null;
}

export type FrameBound =
  | { readonly kind: 'unbounded-preceding' | 'unbounded-following' | 'current-row' }
  | { readonly kind: 'preceding' | 'following'; readonly offset: Expression };

// FROM

export type FromItem = TableItem | SubqueryItem | FunctionItem | JoinItem | UnsupportedItem;

export interface Alias {
  readonly name: string;
  readonly columns: readonly string[];
}

/** TABLESAMPLE method (arguments) REPEATABLE (seed). */
export interface TableSample {
  readonly method: string;
  readonly args: readonly Expression[];
  readonly repeatable: Expression | null;
  readonly position: number;
}

export interface TableItem {
  readonly kind: 'table';
  readonly sample?: TableSample;
  readonly table: RelationName;
  readonly only: boolean;
  readonly alias: Alias | null;
  readonly position: number;
}

/** (SELECT ...) AS x, (VALUES ...) AS x. */
export interface SubqueryItem {
  readonly kind: 'subquery';
  readonly query: Query;
  readonly lateral: boolean;
  readonly alias: Alias | null;
  readonly position: number;
}

/** f(x) AS t(a, b), ROWS FROM (f(x), g(y)), f(x) AS t(a int). */
export interface FunctionItem {
  readonly kind: 'function';
  /** One, or several in ROWS FROM. Each a call, or another function-like expression. */
  readonly functions: readonly { readonly call: Expression; readonly columns: readonly ColumnTypeDefinition[] }[];
  readonly rowsFrom: boolean;
  readonly ordinality: boolean;
  readonly lateral: boolean;
  readonly alias: Alias | null;
  /** The column definition list after AS, of a single function. */
  readonly columns: readonly ColumnTypeDefinition[];
  readonly position: number;
}

export interface ColumnTypeDefinition {
  readonly name: string;
  readonly type: TypeName;
}

export interface JoinItem {
  readonly kind: 'join';
  /** CROSS JOIN and NATURAL keep their join type: cross is 'cross'. */
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly left: FromItem;
  readonly right: FromItem;
  readonly natural: boolean;
  /** USING columns, empty where there is none. */
  readonly using: readonly string[];
  /** JOIN ... USING (a) AS x. */
  readonly usingAlias: Alias | null;
  readonly on: Expression | null;
  /** (a JOIN b) AS x. */
  readonly alias: Alias | null;
  readonly position: number;
}

/** TABLESAMPLE, XMLTABLE, JSON_TABLE. */
export interface UnsupportedItem {
  readonly kind: 'unsupported-item';
  readonly feature: string;
  readonly position: number;
}

// ---------------------------------------------------------------------------------------------------------------------
// Statements

export type Statement =
  | QueryStatement
  | InsertStatement
  | UpdateStatement
  | DeleteStatement
  | MergeStatement
  | CreateTableStatement
  | CreateTableAsStatement
  | CreateViewStatement
  | CreateSchemaStatement
  | DropStatement
  | TruncateStatement
  | CopyStatement
  | ExplainStatement
  | SetStatement
  | ShowStatement
  | ResetStatement
  | TransactionStatement
  | PrepareStatement
  | ExecuteStatement
  | DeallocateStatement
  | DeclareCursorStatement
  | FetchStatement
  | CloseCursorStatement
  | DiscardStatement
  | LockTableStatement
  | SetConstraintsStatement
  | CallStatement
  | CreateTableExecuteStatement
  | DefinitionStatement
  | UnsupportedStatement;

export interface StatementText {
  /** The statement's own text, without the semicolon and surrounding white space. */
  readonly text: string;
  /** Offset of `text` in the whole string, in characters. All positions are offsets in the whole string. */
  readonly textStart: number;
  /** Of a statement in another dialect: `text` and all positions are those of its translation, and these lead back to what was written. */
  readonly origins?: Origins;
}

export interface QueryStatement extends StatementText {
  readonly kind: 'query';
  readonly query: Query;
}

export interface InsertStatement extends StatementText {
  readonly kind: 'insert';
  readonly with: WithClause | null;
  readonly table: RelationName;
  readonly alias: Alias | null;
  /** Empty: all, in order. */
  readonly columns: readonly InsertColumn[];
  /** null: DEFAULT VALUES. Rows of a values query may hold 'default' nodes. */
  readonly source: Query | null;
  readonly overriding: 'user' | 'system' | null;
  readonly onConflict: OnConflict | null;
  readonly returning: readonly Target[];
}

export interface InsertColumn {
  readonly name: string;
  /** Fields or subscripts after the name. */
  readonly steps: readonly IndirectionStep[];
  readonly position: number;
}

export interface OnConflict {
  readonly action: 'nothing' | 'update';
  /** Columns or expressions of the conflict target, empty where none was named. */
  readonly target: readonly Expression[];
  readonly targetWhere: Expression | null;
  readonly constraint: string | null;
  readonly assignments: readonly Assignment[];
  readonly where: Expression | null;
  readonly position: number;
}

/** One SET item: several columns for SET (a, b) = (...). */
export interface Assignment {
  readonly columns: readonly InsertColumn[];
  readonly value: Expression;
  readonly position: number;
}

export interface UpdateStatement extends StatementText {
  readonly kind: 'update';
  readonly with: WithClause | null;
  readonly table: RelationName;
  readonly only: boolean;
  readonly alias: Alias | null;
  readonly assignments: readonly Assignment[];
  readonly from: readonly FromItem[];
  readonly where: Expression | null;
  readonly returning: readonly Target[];
}

export interface DeleteStatement extends StatementText {
  readonly kind: 'delete';
  readonly with: WithClause | null;
  readonly table: RelationName;
  readonly only: boolean;
  readonly alias: Alias | null;
  readonly using: readonly FromItem[];
  readonly where: Expression | null;
  readonly returning: readonly Target[];
}

export interface MergeStatement extends StatementText {
  readonly kind: 'merge';
  readonly with: WithClause | null;
  readonly table: RelationName;
  readonly only: boolean;
  readonly alias: Alias | null;
  readonly source: FromItem;
  readonly on: Expression;
  readonly clauses: readonly MergeClause[];
  /** What was written that PostgreSQL 15 does not have. */
  readonly unsupported: string | null;
}

/** WHEN [NOT] MATCHED [AND condition] THEN action. */
export interface MergeClause {
  readonly matched: boolean;
  readonly condition: Expression | null;
  readonly action: MergeAction;
}

export type MergeAction =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'update'; readonly assignments: readonly Assignment[] }
  | {
      readonly kind: 'insert';
      /** Empty: all, in order. */
      readonly columns: readonly InsertColumn[];
      /** null: DEFAULT VALUES. */
      readonly values: readonly Expression[] | null;
      readonly overriding: InsertStatement['overriding'];
    };

/** A storage option or statement option: name in lower case; value null where only the name was written. */
export interface Option {
  readonly name: string;
  /** Of `ns.name`, else null. */
  readonly namespace: string | null;
  readonly value: OptionValue | null;
  readonly position: number;
}

export type OptionValue =
  | { readonly kind: 'string'; readonly value: string }
  /** Digits as written. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'star' };

export interface CreateTableStatement extends StatementText {
  readonly kind: 'create-table';
  readonly table: RelationName;
  readonly ifNotExists: boolean;
  readonly persistence: Persistence;
  readonly columns: readonly ColumnDefinition[];
  /** Table constraints; those of a column are with the column. */
  readonly constraints: readonly Constraint[];
  /** WITH (...). */
  readonly options: readonly Option[];
  readonly onCommit: 'preserve' | 'delete' | 'drop' | null;
  readonly inherits: readonly RelationName[];
  /** LIKE clauses, with how many columns were written before each. */
  readonly likes: readonly LikeClause[];
  readonly partitionBy: PartitionBy | null;
  /** FOR VALUES of a partition, whose parent is in `inherits`. */
  readonly partitionOf: PartitionBoundClause | null;
  /** Features that were written and have no form here: LIKE, OF, TABLESPACE, USING. */
  readonly unsupported: readonly { readonly feature: string; readonly position: number }[];
}

export interface PartitionBy {
  readonly strategy: 'list' | 'range' | 'hash';
  readonly keys: readonly { readonly column: string | null; readonly text: string; readonly position: number }[];
}

/** Limits of a range may be columns called minvalue and maxvalue. */
export type PartitionBoundClause =
  | { readonly kind: 'default' }
  | { readonly kind: 'list'; readonly values: readonly Expression[] }
  | { readonly kind: 'range'; readonly from: readonly Expression[]; readonly to: readonly Expression[] }
  | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number };

export interface LikeClause {
  readonly table: RelationName;
  readonly before: number;
  readonly including: ReadonlySet<'comments' | 'constraints' | 'defaults' | 'generated' | 'identity' | 'indexes'>;
}

export type Persistence = 'permanent' | 'temporary' | 'unlogged';

export interface ColumnDefinition {
  readonly name: string;
  readonly type: TypeName;
  readonly collation: QualifiedName | null;
  readonly constraints: readonly Constraint[];
  readonly position: number;
}

export type Constraint =
  | { readonly kind: 'not-null' | 'null'; readonly name: string | null; readonly position: number }
  | {
      readonly kind: 'default';
      readonly name: string | null;
      readonly expression: Expression;
      /** The expression as written. */
      readonly text: string;
      readonly position: number;
    }
  | { readonly kind: 'generated'; readonly name: string | null; readonly text: string; readonly position: number }
  | {
      readonly kind: 'identity';
      readonly name: string | null;
      readonly always: boolean;
      readonly options: readonly Option[];
      readonly position: number;
    }
  | {
      readonly kind: 'check';
      readonly name: string | null;
      readonly expression: Expression;
      /** The expression as written. */
      readonly text: string;
      readonly position: number;
    }
  | {
      readonly kind: 'primary-key' | 'unique';
      readonly name: string | null;
      /** Empty on a column. */
      readonly columns: readonly string[];
      readonly nullsNotDistinct: boolean;
      /** ADD CONSTRAINT ... USING INDEX. */
      readonly index: string | null;
      readonly position: number;
    }
  | {
      readonly kind: 'foreign-key';
      readonly name: string | null;
      readonly columns: readonly string[];
      readonly references: RelationName;
      readonly referencedColumns: readonly string[];
      readonly onDelete: ReferentialAction;
      readonly onUpdate: ReferentialAction;
      readonly matchFull: boolean;
      /** DEFERRABLE, and when it is looked at unless SET CONSTRAINTS says otherwise; null: NOT DEFERRABLE. */
      readonly deferrable: 'immediate' | 'deferred' | null;
      /** false: NOT VALID. */
      readonly checksRows: boolean;
      readonly position: number;
    }
  /** EXCLUDE and what else there is. */
  | { readonly kind: 'unsupported-constraint'; readonly name: string | null; readonly feature: string; readonly position: number };

/** What becomes of rows whose referenced row goes away or changes its key. */
export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

/** CREATE TABLE AS and SELECT INTO. */
export interface CreateTableAsStatement extends StatementText {
  readonly kind: 'create-table-as';
  readonly table: RelationName;
  readonly columns: readonly string[];
  readonly ifNotExists: boolean;
  readonly persistence: Persistence;
  readonly options: readonly Option[];
  readonly query: Query;
  readonly withNoData: boolean;
  readonly materializedView: boolean;
  readonly onCommit: CreateTableStatement['onCommit'];
  /** SQL of the query alone, as written. */
  readonly queryText: string;
}

export interface CreateViewStatement extends StatementText {
  readonly kind: 'create-view';
  readonly view: RelationName;
  readonly columns: readonly string[];
  readonly orReplace: boolean;
  readonly persistence: Persistence;
  readonly query: Query;
  /** SQL of the query alone, as written. */
  readonly queryText: string;
  readonly checkOption: 'local' | 'cascaded' | null;
  readonly options: readonly Option[];
  /** It was written as CREATE FOREIGN TABLE: text and positions are those of the view that it is. */
  readonly foreign?: { readonly ifNotExists: boolean };
}

export interface CreateSchemaStatement extends StatementText {
  readonly kind: 'create-schema';
  /** null: named after the role. */
  readonly name: string | null;
  readonly ifNotExists: boolean;
  readonly authorization: string | null;
  /** Statements inside of it. */
  readonly elements: readonly Statement[];
}

export interface DropStatement extends StatementText {
  readonly kind: 'drop';
  /** Only these; DROP of anything else is an unsupported statement. */
  readonly object:
    | 'table'
    | 'view'
    | 'schema'
    | 'index'
    | 'materialized view'
    | 'foreign table'
    | 'sequence'
    | 'type'
    | 'domain'
    | 'function'
    | 'procedure';
  /** A schema's name is in `name`. */
  readonly names: readonly RelationName[];
  /** Of functions: the argument types of each name; null: not written. */
  readonly args: readonly (readonly TypeName[] | null)[];
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

export interface TruncateStatement extends StatementText {
  readonly kind: 'truncate';
  readonly tables: readonly RelationName[];
  readonly cascade: boolean;
  readonly restartIdentity: boolean;
}

export interface CopyStatement extends StatementText {
  readonly kind: 'copy';
  /** null when it copies a query. */
  readonly table: RelationName | null;
  readonly columns: readonly string[];
  readonly query: Query | ModifyingQuery | null;
  readonly direction: 'from' | 'to';
  /** null: STDIN or STDOUT. */
  readonly fileName: string | null;
  readonly program: boolean;
  /** Old and new syntax alike: format, delimiter, null, header, quote, escape, force_quote, force_not_null, encoding, freeze. */
  readonly options: readonly Option[];
  readonly where: Expression | null;
}

export interface ExplainStatement extends StatementText {
  readonly kind: 'explain';
  readonly options: readonly Option[];
  readonly statement: Statement;
}

export interface SetStatement extends StatementText {
  readonly kind: 'set';
  /** Lower case; `SET TIME ZONE` is timezone, `SET TRANSACTION ...` transaction, `SET SESSION CHARACTERISTICS` session characteristics. */
  readonly name: string;
  /** Empty: TO DEFAULT. Numbers as written; booleans and words as their text. */
  readonly values: readonly string[];
  readonly isDefault: boolean;
  readonly local: boolean;
}

export interface ShowStatement extends StatementText {
  readonly kind: 'show';
  /** Lower case; `all` for SHOW ALL. */
  readonly name: string;
}

export interface ResetStatement extends StatementText {
  readonly kind: 'reset';
  /** null: ALL. */
  readonly name: string | null;
}

export interface TransactionStatement extends StatementText {
  readonly kind: 'transaction';
  readonly action:
    | 'begin'
    | 'start'
    | 'commit'
    | 'rollback'
    | 'savepoint'
    | 'release'
    | 'rollback to'
    | 'prepare'
    | 'commit prepared'
    | 'rollback prepared';
  /** Savepoint or transaction id. */
  readonly name: string | null;
  readonly isolation: string | null;
  readonly readOnly: boolean | null;
  readonly deferrable: boolean | null;
  /** COMMIT AND CHAIN. */
  readonly chain: boolean;
}

export interface PrepareStatement extends StatementText {
  readonly kind: 'prepare';
  readonly name: string;
  readonly parameterTypes: readonly TypeName[];
  readonly statement: Statement;
}

export interface ExecuteStatement extends StatementText {
  readonly kind: 'execute';
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface DeallocateStatement extends StatementText {
  readonly kind: 'deallocate';
  /** null: ALL. */
  readonly name: string | null;
}

export interface DeclareCursorStatement extends StatementText {
  readonly kind: 'declare-cursor';
  readonly name: string;
  readonly query: Query;
  readonly hold: boolean;
  readonly scroll: boolean | null;
  readonly binary: boolean;
}

export interface FetchStatement extends StatementText {
  readonly kind: 'fetch';
  readonly cursor: string;
  readonly direction: 'forward' | 'backward' | 'absolute' | 'relative';
  /** null: ALL. */
  readonly count: number | null;
  /** MOVE, not FETCH. */
  readonly move: boolean;
}

export interface CloseCursorStatement extends StatementText {
  readonly kind: 'close-cursor';
  /** null: ALL. */
  readonly name: string | null;
}

export interface DiscardStatement extends StatementText {
  readonly kind: 'discard';
  /** channels: UNLISTEN. */
  readonly target: 'all' | 'plans' | 'sequences' | 'temp' | 'channels';
}

/** Any other statement, by the words it starts with (`CREATE INDEX`), so that 0A000 can name it. */
/** As LOCK TABLE names them, without MODE. */
export type TableLockMode =
  | 'access share'
  | 'row share'
  | 'row exclusive'
  | 'share update exclusive'
  | 'share'
  | 'share row exclusive'
  | 'exclusive'
  | 'access exclusive';

export interface LockTableStatement extends StatementText {
  readonly kind: 'lock-table';
  readonly tables: readonly RelationName[];
  readonly mode: TableLockMode;
  readonly nowait: boolean;
}

export interface SetConstraintsStatement extends StatementText {
  readonly kind: 'set-constraints';
  /** null: ALL. */
  readonly names: readonly RelationName[] | null;
  readonly deferred: boolean;
}

export interface CallStatement extends StatementText {
  readonly kind: 'call';
  readonly call: FunctionCall;
}

/** CREATE TABLE ... AS EXECUTE: with the query of the prepared statement it is a CREATE TABLE AS. */
export interface CreateTableExecuteStatement extends StatementText {
  readonly kind: 'create-table-execute';
  readonly table: Omit<CreateTableAsStatement, 'query'>;
  readonly execute: ExecuteStatement;
}

export interface UnsupportedStatement extends StatementText {
  readonly kind: 'unsupported';
  readonly feature: string;
}
