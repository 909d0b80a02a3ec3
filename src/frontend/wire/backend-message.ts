/** Messages to the client, but for rows (see row-writer.ts). */
import type { WireError } from '../../common/errors.js';
import type { ResultColumn } from '../../conductor/query-service.js';
import { type SqlType, typeOid } from '../../types/sql-type.js';
import { typeLength, typmodOf } from '../../types/type-name.js';
import type { MessageWriter } from './message-writer.js';

export function authenticationOk(out: MessageWriter): void {
  out.begin('R');
  out.int32(0);
  out.end();
}

export function authenticationCleartext(out: MessageWriter): void {
  out.begin('R');
  out.int32(3);
  out.end();
}

export function authenticationSasl(out: MessageWriter, mechanisms: readonly string[]): void {
  out.begin('R');
  out.int32(10);
  for (const mechanism of mechanisms) out.string(mechanism);
  out.byte(0);
  out.end();
}

export function authenticationSaslContinue(out: MessageWriter, data: string): void {
  authenticationData(out, 11, data);
}

export function authenticationSaslFinal(out: MessageWriter, data: string): void {
  authenticationData(out, 12, data);
}

function authenticationData(out: MessageWriter, code: number, data: string): void {
  out.begin('R');
  out.int32(code);
  out.raw(Buffer.from(data));
  out.end();
}

/** What of the protocol version and its `_pq_.` options we do not know; the client may go on or leave. */
export function negotiateProtocolVersion(out: MessageWriter, newestMinor: number, unknownOptions: readonly string[]): void {
  out.begin('v');
  out.int32((3 << 16) | newestMinor);
  out.int32(unknownOptions.length);
  for (const option of unknownOptions) out.string(option);
  out.end();
}

export function parameterStatus(out: MessageWriter, name: string, value: string): void {
  out.begin('S');
  out.string(name);
  out.string(value);
  out.end();
}

/** secret: 4 bytes, from protocol 3.2 on up to 256. */
export function backendKeyData(out: MessageWriter, processId: number, secret: Uint8Array): void {
  out.begin('K');
  out.int32(processId);
  out.raw(secret);
  out.end();
}

export type TransactionStatus = 'I' | 'T' | 'E';

export function readyForQuery(out: MessageWriter, status: TransactionStatus): void {
  out.begin('Z');
  out.byte(status.charCodeAt(0));
  out.end();
}

/** Messages that are their type alone. */
export type BareMessage =
  | 'parse-complete'
  | 'bind-complete'
  | 'close-complete'
  | 'no-data'
  | 'portal-suspended'
  | 'empty-query'
  | 'copy-done';

const BARE_TYPES: Readonly<Record<BareMessage, string>> = {
  'parse-complete': '1',
  'bind-complete': '2',
  'close-complete': '3',
  'no-data': 'n',
  'portal-suspended': 's',
  'empty-query': 'I',
  'copy-done': 'c',
};

export function bareMessage(out: MessageWriter, message: BareMessage): void {
  out.begin(BARE_TYPES[message]);
  out.end();
}

export function commandComplete(out: MessageWriter, tag: string): void {
  out.begin('C');
  out.string(tag);
  out.end();
}

export function parameterDescription(out: MessageWriter, types: readonly SqlType[]): void {
  out.begin('t');
  out.int16(types.length);
  for (const type of types) out.int32(typeOid(type));
  out.end();
}

/** `formats`: one a column, 0 text or 1 binary. */
export function rowDescription(out: MessageWriter, columns: readonly ResultColumn[], formats: readonly number[]): void {
  out.begin('T');
  out.int16(columns.length);
  for (const [index, column] of columns.entries()) {
    // PostgreSQL gives an untyped literal of a select list the type text; so must we, or drivers do not know what to do.
    const type: SqlType = column.type.kind === 'unknown' ? { kind: 'text' } : column.type;
    out.string(column.name);
    out.int32(column.tableOid);
    out.int16(column.attribute);
    out.int32(typeOid(type));
    out.int16(typeLength(type));
    out.int32(typmodOf(type));
    out.int16(formats[index] ?? 0);
  }
  out.end();
}

/** CopyInResponse or CopyOutResponse: one format, overall and for every column. */
export function copyResponse(out: MessageWriter, direction: 'in' | 'out', columns: number, binary: boolean): void {
  const format = binary ? 1 : 0;
  out.begin(direction === 'in' ? 'G' : 'H');
  out.byte(format);
  out.int16(columns);
  for (let i = 0; i < columns; i++) out.int16(format);
  out.end();
}

export type Severity = 'ERROR' | 'FATAL' | 'PANIC' | 'WARNING' | 'NOTICE' | 'DEBUG' | 'INFO' | 'LOG';

export function errorResponse(out: MessageWriter, severity: Severity, error: WireError): void {
  out.begin('E');
  errorFields(out, severity, error);
}

export function noticeResponse(out: MessageWriter, severity: Severity, notice: WireError): void {
  out.begin('N');
  errorFields(out, severity, notice);
}

function errorFields(out: MessageWriter, severity: Severity, error: WireError): void {
  const field = (type: string, value: string | undefined): void => {
    if (value === undefined || value === '') return;
    out.byte(type.charCodeAt(0));
    out.string(value);
  };
  field('S', severity);
  field('V', severity);
  field('C', error.code);
  field('M', error.message === '' ? 'unknown error' : error.message);
  field('D', error.detail);
  field('H', error.hint);
  if (error.position !== undefined && error.position >= 0) field('P', String(error.position + 1));
  field('W', error.context);
  field('s', error.subject?.schema);
  field('t', error.subject?.table);
  field('c', error.subject?.column);
  field('n', error.subject?.constraint);
  out.byte(0);
  out.end();
}
