/** What makes a dialect: its lexis, what binds to what, and what its names of functions and types mean. One object a dialect. */
import type { FunctionRule } from './call.js';

export interface LexicalRules {
  /** Of names: double quotes or backticks. */
  readonly nameQuotes: readonly ('"' | '`')[];
  readonly stringQuotes: readonly ('"' | "'")[];
  /** What a backslash in a string does; null: nothing. */
  readonly escapes: 'mysql' | 'spark' | 'bigquery' | 'snowflake' | null;
  /** Two quotes within a string: one quote, an error that names it, or the end of one string and the start of another. */
  readonly doubledQuote: 'quote' | 'refused';
  /** r'...', b'...' and so on, in lower case. */
  readonly prefixes: readonly string[];
  readonly tripleQuotes: boolean;
  readonly dollarQuotes: boolean;
  /** 'a' 'b' is 'ab'. */
  readonly joinsStrings: boolean;
  readonly lineComments: readonly string[];
  /** `--` is a comment only with white space behind it. */
  readonly dashesNeedSpace: boolean;
  readonly nestedComments: boolean;
  /** Letters after a number that give its type. */
  readonly numberSuffixes: ReadonlyMap<string, string>;
  /** Longest first. */
  readonly operators: readonly string[];
}

/** An operator between two operands. */
export interface Infix {
  /** What binds tighter has a higher one. */
  readonly level: number;
  /** PostgreSQL's spelling; null: it is no infix there, `render` says what it becomes. */
  readonly operator: string;
  readonly chains: boolean;
  /** Operands bind at least so tight, or are the same operator's: beside others its place is not documented. */
  readonly operandLevel?: number;
  /** NULL instead of an error where the right operand is 0. */
  readonly nullOnZero?: boolean;
}

/** Levels that operands of predicates have at least. */
export interface PredicateRules {
  readonly level: number;
  /** Of IS NULL and IS DISTINCT FROM. */
  readonly isNullLevel: number;
  /** Of IS TRUE, IS FALSE and IS UNKNOWN. */
  readonly isTrueLevel: number;
  /** Whether one predicate may follow another without parentheses. */
  readonly isNullChains: boolean;
  readonly pattern: number;
  readonly regexp: number;
  readonly low: number;
  readonly high: number;
  readonly distinct: number;
}

/** node-sql-parser's grammars; Spark's SQL is closest to Hive's. */
export type GrammarName = 'hive' | 'mysql' | 'bigquery' | 'snowflake' | 'trino';

export interface DialectRules {
  readonly grammar: GrammarName;
  /** As users call it. */
  readonly label: string;
  readonly lexical: LexicalRules;
  readonly infix: ReadonlyMap<string, Infix>;
  readonly predicates: PredicateRules;
  readonly notLevel: number;
  readonly unaryLevel: number;
  readonly unaryOperators: ReadonlySet<string>;
  /** Level of the prefix `!`; null: there is none. */
  readonly bangLevel: number | null;
  /** Words of comparison with a regular expression. */
  readonly regexpWords: readonly string[];
  readonly hasIlike: boolean;
  readonly hasCastOperator: boolean;
  /** LIKE without ESCAPE takes a backslash as one. */
  readonly backslashInLike: boolean;
  /** Where ORDER BY puts NULLs unless it says: before all values when ascending, behind them, or last in any direction. */
  readonly nulls: 'low' | 'high' | 'last';
  /** Quoted names keep their case. */
  readonly exactQuotedNames: boolean;
  /** A number with a point is a double. */
  readonly decimalsAreDoubles: boolean;
  /** A cast from a number with a fraction to an integer drops the fraction. */
  readonly castTruncates: boolean;
  /** What x[1] means; null: there are no subscripts. */
  readonly subscripts: 'from-zero' | 'from-one' | 'named' | null;
  readonly functions: ReadonlyMap<string, FunctionRule>;
  /** PostgreSQL's names of types, by the dialect's in lower case. */
  readonly types: ReadonlyMap<string, TypeRule>;
  /** Words that are no names where a name is not quoted, beyond those that are none in any dialect. */
  readonly reserved: ReadonlySet<string>;
  /** Fields of dates by names in upper case, as templates; `$` is the date. */
  readonly dateFields: Readonly<Record<string, string>>;
  /** Functions whose window has no end where no frame is written. */
  readonly wholeFrame: ReadonlySet<string>;
  readonly query: QueryRules;
}

/** What queries may have beyond what all dialects have. */
export interface QueryRules {
  /** `LIMIT offset, count`. */
  readonly limitWithOffset: boolean;
  /** `SELECT TOP n`. */
  readonly top: boolean;
  /** The word for a list of columns that `*` leaves out: EXCEPT or EXCLUDE. */
  readonly starWithout: 'EXCEPT' | 'EXCLUDE' | null;
  readonly qualify: boolean;
  /** HAVING takes names of the select list. */
  readonly aliasInHaving: boolean;
  /** `GROUP BY a, b WITH ROLLUP`. */
  readonly withRollup: boolean;
  readonly semiJoins: boolean;
  /** A format and a quoted path are a file: Spark's parquet.`path`. */
  readonly filesAsTables: boolean;
  /** LATERAL VIEW explode(...). */
  readonly lateralView: boolean;
  /** The alias of UNNEST is its column. */
  readonly unnestAliasIsColumn: boolean;
  /** A quoted name of a table may hold points between its parts. */
  readonly pointsInQuotes: boolean;
  /** JOIN without a condition is a cross join. */
  readonly joinWithoutCondition: boolean;
  /** An alias may be a string. */
  readonly aliasStrings: boolean;
  /** INSERT takes these words before the table: INTO may be left out, TABLE may stand. */
  readonly insertTable: boolean;
}

/** Its name; with `modifiers`, those where none are written; with `keeps` false, written ones are left out. */
export interface TypeRule {
  readonly name: string;
  readonly modifiers?: string;
  readonly keeps?: boolean;
  /** Casts to it make an integer. */
  readonly integer?: boolean;
}

/** Words that are no names in any of the dialects. */
const RESERVED = `all and as asc between by case cast create cross delete desc distinct else end except exists false for from full group having
  in inner insert intersect interval into is join left like limit natural not null offset on or order outer over qualify right select set
  table then true union unnest update using values when where window with lateral minus fetch tablesample rlike ilike`;

export function reservedWords(more = ''): ReadonlySet<string> {
  return new Set(`${RESERVED} ${more}`.trim().toUpperCase().split(/\s+/));
}
