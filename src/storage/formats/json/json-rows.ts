/** The rows of a piece of a JSON file: one value after the other, or the elements of one array. */
import { isUtf8 } from 'node:buffer';
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import { type JsonKind, JsonScanner } from './json-scanner.js';

/** One row's members; of a value that is no object one of the name `json`. */
export type RowReader = (scanner: JsonScanner, name: string, kind: JsonKind, start: number, end: number) => void;

export const WHOLE_VALUE = 'json';

/** Calls `member` for each member of each row and `endRow` after it, until that says that it has enough. */
export function readJsonRows(bytes: Uint8Array, member: RowReader, endRow: (at: number) => boolean): void {
  if (!isUtf8(bytes)) throw new ConductError(SQLSTATE.characterNotInRepertoire, 'invalid byte sequence for encoding "UTF8"');
  const scanner = new JsonScanner(bytes, hasMark(bytes) ? 3 : 0);
  const names = new NameCache();
  const row = (): boolean => {
    if (scanner.isObject()) {
      scanner.object((nameStart, nameEnd, kind, start, end) =>
        member(scanner, names.at(scanner.bytes, nameStart, nameEnd), kind, start, end),
      );
    } else {
      const start = scanner.at;
      const kind = scanner.value();
      member(scanner, WHOLE_VALUE, kind, start, scanner.at);
    }
    return endRow(scanner.at);
  };
  if (!scanner.skipSpace()) return;
  if (!scanner.takeOpenArray()) {
    while (scanner.skipSpace()) if (row()) return;
    return;
  }
  if (scanner.takeCloseArray()) return;
  do if (row()) return;
  while (scanner.takeComma());
  if (!scanner.takeCloseArray() || scanner.skipSpace()) scanner.value();
  if (scanner.skipSpace()) {
    throw new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type json', {
      detail: 'There is more after the array.',
    });
  }
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The same few names come in every row. */
class NameCache {
  readonly #names = new Map<string, string>();

  at(bytes: Buffer, start: number, end: number): string {
    const raw = bytes.toString('latin1', start, end);
    let name = this.#names.get(raw);
    if (name === undefined) {
      const text = bytes.toString('utf8', start, end);
      name = text.includes('\\') ? String(JSON.parse(`"${text}"`)) : text;
      this.#names.set(raw, name);
    }
    return name;
  }
}
