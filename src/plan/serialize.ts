/**
 * Plans, definitions and statistics as JSON text that gives back what went in: bigint (also inside Decimal and Interval),
 * NaN, the infinities, -0, bytes and undefined entries of arrays, which JSON itself can't say. Undefined fields are left out.
 */

/** Fields that no plain object of ours has; they mark what JSON can't write. */
const BIGINT = '$n';
const NUMBER = '$f';
const UNDEFINED = '$u';
const BYTES = '$b';

/** `instead` says what is written for an object. */
export function toJson(value: unknown, instead?: (value: object) => unknown): string {
  if (instead === undefined) return JSON.stringify(value, replace);
  return JSON.stringify(value, function (this: unknown, key, part: unknown) {
    return typeof part === 'object' && part !== null ? replace.call(this, key, instead(part)) : replace.call(this, key, part);
  });
}

export function fromJson<T>(text: string): T {
  const value: unknown = JSON.parse(text);
  return (text.includes('{"$') ? revive(value) : value) as T;
}

function replace(this: unknown, key: string, value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
      return { [BIGINT]: value.toString() };
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { [NUMBER]: Object.is(value, -0) ? '-0' : String(value) };
    case 'undefined':
      return Array.isArray(this) ? { [UNDEFINED]: 1 } : undefined;
    case 'object': {
      // A Buffer has a form of its own for JSON, which is what comes here as the value.
      const own = (this as Record<string, unknown>)[key];
      return own instanceof Uint8Array ? { [BYTES]: Buffer.from(own).toString('base64') } : value;
    }
    default:
      return value;
  }
}

/** Replaces marks in place: the tree was just made by JSON.parse and is ours alone. */
function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) value[at] = revive(value[at]);
    return value;
  }
  const record = value as Record<string, unknown>;
  if (BIGINT in record) return BigInt(record[BIGINT] as string);
  if (NUMBER in record) return Number(record[NUMBER]);
  if (UNDEFINED in record) return undefined;
  if (BYTES in record) return new Uint8Array(Buffer.from(record[BYTES] as string, 'base64'));
  for (const key of Object.keys(record)) {
    const field = record[key];
    if (typeof field === 'object') record[key] = revive(field);
  }
  return record;
}
