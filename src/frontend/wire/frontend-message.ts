/** Messages that clients send (PostgreSQL protocol 3), read from their frames. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { invalidAt, invalidSequence } from '../../types/utf8-check.js';
import type { Frame } from './framer.js';

export type FrontendMessage =
  | { readonly kind: 'query'; readonly text: string }
  | { readonly kind: 'parse'; readonly statement: string; readonly text: string; readonly parameterOids: readonly number[] }
  | BindMessage
  | { readonly kind: 'describe'; readonly target: 'statement' | 'portal'; readonly name: string }
  | { readonly kind: 'execute'; readonly portal: string; readonly maxRows: number }
  | { readonly kind: 'close'; readonly target: 'statement' | 'portal'; readonly name: string }
  | { readonly kind: 'flush' }
  | { readonly kind: 'sync' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'copy-data'; readonly data: Buffer }
  | { readonly kind: 'copy-done' }
  | { readonly kind: 'copy-fail'; readonly message: string }
  | { readonly kind: 'function-call' }
  | { readonly kind: 'password' };

export interface BindMessage {
  readonly kind: 'bind';
  readonly portal: string;
  readonly statement: string;
  /** None: all text; one: for all; else one each. 0 is text, 1 binary. */
  readonly parameterFormats: readonly number[];
  readonly parameters: readonly (Buffer | null)[];
  readonly resultFormats: readonly number[];
}

export type StartupMessage =
  | { readonly kind: 'cancel'; readonly processId: number; readonly secret: Buffer }
  | { readonly kind: 'startup'; readonly major: number; readonly minor: number; readonly parameters: ReadonlyMap<string, string> };

const CANCEL_REQUEST = 80877102;

/** Throws ConductError 08P01 for a packet that is not well formed. */
export function readStartup(body: Buffer): StartupMessage {
  const reader = new BodyReader(body);
  const version = reader.int32();
  if (version === CANCEL_REQUEST) return { kind: 'cancel', processId: reader.int32(), secret: reader.rest() };
  const major = version >>> 16;
  const minor = version & 0xffff;
  const parameters = new Map<string, string>();
  // Another major version may lay its packet out in another way.
  if (major === 3) {
    for (let name = reader.string(); name !== ''; name = reader.string()) parameters.set(name, reader.string());
  }
  return { kind: 'startup', major, minor, parameters };
}

/** The body of a password message that answers AuthenticationCleartextPassword. */
export function readPassword(body: Buffer): string {
  const reader = new BodyReader(body);
  const password = reader.string();
  reader.end();
  return password;
}

/** SASLInitialResponse. */
export function readSaslInitial(body: Buffer): { readonly mechanism: string; readonly data: string } {
  const reader = new BodyReader(body);
  const mechanism = reader.string();
  const data = reader.sizedBytes() ?? Buffer.alloc(0);
  reader.end();
  return { mechanism, data: decodeText(data) };
}

/** SASLResponse. */
export function readSaslResponse(body: Buffer): string {
  return decodeText(body);
}

/** Throws ConductError 08P01 for a message that is not well formed, 22021 for text that is not UTF-8. */
export function readMessage(frame: Frame): FrontendMessage {
  const reader = new BodyReader(frame.body);
  const message = read(String.fromCharCode(frame.type), reader, frame);
  if (message.kind !== 'password' && message.kind !== 'function-call' && message.kind !== 'copy-data') reader.end();
  return message;
}

function read(type: string, reader: BodyReader, frame: Frame): FrontendMessage {
  switch (type) {
    case 'Q':
      return { kind: 'query', text: reader.string() };
    case 'P': {
      const statement = reader.string();
      const text = reader.string();
      return { kind: 'parse', statement, text, parameterOids: reader.list(() => reader.uint32()) };
    }
    case 'B': {
      const portal = reader.string();
      const statement = reader.string();
      const parameterFormats = reader.list(() => reader.int16());
      const parameters = reader.list(() => reader.sizedBytes());
      return { kind: 'bind', portal, statement, parameterFormats, parameters, resultFormats: reader.list(() => reader.int16()) };
    }
    case 'D':
      return { kind: 'describe', target: reader.target('DESCRIBE'), name: reader.string() };
    case 'E':
      return { kind: 'execute', portal: reader.string(), maxRows: Math.max(0, reader.int32()) };
    case 'C':
      return { kind: 'close', target: reader.target('CLOSE'), name: reader.string() };
    case 'H':
      return { kind: 'flush' };
    case 'S':
      return { kind: 'sync' };
    case 'X':
      return { kind: 'terminate' };
    case 'd':
      return { kind: 'copy-data', data: frame.body };
    case 'c':
      return { kind: 'copy-done' };
    case 'f':
      return { kind: 'copy-fail', message: reader.string() };
    case 'F':
      return { kind: 'function-call' };
    case 'p':
      return { kind: 'password' };
    default:
      throw new UnknownMessageError(frame.type);
  }
}

/** The stream cannot be trusted after it: the connection ends. */
export class UnknownMessageError extends ConductError {
  constructor(type: number) {
    super(SQLSTATE.protocolViolation, `invalid frontend message type ${type}`);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text as clients send it. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    throw invalidSequence(buffer, Math.max(0, invalidAt(buffer)));
  }
}

class BodyReader {
  readonly #body: Buffer;
  #at = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  int16(): number {
    const at = this.#skip(2);
    return this.#body.readInt16BE(at);
  }

  int32(): number {
    const at = this.#skip(4);
    return this.#body.readInt32BE(at);
  }

  uint32(): number {
    return this.int32() >>> 0;
  }

  string(): string {
    const end = this.#body.indexOf(0, this.#at);
    if (end < 0) throw new ConductError(SQLSTATE.protocolViolation, 'invalid string in message');
    const start = this.#at;
    this.#at = end + 1;
    return decodeText(this.#body.subarray(start, end));
  }

  /** Length of -1: NULL. */
  sizedBytes(): Buffer | null {
    const length = this.int32();
    if (length === -1) return null;
    if (length < 0) throw insufficient();
    const at = this.#skip(length);
    return this.#body.subarray(at, at + length);
  }

  rest(): Buffer {
    return this.#body.subarray(this.#skip(this.#body.length - this.#at));
  }

  /** A count of 16 bits, unsigned, then so many. */
  list<T>(read: () => T): T[] {
    const count = this.int16() & 0xffff;
    const list: T[] = [];
    for (let i = 0; i < count; i++) list.push(read());
    return list;
  }

  target(message: string): 'statement' | 'portal' {
    const target = this.#body[this.#skip(1)];
    if (target === 0x53) return 'statement';
    if (target === 0x50) return 'portal';
    throw new ConductError(SQLSTATE.protocolViolation, `invalid ${message} message subtype ${target ?? 0}`);
  }

  end(): void {
    if (this.#at !== this.#body.length) throw new ConductError(SQLSTATE.protocolViolation, 'invalid message format');
  }

  #skip(bytes: number): number {
    const at = this.#at;
    if (at + bytes > this.#body.length) throw insufficient();
    this.#at += bytes;
    return at;
  }
}

function insufficient(): ConductError {
  return new ConductError(SQLSTATE.protocolViolation, 'insufficient data left in message');
}
