/** Parameters of a Bind message, as values of the types that the statement has inferred for them. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { parseBinary } from '../types/binary-format.js';
import type { Datum } from '../types/datum.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { parseText } from '../types/text-format.js';
import { typeFromOid } from '../types/type-name.js';
import { type BindMessage, decodeText } from './wire/frontend-message.js';

/**
 * What a client declared in Parse. Types that Conduct does not have are left open as 0 and `unknown` are: drivers declare
 * timestamptz for their date objects whatever the column is, and send text that suits both.
 */
export function declaredTypes(oids: readonly number[]): readonly (SqlType | null)[] {
  return oids.map((oid) => {
    const type = oid === 0 ? undefined : typeFromOid(oid);
    return type === undefined || type.kind === 'unknown' ? null : type;
  });
}

export function decodeParameters(message: BindMessage, types: readonly SqlType[]): readonly Datum[] {
  const { parameters, statement } = message;
  const formats = formatsFor(message.parameterFormats, parameters.length, 'parameter formats but', 'parameters');
  if (parameters.length !== types.length) {
    throw new ConductError(
      SQLSTATE.protocolViolation,
      `bind message supplies ${parameters.length} parameters, but prepared statement "${statement}" requires ${types.length}`,
    );
  }
  const portal = message.portal === '' ? 'unnamed portal' : `portal "${message.portal}"`;
  return parameters.map((bytes, index) =>
    bytes === null ? null : decode(bytes, types[index] ?? TYPES.text, formats[index] ?? 0, `${portal} parameter $${index + 1}`),
  );
}

function decode(bytes: Buffer, type: SqlType, format: number, context: string): Datum {
  // What was sent is the client's own: no error shows it.
  let shown = '';
  try {
    if (format === 1) return parseBinary(type, bytes);
    if (format !== 0) throw new ConductError(SQLSTATE.invalidParameterValue, `unsupported format code: ${format}`);
    const text = decodeText(bytes);
    shown = " = '...'";
    return parseText(type, text);
  } catch (error) {
    throw error instanceof ConductError ? error.with({ context: context + shown }) : error;
  }
}

/** One format code a value from what a Bind message gives: none, one for all, or one each. */
export function formatsFor(codes: readonly number[], count: number, what: string, whats: string): readonly number[] {
  if (codes.length > 1 && codes.length !== count) {
    throw new ConductError(SQLSTATE.protocolViolation, `bind message has ${codes.length} ${what} ${count} ${whats}`);
  }
  return Array.from({ length: count }, (_, index) => codes[codes.length === 1 ? 0 : index] ?? 0);
}
