/**
 * The one error class for everything that is the user's or the world's fault. Our own bugs go through
 * `assert()` instead and reach the client as XX000.
 */

/** SQLSTATE codes (PostgreSQL, appendix A) that Conduct raises, by their condition names. */
export const SQLSTATE = {
  successfulCompletion: '00000',
  warning: '01000',
  featureNotSupported: '0A000',
  protocolViolation: '08P01',
  connectionFailure: '08006',
  transactionResolutionUnknown: '08007',
  cardinalityViolation: '21000',
  dataException: '22000',
  numericValueOutOfRange: '22003',
  sequenceGeneratorLimitExceeded: '2200H',
  datetimeFieldOverflow: '22008',
  invalidTimeZoneDisplacement: '22009',
  stringDataRightTruncation: '22001',
  stringDataLengthMismatch: '22026',
  invalidDatetimeFormat: '22007',
  divisionByZero: '22012',
  substringError: '22011',
  arraySubscriptError: '2202E',
  intervalFieldOverflow: '22015',
  invalidArgumentForLogarithm: '2201E',
  invalidArgumentForWidthBucketFunction: '2201G',
  invalidArgumentForPower: '2201F',
  nullValueNotAllowed: '22004',
  invalidPrecedingOrFollowingSize: '22013',
  invalidArgumentForNtile: '22014',
  invalidArgumentForNthValue: '22016',
  invalidEscapeSequence: '22025',
  invalidUseOfEscapeCharacter: '2200C',
  invalidRegularExpression: '2201B',
  invalidRowCountInLimit: '2201W',
  invalidRowCountInOffset: '2201X',
  invalidParameterValue: '22023',
  invalidTextRepresentation: '22P02',
  invalidBinaryRepresentation: '22P03',
  badCopyFileFormat: '22P04',
  characterNotInRepertoire: '22021',
  untranslatableCharacter: '22P05',
  invalidArgumentForSqlJsonDatetime: '22031',
  invalidSqlJsonSubscript: '22033',
  nonNumericSqlJsonItem: '22036',
  singletonSqlJsonItemRequired: '22038',
  sqlJsonArrayNotFound: '22039',
  sqlJsonMemberNotFound: '2203A',
  sqlJsonNumberNotFound: '2203B',
  sqlJsonObjectNotFound: '2203C',
  notNullViolation: '23502',
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  invalidTransactionState: '25000',
  activeSqlTransaction: '25001',
  inFailedSqlTransaction: '25P02',
  noActiveSqlTransaction: '25P01',
  readOnlySqlTransaction: '25006',
  idleInTransactionSessionTimeout: '25P03',
  idleSessionTimeout: '57P05',
  invalidSqlStatementName: '26000',
  invalidCursorName: '34000',
  invalidCatalogName: '3D000',
  invalidSchemaName: '3F000',
  invalidAuthorizationSpecification: '28000',
  invalidPassword: '28P01',
  invalidSavepointSpecification: '3B001',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  syntaxError: '42601',
  insufficientPrivilege: '42501',
  groupingError: '42803',
  datatypeMismatch: '42804',
  wrongObjectType: '42809',
  reservedName: '42939',
  collationMismatch: '42P21',
  withCheckOptionViolation: '44000',
  invalidForeignKey: '42830',
  invalidGrantOperation: '0LP01',
  privilegeNotRevoked: '01006',
  privilegeNotGranted: '01007',
  undefinedObject: '42704',
  ambiguousColumn: '42702',
  ambiguousFunction: '42725',
  ambiguousAlias: '42P09',
  cannotCoerce: '42846',
  duplicateColumn: '42701',
  duplicateTable: '42P07',
  duplicateSchema: '42P06',
  duplicateAlias: '42712',
  duplicatePreparedStatement: '42P05',
  duplicateCursor: '42P03',
  duplicateObject: '42710',
  duplicateFunction: '42723',
  invalidColumnReference: '42P10',
  indeterminateDatatype: '42P18',
  invalidTableDefinition: '42P16',
  undefinedColumn: '42703',
  undefinedFunction: '42883',
  undefinedTable: '42P01',
  invalidName: '42602',
  invalidFunctionDefinition: '42P13',
  invalidObjectDefinition: '42P17',
  generatedAlways: '428C9',
  undefinedParameter: '42P02',
  ambiguousParameter: '42P08',
  windowingError: '42P20',
  invalidRecursion: '42P19',
  invalidTablesampleArgument: '2202H',
  invalidTablesampleRepeat: '2202G',
  dependentObjectsStillExist: '2BP01',
  insufficientResources: '53000',
  diskFull: '53100',
  outOfMemory: '53200',
  tooManyConnections: '53300',
  programLimitExceeded: '54000',
  statementTooComplex: '54001',
  tooManyColumns: '54011',
  tooManyArguments: '54023',
  objectNotInPrerequisiteState: '55000',
  objectInUse: '55006',
  cantChangeRuntimeParam: '55P02',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
  systemError: '58000',
  ioError: '58030',
  undefinedFile: '58P01',
  duplicateFile: '58P02',
  configFileError: 'F0000',
  internalError: 'XX000',
  dataCorrupted: 'XX001',
} as const;

