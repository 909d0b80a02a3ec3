/**
 * SQL as a tree of pieces, so that a statement which shows a difference can be made smaller without knowing SQL's grammar: a
 * piece may be left out (optional), or stand aside for a simpler one of its type. What that breaks fails the same way on both
 * sides, and is then not taken.
 */

/** Types by the names that both servers know them under. */
export const KINDS = [
  ...(['int4', 'int8', 'numeric', 'float8', 'text', 'bool', 'date', 'timestamp'] as const),
  ...(['int2', 'float4', 'varchar', 'bpchar', 'bytea', 'time', 'timestamptz', 'interval', 'uuid', 'mood', 'int4[]', 'text[]'] as const),
] as const;
export type SqlKind = (typeof KINDS)[number];

export interface Piece {
  /** The type of an expression, or what else it is. Only pieces of one kind may take each other's place. */
  readonly kind: SqlKind | 'clause' | 'query' | 'relation';
  readonly parts: readonly (string | Piece)[];
  /** May be left out whole. */
  readonly optional: boolean;
}

/** A template: sql('int4')`(${a} + ${b})`. */
export function piece(kind: Piece['kind'], optional = false) {
  return (strings: TemplateStringsArray, ...values: readonly (string | Piece)[]): Piece => ({
    kind,
    optional,
    parts: strings.flatMap((text, index) => {
      const value = values[index];
      return value === undefined ? [text] : [text, value];
    }),
  });
}

export const clause = piece('clause');
export const optionalClause = piece('clause', true);

/** Items with a separator; all but the first `keep` may go. */
export function list(items: readonly Piece[], separator: string, keep = 1): Piece {
  return {
    kind: 'clause',
    optional: false,
    parts: items.map((item, index) =>
      index === 0 ? item : { kind: 'clause' as const, optional: index >= keep, parts: [separator, item] },
    ),
  };
}

export function render(node: Piece): string {
  return node.parts.map((part) => (typeof part === 'string' ? part : render(part))).join('');
}

export function size(node: Piece): number {
  return node.parts.reduce<number>((sum, part) => sum + (typeof part === 'string' ? 1 : size(part)), 1);
}

const SIMPLEST: { readonly [K in SqlKind]: readonly string[] } = {
  int4: ['1', 'null::int4'],
  int8: ['1::int8', 'null::int8'],
  numeric: ['1.5', 'null::numeric'],
  float8: ['1.5::float8', 'null::float8'],
  text: [`'a'::text`, 'null::text'],
  bool: ['true', 'false', 'null::bool'],
  date: [`date '2020-01-01'`, 'null::date'],
  timestamp: [`timestamp '2020-01-01 00:00:00'`, 'null::timestamp'],
  int2: ['1::int2', 'null::int2'],
  float4: ['1.5::float4', 'null::float4'],
  varchar: [`'a'::varchar`, 'null::varchar'],
  bpchar: [`'a'::bpchar`, 'null::bpchar'],
  bytea: [`'a'::bytea`, 'null::bytea'],
  time: [`time '01:00:00'`, 'null::time'],
  timestamptz: [`timestamptz '2020-01-01 00:00:00+00'`, 'null::timestamptz'],
  interval: [`interval '1 day'`, 'null::interval'],
  uuid: [`'00000000-0000-0000-0000-000000000001'::uuid`, 'null::uuid'],
  mood: [`'ok'::mood`, 'null::mood'],
  'int4[]': [`'{1}'::int4[]`, 'null::int4[]'],
  'text[]': [`'{a}'::text[]`, 'null::text[]'],
};

/** Every tree that one step makes smaller, larger steps first. The root stays what it is: an ORDER BY there is part of the question. */
function* smaller(node: Piece, root: boolean): Generator<Piece> {
  if (!root) yield* standIns(node);
  for (const [index, part] of node.parts.entries()) {
    if (typeof part === 'string') continue;
    const replace = (by: string | Piece): Piece => ({ ...node, parts: node.parts.map((old, at) => (at === index ? by : old)) });
    if (part.optional) yield replace('');
    for (const child of smaller(part, false)) yield replace(child);
  }
}

/** What can take a piece's place: a part of it that is of its kind, or the simplest value. */
function* standIns(node: Piece): Generator<Piece> {
  const pending: Piece[] = node.parts.filter((part): part is Piece => typeof part !== 'string');
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (next.kind === node.kind && node.kind !== 'clause') yield { ...next, optional: node.optional };
    else pending.push(...next.parts.filter((part): part is Piece => typeof part !== 'string'));
  }
  if (node.kind === 'clause' || node.kind === 'query' || node.kind === 'relation') return;
  const own = render(node);
  for (const text of SIMPLEST[node.kind]) {
    if (size(node) > 2 && text !== own) yield { kind: node.kind, optional: node.optional, parts: [text] };
  }
}

/** The smallest tree reached by steps that keep what `shows` looks for. Gives up after so many trials. */
export async function shrink(node: Piece, shows: (candidate: Piece) => Promise<boolean>, trials: number): Promise<Piece> {
  let best = node;
  let left = trials;
  for (let progress = true; progress && left > 0; ) {
    progress = false;
    for (const candidate of smaller(best, true)) {
      if (left === 0) break;
      left -= 1;
      if (!(await shows(candidate))) continue;
      best = candidate;
      progress = true;
      break;
    }
  }
  return best;
}
