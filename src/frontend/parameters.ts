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
  const formats = formatsFor(message.parameterFormats, parameters.length, 'parameter', 'parameters');
  if (parameters.length !== types.length) {
    throw new ConductError(
      SQLSTATE.protocolViolation,
      `bind message supplies ${parameters.length} parameters, but prepared statement "${statement}" requires ${types.length}`,
    );
  }
  return parameters.map((bytes, index) => {
    if (bytes === null) return null;
    const type = types[index] ?? TYPES.text;
    return formats[index] === 1 ? parseBinary(type, bytes) : parseText(type, decodeText(bytes));
  });
}

/** One format code a value from what a Bind message gives: none, one for all, or one each. */
export function formatsFor(codes: readonly number[], count: number, what: string, whats: string): readonly number[] {
  for (const code of codes) {
    if (code !== 0 && code !== 1) throw new ConductError(SQLSTATE.invalidParameterValue, `unsupported format code: ${code}`);
  }
  if (codes.length > 1 && codes.length !== count) {
    throw new ConductError(SQLSTATE.protocolViolation, `bind message has ${codes.length} ${what} formats but ${count} ${whats}`);
  }
  return Array.from({ length: count }, (_, index) => codes[codes.length === 1 ? 0 : index] ?? 0);
}