export type SqlState = (typeof SQLSTATE)[keyof typeof SQLSTATE];

/** What an error is about, by name: clients tell violated constraints apart by it. */
export interface ErrorSubject {
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

export interface ErrorFields {
  /** 0-based offset in characters (code points) of the statement text; the wire adds one. */
  readonly position?: number;
  readonly hint?: string;
  readonly detail?: string;
  /** CONTEXT in PostgreSQL's messages, e.g. `COPY t, line 3, column a: "x"`. */
  readonly context?: string;
  readonly subject?: ErrorSubject;
  /** The operation's numerics were too short (numeric of 120 bits): with wide ones it may succeed. Never shown. */
  readonly narrow?: boolean;
  readonly cause?: unknown;
}

/** An error that the client sees as it is: SQLSTATE, message, position, hint, detail. */
export class ConductError extends Error {
  readonly code: SqlState;
  readonly position: number | undefined;
  readonly hint: string | undefined;
  readonly detail: string | undefined;
  readonly context: string | undefined;
  readonly subject: ErrorSubject | undefined;
  readonly narrow: boolean;

  constructor(code: SqlState, message: string, fields: ErrorFields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = 'ConductError';
    this.code = code;
    this.position = fields.position;
    this.hint = fields.hint;
    this.detail = fields.detail;
    this.context = fields.context;
    this.subject = fields.subject;
    this.narrow = fields.narrow ?? false;
  }

  /** The same error with fields that were not known where it was raised. */
  with(fields: ErrorFields): ConductError {
    return new ConductError(this.code, this.message, {
      ...(this.position === undefined ? {} : { position: this.position }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.context === undefined ? {} : { context: this.context }),
      ...(this.subject === undefined ? {} : { subject: this.subject }),
      ...(this.narrow ? { narrow: true } : {}),
      ...(this.cause === undefined ? {} : { cause: this.cause }),
      ...fields,
    });
  }
}

/** 0A000 with the feature's name: what Conduct says to SQL that it understands and can't do. */
export function notSupported(feature: string, position?: number): ConductError {
  return new ConductError(SQLSTATE.featureNotSupported, `${feature} is not supported`, position === undefined ? {} : { position });
}

/** A plain form of an error that crosses processes. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly position?: number;
  readonly hint?: string;
  readonly detail?: string;
  readonly context?: string;
  readonly subject?: ErrorSubject;
  readonly narrow?: boolean;
}

export function toWireError(error: unknown): WireError {
  if (error instanceof ConductError) {
    return {
      code: error.code,
      message: error.message,
      ...(error.position === undefined ? {} : { position: error.position }),
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      ...(error.context === undefined ? {} : { context: error.context }),
      ...(error.subject === undefined ? {} : { subject: error.subject }),
      ...(error.narrow ? { narrow: true } : {}),
    };
  }
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return { code: SQLSTATE.statementTooComplex, message: 'stack depth limit exceeded' };
  }
  return { code: systemState(error), message: error instanceof Error ? error.message : String(error) };
}

/** Disks fail by errors of the system and of SQLite; anything else is a fault of this program. */
function systemState(error: unknown): SqlState {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return SQLSTATE.diskFull;
  return code === 'EIO' || code.startsWith('SQLITE_IOERR') ? SQLSTATE.ioError : SQLSTATE.internalError;
}

export function fromWireError(error: WireError): ConductError {
  const { code, message, ...fields } = error;
  return new ConductError(code as SqlState, message, fields);
}
