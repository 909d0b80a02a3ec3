/** Text forms of the small types: bytea, uuid, tid, "char", enum, and OIDs by another name. */
import { assert } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { Datum } from './datum.js';
import { sessionSettings } from './session-settings.js';
import { type EnumType, type SqlType, typeOid } from './sql-type.js';
import { parseTypeName, typeFromOid, typeLabel } from './type-name.js';

function invalidSyntax(type: string, text: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type ${type}: "${text}"`);
}

const encoder = new TextEncoder();

/** Hexadecimal digits behind \x, or bytes with octal escapes. */
export function parseBytea(text: string): Uint8Array {
  return text.startsWith('\\x') ? parseHex(text.slice(2)) : parseEscaped(text);
}

function parseHex(text: string): Uint8Array {
  const bytes: number[] = [];
  let at = 0;
  while (at < text.length) {
    if (/[ \t\n\r]/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const pair = text.slice(at, at + 2);
    const wrong = /[^0-9a-fA-F]/u.exec(pair);
    if (wrong !== null) {
      const character = String.fromCodePoint(text.codePointAt(at + wrong.index) ?? 0);
      throw new ConductError(SQLSTATE.invalidParameterValue, `invalid hexadecimal digit: "${character}"`);
    }
    if (pair.length < 2) throw new ConductError(SQLSTATE.invalidParameterValue, 'invalid hexadecimal data: odd number of digits');
    bytes.push(Number.parseInt(pair, 16));
    at += 2;
  }
  return Uint8Array.from(bytes);
}

function parseEscaped(text: string): Uint8Array {
  if (!text.includes('\\')) return encoder.encode(text);
  const bytes: number[] = [];
  const source = encoder.encode(text);
  for (let at = 0; at < source.length; at += 1) {
    const byte = source[at] ?? 0;
    if (byte !== 0x5c) {
      bytes.push(byte);
      continue;
    }
    if (source[at + 1] === 0x5c) {
      bytes.push(0x5c);
      at += 1;
      continue;
    }
    const octal = String.fromCharCode(...source.subarray(at + 1, at + 4));
    if (!/^[0-3][0-7]{2}$/.test(octal)) throw new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type bytea');
    bytes.push(Number.parseInt(octal, 8));
    at += 3;
  }
  return Uint8Array.from(bytes);
}

/** The output with bytea_output = hex. */
export function formatBytea(value: Uint8Array): string {
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}

/** 32 hexadecimal digits, a hyphen allowed after each four of them, braces around. */
export function parseUuid(text: string): string {
  const inner = /^\{(.*)\}$/s.exec(text)?.[1] ?? text;
  if (!/^(?:[0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}$/.test(inner)) throw invalidSyntax('uuid', text);
  const digits = inner.replaceAll('-', '').toLowerCase();
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

export function parseTid(text: string): string {
  const match = /^\((\d+),(\d+)\)$/.exec(text);
  if (match === null || Number(match[1]) > 0xffff_ffff || Number(match[2]) > 0xffff) throw invalidSyntax('tid', text);
  return `(${Number(match[1])},${Number(match[2])})`;
}

/** charin: the first byte; an escape of three octal digits for those beyond ASCII. */
export function parseChar1(text: string): string {
  const octal = /^\\([0-3][0-7]{2})$/.exec(text)?.[1];
  if (octal !== undefined) return char1OfByte(Number.parseInt(octal, 8));
  return char1OfByte(encoder.encode(text)[0] ?? 0);
}

/** charout: NUL is the empty string, bytes beyond ASCII are octal escapes. */
export function char1OfByte(byte: number): string {
  if (byte === 0) return '';
  return byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
}

export function byteOfChar1(text: string): number {
  if (text.length === 4 && text.startsWith('\\')) return Number.parseInt(text.slice(1), 8);
  return text === '' ? 0 : text.charCodeAt(0);
}

export function parseEnum(type: EnumType, text: string): number {
  const found = type.labels.find(({ label }) => label === text);
  if (found !== undefined) return found.code;
  throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input value for enum ${typeLabel(type)}: "${text}"`);
}

export function formatEnum(type: EnumType, value: Datum): string {
  assert(typeof value === 'number', 'an enum value');
  const found = type.labels.find(({ code }) => code === value);
  // A label that was added after the plan was made can't be in its rows.
  assert(found !== undefined, `label ${value} of enum ${type.name}`);
  return found.label;
}

/** The object's name where the catalog is at hand (names of built-in types everywhere), else its number. */
export function formatRegOid(type: SqlType, value: Datum): string {
  if (value === 0) return '-';
  const oid = Number(value);
  const name = sessionSettings().nameOfOid?.(type.kind, oid);
  if (name !== undefined) return name;
  const builtIn = type.kind === 'regtype' ? typeFromOid(oid) : undefined;
  return builtIn === undefined ? String(value) : typeLabel(builtIn);
}

/** Numbers alone: names are found in the catalog, which the binder asks. */
export function parseRegOid(type: SqlType, text: string): number {
  const isName = type.kind !== 'xid' && type.kind !== 'cid';
  if (isName && text === '-') return 0;
  if (!/^\s*\d+\s*$/.test(text)) {
    const oid = isName ? sessionSettings().oidOfName?.(type.kind, text) : undefined;
    if (oid !== undefined) return oid;
    if (type.kind === 'regtype') return typeOid(parseTypeName(text));
    if (isName) throw notSupported(`input of type ${typeLabel(type)} from a name that is not a constant`);
    throw invalidSyntax(typeLabel(type), text);
  }
  const value = Number(text);
  if (value > 0xffff_ffff) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, `value "${text}" is out of range for type ${typeLabel(type)}`);
  }
  return value;
}
