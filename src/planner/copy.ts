/** COPY: the table or query and the options of the format, checked as PostgreSQL does. */
import type { TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { CopyStatement, Option } from '../sql/ast.js';
import { at, type BindContext, errorAt } from './bind-context.js';
import { bindOutput } from './bind-output.js';
import type { BoundCopyFrom, BoundCopyTo, BoundQuery, CopyOptions } from './bound-statement.js';
import { defaultValue, hasRowRules, withRowRules } from './column-values.js';
import { findRelation } from './from.js';
import { optionText } from './option-text.js';
import { withRoute } from './partitions/routing.js';
import { columnExpr, makeProject } from './plan-nodes.js';
import { bindWholeQuery } from './query.js';
import { ordinalsOf, writableTable } from './written-table.js';

export function bindCopy(context: BindContext, statement: CopyStatement): BoundCopyFrom | BoundCopyTo {
  const position = statement.table?.position ?? statement.textStart;
  if (statement.program) throw notSupported('COPY ... PROGRAM', position);
  if (statement.fileName !== null) throw notSupported('COPY of a server file', position);
  if (statement.where !== null) throw notSupported('COPY ... WHERE', statement.where.position);
  const options = bindCopyOptions(statement.options);
  if (statement.direction === 'to') return { kind: 'copy-to', source: copySource(context, statement), options };
  if (statement.table === null) throw errorAt(SQLSTATE.syntaxError, 'COPY FROM needs a table', position);
  const table = writableTable(context, { ...statement.table, position: -1 }, 'copy to');
  const ordinals =
    statement.columns.length === 0
      ? table.columns.flatMap(({ generated }, i) => (generated === undefined ? [i] : []))
      : ordinalsOf(table, named(statement.columns));
  const computed = ordinals.map((ordinal) => table.columns[ordinal]).find((column) => column?.generated !== undefined);
  if (computed !== undefined) {
    throw errorAt(SQLSTATE.invalidColumnReference, `column "${computed.name}" is a generated column`, -1).with({
      detail: 'Generated columns cannot be used in COPY.',
    });
  }
  const rules = copyRules(context, table, ordinals);
  if (table.partitioning === undefined || rules === null) return { kind: 'copy-from', table, ordinals, options, rules };
  const { plan, route } = withRoute(context, table, rules);
  return { kind: 'copy-from', table, ordinals, options, rules: plan, route };
}

/** What a row becomes by the table's definition: a plan over no rows, which get put in. null: rows are as they come. */
function copyRules(context: BindContext, table: TableDef, ordinals: readonly number[]): LogicalPlan | null {
  const filled = table.columns.some(
    ({ default: text, domain }, ordinal) => !ordinals.includes(ordinal) && (text !== undefined || domain !== undefined),
  );
  if (!filled && !hasRowRules(table) && table.partitioning === undefined) return null;
  const columns = table.columns.map(({ name, type }) => context.newColumn(name, type, true));
  const exprs = columns.map((column, ordinal) =>
    ordinals.includes(ordinal) ? columnExpr(column) : defaultValue(context, known(table.columns[ordinal], 'column')),
  );
  const names = columns.map(({ name }) => name);
  return withRowRules(context, table, makeProject(context, { kind: 'values', columns, rows: [] }, exprs, names));
}

function named(columns: readonly string[]): readonly { readonly name: string; readonly position: number }[] {
  return columns.map((name) => ({ name, position: -1 }));
}

/** COPY t (a, b) TO is a query over the table's columns. */
function copySource(context: BindContext, statement: CopyStatement): BoundQuery {
  const { query, table } = statement;
  if (query !== null) {
    if (query.kind === 'modifying') throw notSupported('COPY of a data-modifying statement', query.position);
    return bindOutput(bindWholeQuery(context, query));
  }
  if (table === null) throw errorAt(SQLSTATE.syntaxError, 'COPY needs a table or a query', statement.textStart);
  const relation = findRelation(context, table);
  if (relation.kind === 'view') {
    const hint = 'Try the COPY (SELECT ...) TO variant.';
    throw errorAt(SQLSTATE.wrongObjectType, `cannot copy from view "${table.name}"`, -1, hint);
  }
  if (relation.kind === 'table') ordinalsOf(relation.table, named(statement.columns));
  const targets =
    statement.columns.length === 0
      ? [{ expression: { kind: 'star', qualifier: [], position: -1 } as const, name: null, position: -1 }]
      : statement.columns.map((name) => ({
          expression: { kind: 'column', name: [name], position: -1 } as const,
          name: null,
          position: -1,
        }));
  return bindOutput(
    bindWholeQuery(context, {
      kind: 'select',
      distinct: null,
      targets,
      from: [{ kind: 'table', table, only: false, alias: null, position: table.position }],
      where: null,
      groupBy: [],
      groupDistinct: false,
      having: null,
      windows: [],
      with: null,
      orderBy: [],
      limit: null,
      offset: null,
      withTies: false,
      locking: [],
      position: -1,
    }),
  );
}

const UTF8_NAMES: ReadonlySet<string> = new Set(['utf8', 'unicode', 'sqlascii']);

function bindCopyOptions(options: readonly Option[]): CopyOptions {
  const given = new Map<string, Option>();
  for (const option of options) {
    if (given.has(option.name)) throw errorAt(SQLSTATE.syntaxError, 'conflicting or redundant options', option.position);
    given.set(option.name, option);
  }
  const text = (name: string): string | undefined => {
    const option = given.get(name);
    given.delete(name);
    return option === undefined ? undefined : optionText(option.value);
  };
  const format = copyFormat(text('format'), options);
  const csv = format === 'csv';
  const delimiter = text('delimiter') ?? (csv ? ',' : '\t');
  const nullText = text('null') ?? (csv ? '' : '\\N');
  const quote = csvOnly(csv, 'quote', text('quote')) ?? '"';
  const escapeText = csvOnly(csv, 'escape', text('escape')) ?? quote;
  const header = copyHeader(given.get('header'));
  given.delete('header');
  const encoding = text('encoding') ?? 'UTF8';
  given.delete('freeze');
  const [left] = given.values();
  if (left !== undefined) throw unknownOption(left);
  if (!UTF8_NAMES.has(encoding.toLowerCase().replaceAll(/[-_]/g, ''))) throw notSupported(`encoding ${encoding}`);
  checkOptions({ delimiter, nullText, quote, escape: escapeText, csv });
  return { format, delimiter, null: nullText, header, quote, escape: escapeText, encoding: 'UTF8' };
}

function copyFormat(text: string | undefined, options: readonly Option[]): 'text' | 'csv' {
  const format = (text ?? 'text').toLowerCase();
  if (format === 'text' || format === 'csv') return format;
  const position = options.find((option) => option.name === 'format')?.position ?? -1;
  if (format === 'binary') throw notSupported('COPY format binary', position);
  throw errorAt(SQLSTATE.invalidParameterValue, `COPY format "${text ?? ''}" not recognized`, position);
}

function csvOnly(csv: boolean, name: string, text: string | undefined): string | undefined {
  if (text === undefined || csv) return text;
  throw new ConductError(SQLSTATE.featureNotSupported, `COPY ${name} available only in CSV mode`);
}

function copyHeader(option: Option | undefined): boolean {
  if (option === undefined) return false;
  if (option.value === null) return true;
  const text = optionText(option.value).toLowerCase();
  if (text === 'match') throw notSupported('COPY HEADER MATCH', option.position);
  if (['true', 'on', '1'].includes(text)) return true;
  if (['false', 'off', '0'].includes(text)) return false;
  throw errorAt(SQLSTATE.syntaxError, 'header requires a Boolean value or "match"', option.position);
}

function unknownOption(option: Option): ConductError {
  if (/^force_/.test(option.name)) return notSupported(`COPY ${option.name.toUpperCase()}`, option.position);
  return new ConductError(SQLSTATE.syntaxError, `option "${option.name}" not recognized`, at(option.position));
}

function checkOptions(options: {
  readonly delimiter: string;
  readonly nullText: string;
  readonly quote: string;
  readonly escape: string;
  readonly csv: boolean;
}): void {
  const { delimiter, nullText, quote, csv } = options;
  const fail = (message: string): never => {
    throw new ConductError(SQLSTATE.invalidParameterValue, message);
  };
  const unsupported = (message: string): never => {
    throw new ConductError(SQLSTATE.featureNotSupported, message);
  };
  if (!isOneByte(delimiter)) unsupported('COPY delimiter must be a single one-byte character');
  if (/[\r\n]/.test(delimiter)) fail('COPY delimiter cannot be newline or carriage return');
  if (/[\r\n]/.test(nullText)) fail('COPY null representation cannot use newline or carriage return');
  if (!csv && /[\\.a-z0-9]/.test(delimiter)) fail(`COPY delimiter cannot be "${delimiter}"`);
  if (nullText.includes(delimiter)) unsupported('COPY delimiter must not appear in the NULL specification');
  if (!csv) return;
  if (!isOneByte(quote)) unsupported('COPY quote must be a single one-byte character');
  if (!isOneByte(options.escape)) unsupported('COPY escape must be a single one-byte character');
  if (delimiter === quote) fail('COPY delimiter and quote must be different');
  if (nullText.includes(quote)) unsupported('CSV quote character must not appear in the NULL specification');
}

function isOneByte(text: string): boolean {
  return text.length === 1 && text.charCodeAt(0) < 128;
}
