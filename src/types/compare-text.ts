/** Collation C: by code point. */
const FIRST_SURROGATE = 0xd800;

/** Order by code point, which is the order of UTF-8 bytes (collation C). UTF-16 sorts U+E000 to U+FFFF above the rest. */
export function compareText(left: string, right: string): -1 | 0 | 1 {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const leftUnit = left.charCodeAt(at);
    const rightUnit = right.charCodeAt(at);
    if (leftUnit === rightUnit) continue;
    if (leftUnit < FIRST_SURROGATE || rightUnit < FIRST_SURROGATE) return leftUnit < rightUnit ? -1 : 1;
    return rotateSurrogates(leftUnit) < rotateSurrogates(rightUnit) ? -1 : 1;
  }
  return left.length < right.length ? -1 : 1;
}

/** Moves surrogates above the rest of the basic plane. */
function rotateSurrogates(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
