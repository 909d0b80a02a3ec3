/** docs/functions.md, from the registry: a line for each signature of functions, operators, aggregates and window functions. */
import { AGGREGATES } from '../../src/functions/aggregates.js';
import type { ArgSpec } from '../../src/functions/function-entry.js';
import { FUNCTIONS, SET_FUNCTION_ENTRIES } from '../../src/functions/registry.js';
import { concreteType } from '../../src/functions/signature.js';
import { WINDOW_FUNCTIONS } from '../../src/functions/window.js';
import { arrayOf, type SqlType, TYPES } from '../../src/types/sql-type.js';
import { typeLabel } from '../../src/types/type-name.js';

interface Line {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
}

const OPERATOR = /^[^a-z_]/;
/** Other names are for plans, not for users. */
const CALLABLE = /^(?!conduct_)[a-z_][a-z_0-9]*$/;

function specLabel(spec: ArgSpec | 'same'): string {
  if (spec === 'same') return 'same type';
  const type = concreteType(spec);
  return type === null ? spec : typeLabel(type);
}

/** Types for the arguments, with `element` for what is polymorphic. */
function argumentTypes(args: readonly ArgSpec[], element: SqlType): SqlType[] {
  return args.map((spec) => concreteType(spec) ?? (spec.endsWith('array') ? arrayOf(element) : element));
}

/** The result's type; a polymorphic one shows in that it changes with its arguments. */
function resultLabel(args: readonly ArgSpec[], result: (types: readonly SqlType[]) => SqlType): string {
  const [one, other] = [TYPES.int4, TYPES.text].map((element) => result(argumentTypes(args, element)));
  if (one === undefined || other === undefined) return '';
  if (typeLabel(one) === typeLabel(other)) return typeLabel(one);
  const array = one.kind === 'array' && !args.every((spec) => spec === 'anyelement' || spec === 'any');
  return array || one.kind === 'array' ? 'array of them' : 'their type';
}

function callSignature(name: string, args: readonly ArgSpec[], variadic: boolean, result: string): string {
  const shown = args.map((spec, index) => (variadic && index === args.length - 1 ? `${specLabel(spec)}, ...` : specLabel(spec)));
  return `${name}(${shown.join(', ')}) → ${result}`;
}

function operatorSignature(name: string, args: readonly ArgSpec[], result: string): string {
  const [left, right] = args.map(specLabel);
  return right === undefined ? `${name} ${left} → ${result}` : `${left} ${name} ${right} → ${result}`;
}

function functionLines(): { readonly functions: Line[]; readonly operators: Line[] } {
  const functions: Line[] = [];
  const operators: Line[] = [];
  for (const { name, args, result, variadic, doc } of FUNCTIONS) {
    const shown = resultLabel(args, result);
    if (OPERATOR.test(name)) {
      if (!/[ ]/.test(name)) operators.push({ name, signature: operatorSignature(name, args, shown), doc });
    } else if (CALLABLE.test(name)) {
      functions.push({ name, signature: callSignature(name, args, variadic === true, shown), doc });
    }
  }
  return { functions, operators };
}

function setLines(): Line[] {
  return SET_FUNCTION_ENTRIES.filter(({ name }) => CALLABLE.test(name)).map(({ name, args, columns, doc }) => {
    const shown = columns(argumentTypes(args, TYPES.int4)).map((column) => typeLabel(column.type));
    const result = args.some((spec) => concreteType(spec) === null) ? 'rows' : `rows of ${shown.join(', ')}`;
    return { name, signature: callSignature(name, args, false, result), doc };
  });
}

function aggregateLines(): Line[] {
  return AGGREGATES.map(({ name, args, result, doc }) => ({
    name,
    signature: callSignature(name, args, false, resultLabel(args, result)),
    doc,
  }));
}

function windowLines(): Line[] {
  return WINDOW_FUNCTIONS.map(({ name, args, result, doc }) => ({
    name,
    signature: `${name}(${args.map(specLabel).join(', ')}) → ${result === null ? 'type of the first' : typeLabel(result)}`,
    doc,
  }));
}

function section(title: string, lines: readonly Line[]): string {
  const sorted = lines.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = sorted.map(({ signature, doc }) => `| \`${cell(signature)}\` | ${cell(doc)} |`);
  return [`## ${title}`, '', '| signature | |', '|---|---|', ...rows, ''].join('\n');
}

/** Names that can be called, each once. */
export function functionNames(): ReadonlySet<string> {
  const lines = [...functionLines().functions, ...setLines(), ...aggregateLines(), ...windowLines()];
  return new Set(lines.map(({ name }) => name));
}

export function functionsPage(): string {
  const { functions, operators } = functionLines();
  return [
    '# Functions and operators',
    '',
    `Generated from the registry (\`src/functions\`) by \`tests/docs/functions.test.ts\`: ${functionNames().size} names of functions.`,
    'What they do is what PostgreSQL 15 says about them. Strict ones (nearly all) give NULL for a NULL argument.',
    '',
    section('Functions', functions),
    section('Set-returning functions', setLines()),
    section('Aggregates', aggregateLines()),
    section('Window functions', windowLines()),
    section('Operators', operators),
  ].join('\n');
}
