/** Lines of an exchange as messages, and messages as lines. */
import {
  bind,
  close,
  describe_,
  execute,
  flush,
  int16,
  int32,
  message,
  parse,
  query,
  type Received,
  startup,
  str,
  sync,
  terminate,
} from '../frontend/raw-client.js';

type Json = string | number | null | readonly Json[] | { readonly [name: string]: Json };

/** The bytes of a line such as `Parse "name", "select $1", [23]`. */
export function bytesOf(line: string): Buffer {
  const [, name = '', rest = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
  const values = JSON.parse(`[${rest}]`) as Json[];
  const text = (at: number): string => String(values[at] ?? '');
  const numbers = (at: number): number[] => (values[at] ?? []) as number[];
  switch (name) {
    case 'Startup':
      return startup(values[0] as Record<string, string>, (values[1] as number | undefined) ?? 196_608);
    case 'SSLRequest':
      return message('', int32(80_877_103));
    case 'GSSENCRequest':
      return message('', int32(80_877_104));
    case 'Query':
      return query(text(0));
    case 'Parse':
      return parse(text(1), text(0), numbers(2));
    case 'Bind': {
      const parameters = ((values[3] ?? []) as Json[]).map((value) => (value === null ? null : dataOf(value)));
      return bind({ portal: text(0), statement: text(1), formats: numbers(2), parameters, results: numbers(4) });
    }
    case 'Describe':
      return describe_(text(0) as 'S' | 'P', text(1));
    case 'Execute':
      return execute(text(0), (values[1] as number | undefined) ?? 0);
    case 'Close':
      return close(text(0) as 'S' | 'P', text(1));
    case 'Sync':
      return sync;
    case 'Flush':
      return flush;
    case 'Terminate':
      return terminate;
    case 'CopyData':
      return message('d', dataOf(values[0] ?? ''));
    case 'CopyDone':
      return message('c');
    case 'CopyFail':
      return message('f', str(text(0)));
    case 'Password':
      return message('p', str(text(0)));
    case 'FunctionCall':
      return message('F', int32(values[0] as number), int16(0, 0, 0));
    // A message of any type and body.
    case 'Message':
      return message(text(0), dataOf(values[1] ?? ''));
    case 'Bytes':
      return dataOf(values[0] ?? '');
    default:
      throw new Error(`no message of this name: ${line}`);
  }
}

/** A text, or `{"hex": "00ff"}`. */
function dataOf(value: Json): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  if (typeof value === 'object' && value !== null && 'hex' in value) return Buffer.from(String(value.hex), 'hex');
  throw new Error(`neither text nor bytes: ${JSON.stringify(value)}`);
}

const NAMES: Readonly<Record<string, string>> = {
  R: 'Authentication',
  S: 'ParameterStatus',
  K: 'BackendKeyData',
  Z: 'ReadyForQuery',
  v: 'NegotiateProtocolVersion',
  T: 'RowDescription',
  D: 'DataRow',
  C: 'CommandComplete',
  I: 'EmptyQueryResponse',
  E: 'ErrorResponse',
  N: 'NoticeResponse',
  n: 'NoData',
  t: 'ParameterDescription',
  1: 'ParseComplete',
  2: 'BindComplete',
  3: 'CloseComplete',
  s: 'PortalSuspended',
  G: 'CopyInResponse',
  H: 'CopyOutResponse',
  d: 'CopyData',
  c: 'CopyDone',
};

export function nameOf({ type }: Received): string {
  return NAMES[type] ?? `Message ${JSON.stringify(type)}`;
}

/** The message without what differs from one server to the next: process ids, OIDs of tables, places in PostgreSQL's source. */
export function lineOf(received: Received): string {
  const { body } = received;
  const values = valuesOf(received.type, body);
  const name = nameOf(received);
  return values.length === 0 ? name : `${name} ${values.map((value) => JSON.stringify(value)).join(', ')}`;
}

function valuesOf(type: string, body: Buffer): readonly Json[] {
  switch (type) {
    case 'R':
      return [body.readInt32BE(0)];
    case 'S': {
      const [name = '', value = ''] = body.toString().split('\0');
      return [name, name === 'server_version' ? '15' : value];
    }
    case 'K':
      return [body.length - 4];
    case 'Z':
    case 'C':
      return [body.toString().replace(/\0$/, '')];
    case 'v':
      return [body.readInt32BE(0), body.toString('utf8', 8).split('\0').slice(0, -1)];
    case 'T':
      return columnsOf(body);
    case 'D':
      return fieldsOf(body);
    case 'E':
    case 'N':
      return [errorOf(body)];
    case 't':
      return Array.from({ length: body.readUInt16BE(0) }, (_, i) => body.readUInt32BE(2 + i * 4));
    case 'G':
    case 'H':
      return [body.readUInt8(0), Array.from({ length: body.readUInt16BE(1) }, (_, i) => body.readUInt16BE(3 + i * 2))];
    case 'd':
      return [textOrHex(body)];
    default:
      return body.length === 0 ? [] : [textOrHex(body)];
  }
}

function columnsOf(body: Buffer): readonly Json[] {
  let at = 2;
  return Array.from({ length: body.readUInt16BE(0) }, () => {
    const end = body.indexOf(0, at);
    const name = body.toString('utf8', at, end);
    const table = body.readUInt32BE(end + 1);
    const attribute = body.readInt16BE(end + 5);
    const type = body.readUInt32BE(end + 7);
    const length = body.readInt16BE(end + 11);
    const modifier = body.readInt32BE(end + 13);
    const format = body.readInt16BE(end + 17) === 0 ? 'text' : 'binary';
    at = end + 19;
    return [name, type, length, modifier, format, ...(table === 0 ? [] : [attribute])];
  });
}

function fieldsOf(body: Buffer): readonly Json[] {
  let at = 2;
  return Array.from({ length: body.readUInt16BE(0) }, () => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    const value = textOrHex(body.subarray(at, at + length));
    at += length;
    return value;
  });
}

function textOrHex(bytes: Buffer): Json {
  const text = bytes.toString();
  const plain = Buffer.from(text).equals(bytes) && ![...text].some((character) => character < ' ' && !'\t\n\r'.includes(character));
  return plain ? text : { hex: bytes.toString('hex') };
}

/** Severity, code, message, detail, hint, positions and context. */
const SHOWN_FIELDS = 'SCMDHPpqW';

function errorOf(body: Buffer): Json {
  const fields = new Map(
    body
      .toString()
      .split('\0')
      .filter((field) => field !== '')
      .map((field) => [field.charAt(0), field.slice(1)] as const),
  );
  return Object.fromEntries([...SHOWN_FIELDS].flatMap((field) => (fields.has(field) ? [[field, fields.get(field) ?? '']] : [])));
}
