/** Columns of JSON rows from a sample: members by name, in the order of their coming, with types by what their values are. */
import { type SqlType, TYPES } from '../../../types/sql-type.js';
import { TypeGuess } from '../infer-type.js';
import { readJsonRows } from './json-rows.js';
import { type JsonKind, unescaped } from './json-scanner.js';

export interface JsonColumns {
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  readonly rows: number;
  /** Where the sample's last row ended. */
  readonly bytes: number;
}

class MemberGuess {
  readonly #kinds = new Set<JsonKind>();
  readonly #texts = new TypeGuess();
  #isInteger = true;

  note(kind: JsonKind, text: () => string): void {
    if (kind === 'null') return;
    this.#kinds.add(kind === 'false' ? 'true' : kind);
    if (kind === 'string') this.#texts.note(text());
    else if (kind === 'number' && this.#isInteger) this.#isInteger = isInteger(text());
  }

  get type(): SqlType {
    const [kind, other] = this.#kinds;
    if (kind === undefined) return TYPES.json;
    if (other !== undefined) return TYPES.json;
    switch (kind) {
      case 'true':
      case 'false':
        return TYPES.bool;
      case 'number':
        return this.#isInteger ? TYPES.int8 : TYPES.float8;
      case 'string': {
        const guess = this.#texts.type;
        // A string of digits is a string.
        return guess !== null && MOMENTS.has(guess.kind) ? guess : TYPES.text;
      }
      default:
        return TYPES.json;
    }
  }
}

const MOMENTS: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamptz']);

function isInteger(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value;
}

/** isWhole: the sample is all of the file; else a row that it cuts off is no error. */
export function inferColumns(sample: Uint8Array, isWhole: boolean, limit: number): JsonColumns {
  const members = new Map<string, MemberGuess>();
  let rows = 0;
  let bytes = 0;
  try {
    readJsonRows(
      sample,
      (scanner, name, kind, start, end) => {
        let guess = members.get(name);
        if (guess === undefined) {
          guess = new MemberGuess();
          members.set(name, guess);
        }
        guess.note(kind, () =>
          kind === 'string' ? unescaped(scanner.bytes, start + 1, end - 1) : scanner.bytes.toString('latin1', start, end),
        );
      },
      (at) => {
        rows += 1;
        bytes = at;
        return rows >= limit;
      },
    );
  } catch (error) {
    if (isWhole || rows === 0) throw error;
  }
  return { columns: [...members].map(([name, guess]) => ({ name, type: guess.type })), rows, bytes };
}
