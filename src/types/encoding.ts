/** Character encodings of COPY data other than UTF-8: those of one byte a character, whose lower half is ASCII. */
import { ConductError, SQLSTATE } from '../common/errors.js';

/** Names in PostgreSQL, without what is no letter or digit, and the table that the WHATWG encoding standard has for each. */
const SINGLE_BYTE: Readonly<Record<string, readonly [name: string, label: string]>> = {
  latin1: ['LATIN1', 'windows-1252'],
  iso88591: ['LATIN1', 'windows-1252'],
  latin2: ['LATIN2', 'iso-8859-2'],
  iso88592: ['LATIN2', 'iso-8859-2'],
  latin3: ['LATIN3', 'iso-8859-3'],
  latin4: ['LATIN4', 'iso-8859-4'],
  latin5: ['LATIN5', 'windows-1254'],
  iso88599: ['LATIN5', 'windows-1254'],
  latin6: ['LATIN6', 'iso-8859-10'],
  latin7: ['LATIN7', 'iso-8859-13'],
  latin8: ['LATIN8', 'iso-8859-14'],
  latin9: ['LATIN9', 'iso-8859-15'],
  iso885915: ['LATIN9', 'iso-8859-15'],
  latin10: ['LATIN10', 'iso-8859-16'],
  iso88595: ['ISO_8859_5', 'iso-8859-5'],
  iso88596: ['ISO_8859_6', 'iso-8859-6'],
  iso88597: ['ISO_8859_7', 'iso-8859-7'],
  iso88598: ['ISO_8859_8', 'iso-8859-8'],
  koi8r: ['KOI8R', 'koi8-r'],
  koi8u: ['KOI8U', 'koi8-u'],
  win866: ['WIN866', 'ibm866'],
  win874: ['WIN874', 'windows-874'],
  win1250: ['WIN1250', 'windows-1250'],
  win1251: ['WIN1251', 'windows-1251'],
  win1252: ['WIN1252', 'windows-1252'],
  windows1252: ['WIN1252', 'windows-1252'],
  win1253: ['WIN1253', 'windows-1253'],
  win1254: ['WIN1254', 'windows-1254'],
  win1255: ['WIN1255', 'windows-1255'],
  win1256: ['WIN1256', 'windows-1256'],
  win1257: ['WIN1257', 'windows-1257'],
  win1258: ['WIN1258', 'windows-1258'],
};

/**
 * The characters of windows-1252 from 0x80 to 0x9f, a blank where there is none: decoders of that name are Latin 1 in some versions
 * of Node.
 */
const WIN1252_UPPER = [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'];

const UTF8_NAMES: ReadonlySet<string> = new Set(['utf8', 'unicode', 'sqlascii']);

/** Of several bytes a character, which PostgreSQL has and Conduct has not. */
const OTHER_NAMES =
  /^(euccn|eucjp|eucjis2004|euckr|euctw|big5|win950|windows950|gb18030|gbk|win936|windows936|johab|sjis|mskanji|shiftjis|win932|windows932|shiftjis2004|uhc|win949|windows949|muleinternal)$/;

export type EncodingName = { readonly known: true; readonly name: string } | { readonly known: false; readonly exists: boolean };

/** The name as PostgreSQL writes it; case and punctuation do not matter. */
export function findEncoding(text: string): EncodingName {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (UTF8_NAMES.has(plain)) return { known: true, name: 'UTF8' };
  const found = SINGLE_BYTE[plain];
  if (found !== undefined) return { known: true, name: found[0] };
  return { known: false, exists: OTHER_NAMES.test(plain) };
}

/** Turns bytes of one encoding into UTF-8 and back. */
export interface Transcoder {
  toUtf8(bytes: Uint8Array): Buffer;
  fromUtf8(bytes: Uint8Array): Buffer;
}

/** null: the bytes are UTF-8 as they are. `name` as findEncoding gives it. */
export function transcoder(name: string): Transcoder | null {
  const entry = Object.values(SINGLE_BYTE).find(([known]) => known === name);
  return entry === undefined ? null : new SingleByte(name, entry[1]);
}

class SingleByte implements Transcoder {
  readonly #name: string;
  /** Character of each byte; '' for bytes that stand for none. */
  readonly #characters: readonly string[];
  readonly #bytes = new Map<string, number>();

  constructor(name: string, label: string) {
    this.#name = name;
    const decoder = new TextDecoder(label);
    const controls = name.startsWith('LATIN') || name.startsWith('ISO');
    this.#characters = Array.from({ length: 256 }, (_, byte) => {
      // In the web's tables some of the ISO encodings are Microsoft's, which have characters in the place of C1 controls.
      if (controls && byte >= 0x80 && byte < 0xa0) return String.fromCharCode(byte);
      if (name === 'WIN1252' && byte >= 0x80 && byte < 0xa0) return (WIN1252_UPPER[byte - 0x80] ?? '').trim();
      const text = decoder.decode(Uint8Array.of(byte));
      return text === '\ufffd' ? '' : text;
    });
    for (const [byte, character] of this.#characters.entries()) this.#bytes.set(character, byte);
  }

  toUtf8(bytes: Uint8Array): Buffer {
    let text = '';
    for (const byte of bytes) {
      const character = this.#characters[byte] ?? '';
      if (character === '') throw untranslatable([byte], this.#name, 'UTF8');
      text += character;
    }
    return Buffer.from(text);
  }

  fromUtf8(bytes: Uint8Array): Buffer {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    const result = Buffer.alloc(text.length);
    let length = 0;
    for (const character of text) {
      const byte = this.#bytes.get(character);
      if (byte === undefined) throw untranslatable([...Buffer.from(character)], 'UTF8', this.#name);
      result[length] = byte;
      length += 1;
    }
    return result.subarray(0, length);
  }
}

function untranslatable(sequence: readonly number[], from: string, to: string): ConductError {
  const hex = sequence.map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(' ');
  return new ConductError(
    SQLSTATE.untranslatableCharacter,
    `character with byte sequence ${hex} in encoding "${from}" has no equivalent in encoding "${to}"`,
  );
}
