/**
 * Random expressions of a wanted type over the columns in scope. They are built so that no row raises an error (divisors are
 * guarded, products kept small): which of several rows errs first is nobody's promise.
 */
import type { Random } from '../processes/random.js';
import { KINDS, type Piece, piece, type SqlKind } from './piece.js';
import { randomLiteral } from './tables.js';
import { HAZARDS, TEMPLATES } from './templates.js';

export interface ScopeColumn {
  readonly name: string;
  readonly kind: SqlKind;
}

export interface Scope {
  readonly columns: readonly ScopeColumn[];
  /** Makes a subquery that gives one column of the kind; null where none may stand. */
  readonly subquery: ((kind: SqlKind, random: Random, scope: Scope, one: boolean) => Piece) | null;
  /** What may fail is wanted too, so often: of two errors, which comes first is nobody's promise. */
  readonly hazards?: { left: number };
}

/** Half of all types drawn are of the eight that everything is made of. */
export function randomKind(random: Random): SqlKind {
  return random.next() < 0.5 ? random.pick(KINDS.slice(0, 8)) : random.pick(KINDS);
}

const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='];

export function expression(kind: SqlKind, random: Random, scope: Scope, depth: number): Piece {
  const roll = random.next();
  if (depth <= 0 || roll < 0.2) return leaf(kind, random, scope);
  if (roll < 0.3) return general(kind, random, scope, depth - 1);
  let templates = TEMPLATES[kind];
  if (scope.hazards !== undefined && scope.hazards.left > 0 && random.next() < 0.6) {
    scope.hazards.left -= 1;
    templates = HAZARDS[kind];
  }
  return fill(kind, random.pick(templates), random, scope, depth - 1);
}

function leaf(kind: SqlKind, random: Random, scope: Scope): Piece {
  const columns = scope.columns.filter((column) => column.kind === kind);
  const roll = random.next();
  if (columns.length > 0 && roll < 0.75) return { kind, optional: false, parts: [random.pick(columns).name] };
  return { kind, optional: false, parts: [roll > 0.97 ? `null::${kind}` : randomLiteral(kind, random)] };
}

/** What works for every type. */
function general(kind: SqlKind, random: Random, scope: Scope, depth: number): Piece {
  const of = (k: SqlKind): Piece => expression(k, random, scope, depth);
  const make = piece(kind);
  switch (random.between(0, 6)) {
    case 0:
      return make`case when ${of('bool')} then ${of(kind)} else ${of(kind)} end`;
    case 1:
      return make`coalesce(${of(kind)}, ${of(kind)})`;
    case 2:
      return make`nullif(${of(kind)}, ${of(kind)})`;
    case 3:
      return kind === 'bool' ? make`(${of(kind)})` : make`greatest(${of(kind)}, ${of(kind)})`;
    case 4: {
      const subject = randomKind(random);
      return make`case ${of(subject)} when ${of(subject)} then ${of(kind)} when ${of(subject)} then ${of(kind)} end`;
    }
    case 5:
      if (scope.subquery === null) return make`(${of(kind)})`;
      return make`(${scope.subquery(kind, random, scope, true)})`;
    default:
      return kind === 'bool' ? make`(${of(kind)})` : make`least(${of(kind)}, ${of(kind)})`;
  }
}

const PLACEHOLDER = /\{(#|=)?([^{}]*)\}/g;

/** A template (templates.ts) filled in. */
function fill(kind: SqlKind, template: string, random: Random, scope: Scope, depth: number): Piece {
  const parts: (string | Piece)[] = [];
  const drawn: Readonly<Record<string, SqlKind>> = { K: randomKind(random), L: randomKind(random) };
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    const [whole, sign, body = ''] = match;
    parts.push(template.slice(end, match.index));
    end = match.index + whole.length;
    if (sign === '=') parts.push(random.pick(choices(body)));
    else if (sign === '#') parts.push(String(random.between(Number(body.split('..')[0]), Number(body.split('..')[1]))));
    else if (body === 'subquery') parts.push(subqueryTest(random, scope, depth));
    else {
      const [name = '', fixed] = body.split('.');
      const wanted = drawn[name] ?? KINDS.find((known) => known === name);
      if (wanted === undefined) throw new Error(`no type ${name} in ${template}`);
      const value = expression(wanted, random, scope, fixed === undefined ? depth : Number(fixed));
      // A cast binds closer than a sign.
      parts.push(template.startsWith('::', end) || template.startsWith(' at time', end) ? piece(wanted)`(${value})` : value);
    }
  }
  parts.push(template.slice(end));
  return { kind, optional: false, parts };
}

/** Texts between bars; a bar between quotes is one of a text. */
function choices(body: string): readonly string[] {
  return body.split(/\|(?=(?:[^']*'[^']*')*[^']*$)/);
}

function subqueryTest(random: Random, scope: Scope, depth: number): Piece {
  const e = (kind: SqlKind): Piece => expression(kind, random, scope, depth);
  if (scope.subquery === null) return piece('bool')`(${e('int4')} ${random.pick(COMPARISONS)} ${e('int4')})`;
  const kind = randomKind(random);
  const query = scope.subquery(kind, random, scope, false);
  switch (random.between(0, 3)) {
    case 0:
      return piece('bool')`${random.pick(['', 'not '])}exists (${query})`;
    case 1:
      return piece('bool')`(${e(kind)} ${random.pick(COMPARISONS)} ${random.pick(['any', 'all'])} (${query}))`;
    default:
      return piece('bool')`(${e(kind)} ${random.pick(['in', 'not in'])} (${query}))`;
  }
}
