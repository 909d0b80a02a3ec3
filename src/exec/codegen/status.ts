/** Status and error codes that compiled code returns: plain integers, mapped to SQLSTATE by the engine. */
import { ConductError, SQLSTATE } from '../../common/errors.js';

/** Why a pipeline function returned. */
export const STATUS = { done: 0, sinkFull: 1, cancelled: 2, error: 3 } as const;

export const FAILURE = {
  divisionByZero: 1,
  int2Range: 2,
  int4Range: 3,
  int8Range: 4,
  numericRange: 5,
  floatRange: 6,
  floatUnderflow: 7,
  dateRange: 8,
  timestampRange: 9,
  intervalRange: 10,
  moreThanOneRow: 11,
  substringLength: 12,
  outOfMemory: 13,
  stringTooLong: 14,
  textToNumber: 15,
  textToDate: 16,
  textToBool: 17,
  numericFieldOverflow: 18,
  likeEscape: 19,
  lengthLimit: 20,
} as const;

const ERRORS: { readonly [code: number]: () => ConductError } = {
  [FAILURE.divisionByZero]: () => new ConductError(SQLSTATE.divisionByZero, 'division by zero'),
  [FAILURE.int2Range]: () => new ConductError(SQLSTATE.numericValueOutOfRange, 'smallint out of range'),
  [FAILURE.int4Range]: () => new ConductError(SQLSTATE.numericValueOutOfRange, 'integer out of range'),
  [FAILURE.int8Range]: () => new ConductError(SQLSTATE.numericValueOutOfRange, 'bigint out of range'),
  [FAILURE.numericRange]: () => new ConductError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format', { narrow: true }),
  [FAILURE.floatRange]: () => new ConductError(SQLSTATE.numericValueOutOfRange, 'value out of range: overflow'),
  [FAILURE.floatUnderflow]: () => new ConductError(SQLSTATE.numericValueOutOfRange, 'value out of range: underflow'),
  [FAILURE.dateRange]: () => new ConductError(SQLSTATE.datetimeFieldOverflow, 'date out of range'),
  [FAILURE.timestampRange]: () => new ConductError(SQLSTATE.datetimeFieldOverflow, 'timestamp out of range'),
  [FAILURE.intervalRange]: () => new ConductError(SQLSTATE.datetimeFieldOverflow, 'interval out of range'),
  [FAILURE.moreThanOneRow]: () =>
    new ConductError(SQLSTATE.cardinalityViolation, 'more than one row returned by a subquery used as an expression'),
  [FAILURE.substringLength]: () => new ConductError(SQLSTATE.substringError, 'negative substring length not allowed'),
  [FAILURE.outOfMemory]: () => new ConductError(SQLSTATE.outOfMemory, 'out of memory'),
  [FAILURE.stringTooLong]: () => new ConductError(SQLSTATE.stringDataRightTruncation, 'value too long for type'),
  [FAILURE.textToNumber]: () => new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for a number'),
  [FAILURE.textToDate]: () => new ConductError(SQLSTATE.invalidDatetimeFormat, 'invalid input syntax for a date or time'),
  [FAILURE.textToBool]: () => new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type boolean'),
  [FAILURE.numericFieldOverflow]: () => new ConductError(SQLSTATE.numericValueOutOfRange, 'numeric field overflow', { narrow: true }),
  [FAILURE.likeEscape]: () => new ConductError(SQLSTATE.invalidEscapeSequence, 'LIKE pattern must not end with escape character'),
  [FAILURE.lengthLimit]: () => new ConductError(SQLSTATE.programLimitExceeded, 'requested length too large'),
};

export function failureError(code: number): ConductError {
  return (ERRORS[code] ?? (() => new ConductError(SQLSTATE.internalError, `execution failed with code ${code}`)))();
}
