/**
 * Random numbers in SQL that both engines compute alike: integers of 64 bits alone, mixed modulo 2^31 - 1. A row's numbers depend on its own number and the
 * table's seed, so that each worker makes its share of the rows.
 */
const MODULUS = 2_147_483_647;
/** Pairs of factors: one spreads the row's number, the other mixes its square. */
const FACTORS: readonly (readonly [number, number])[] = [
  [1_500_450_271, 48_271],
  [982_451_653, 69_621],
  [715_225_739, 39_373],
  [1_299_709, 1_664_525],
  [179_424_673, 22_695_477],
  [413_158_511, 16_807],
];
/** Names of a row's random numbers, 0 to 2^31 - 2 each. */
export const RANDOMS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type Random = (typeof RANDOMS)[number];

/** A subquery with the rows' numbers `n`, from 1 on, and their random numbers. */
export function randomRows(rows: number, seed: number): string {
  const spread = FACTORS.map(([factor], i) => `(n * ${factor} + ${seed * 7_919 + i * 104_729}) % ${MODULUS} as ${RANDOMS[i]}0`);
  const mixed = FACTORS.map(
    ([, factor], i) => `((${RANDOMS[i]}0 * ${RANDOMS[i]}0) % ${MODULUS} * ${factor} + ${RANDOMS[i]}0) % ${MODULUS} as ${RANDOMS[i]}`,
  );
  const series = `select n, ${spread.join(', ')} from generate_series(1::bigint, ${rows}::bigint) as series(n)`;
  return `(select n, ${mixed.join(', ')} from (${series}) as spread) as random`;
}

/** From 1 to count, all alike. */
export function uniform(random: Random, count: number): string {
  return `1 + ${random} % ${count}`;
}

/** From 1 to count, 1 far more often than others: of 500 values it is an eighth of the rows. */
export function skewed(random: Random, count: number): string {
  const u = `(${random} >> 11)`;
  return `1 + ((((((${u} * ${u}) >> 20) * ${u}) >> 20) * ${count}) >> 20)`;
}

/** Whether the number is among the first `part` of `of`. */
export function chance(random: Random, part: number, of: number): string {
  return `(${random} >> 3) % ${of} < ${part}`;
}

/** One of the words, which have the same length at the most: they are padded to it. */
export function word(random: Random, words: readonly string[]): string {
  const length = Math.max(...words.map((each) => each.length));
  const all = words.map((each) => each.padEnd(length)).join('');
  return `rtrim(substring('${all}', (1 + ${length} * ((${random} >> 5) % ${words.length}))::integer, ${length}))`;
}
