/**
 * PostgreSQL's own parser, compiled to WebAssembly (libpg-query): text in, its parse tree out.
 *
 * We drive the module ourselves and not through the package's wrapper because an exception that unwinds through it (a JS
 * stack overflow in a deep statement, a trap) leaves its C stack pointer and memory contexts as they were: that instance may
 * answer wrongly later. Such an instance is thrown away. Making one is asynchronous and parsing is not, so spares are kept.
 */
import type { RawStmt } from 'libpg-query';
import createModule, { type PgQueryModule } from 'libpg-query/wasm/libpg-query.js';
import { ConductError, SQLSTATE, type SqlState } from '../../common/errors.js';

const SPARES = 2;
/** WASM memory never shrinks: an instance that a huge statement made larger than this is replaced too. */
const KEEP_MEMORY_BYTES = 256 << 20;

let current: PgQueryModule | null = null;
const spares: PgQueryModule[] = [];
let refilling: Promise<void> | null = null;

/** Must have resolved once before parseTree() is called. */
export async function loadParser(): Promise<void> {
  if (current === null) await refill();
}

/** `text` without NUL bytes. Throws ConductError; positions in it are in characters. */
export function parseTree(text: Uint8Array): readonly RawStmt[] {
  const module = take();
  let json: string;
  try {
    json = run(module, text);
  } catch (error) {
    if (error instanceof ConductError) throw error;
    replace();
    if (error instanceof RangeError) throw new ConductError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded', { cause: error });
    if (error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG') {
      throw new ConductError(SQLSTATE.programLimitExceeded, 'statement is too large to parse', { cause: error });
    }
    throw new ConductError(SQLSTATE.statementTooComplex, 'statement is too complex to parse', { cause: error });
  }
  if (module.HEAPU8.byteLength > KEEP_MEMORY_BYTES) replace();
  const tree = JSON.parse(json) as { readonly stmts?: readonly RawStmt[] };
  return tree.stmts ?? [];
}

function take(): PgQueryModule {
  if (current === null) {
    throw new ConductError(SQLSTATE.insufficientResources, 'the parser is restarting', { hint: 'Send the statement again.' });
  }
  return current;
}

function replace(): void {
  current = spares.shift() ?? null;
  void refill();
}

function refill(): Promise<void> {
  refilling ??= fill().finally(() => {
    refilling = null;
  });
  return refilling;
}

async function fill(): Promise<void> {
  while (current === null || spares.length < SPARES) {
    const made = await createModule();
    if (current === null) current = made;
    else spares.push(made);
  }
}

function run(module: PgQueryModule, text: Uint8Array): string {
  const input = module._malloc(text.length + 1);
  if (input === 0) throw new ConductError(SQLSTATE.outOfMemory, 'out of memory while parsing');
  module.HEAPU8.set(text, input);
  module.HEAPU8[input + text.length] = 0;
  const result = module._wasm_parse_query_raw(input);
  module._free(input);
  if (result === 0) throw new ConductError(SQLSTATE.outOfMemory, 'out of memory while parsing');
  try {
    const tree = word(module, result);
    const error = word(module, result + 8);
    if (error !== 0) throw parseError(module, error, text);
    if (tree === 0) throw new ConductError(SQLSTATE.statementTooComplex, 'statement is too complex to parse');
    return cString(module, tree);
  } finally {
    module._wasm_free_parse_result(result);
  }
}

/** PgQueryError: message, function, file, line, cursor position (1-based, in characters; 0: none). */
function parseError(module: PgQueryModule, error: number, text: Uint8Array): ConductError {
  const message = cString(module, word(module, error));
  const cursor = word(module, error + 16);
  // E'...' and U&'...' have one message for this, and a code of their own each.
  if (message === 'invalid Unicode escape' && /\\u[^']*$/i.test(beginningOf(text, cursor))) {
    return new ConductError(SQLSTATE.invalidEscapeSequence, message, {
      hint: 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.',
      ...(cursor > 0 ? { position: cursor - 1 } : {}),
    });
  }
  return new ConductError(sqlState(message), message, cursor > 0 ? { position: cursor - 1 } : {});
}

/** Up to the place of an error and two characters on. */
function beginningOf(text: Uint8Array, cursor: number): string {
  return Array.from(Buffer.from(text).toString('utf8'))
    .slice(0, cursor + 1)
    .join('');
}

/** libpg-query gives the message alone; these are the raw parser's errors that are not syntax errors. */
function sqlState(message: string): SqlState {
  if (/memory exhausted|stack depth/.test(message)) return SQLSTATE.statementTooComplex;
  if (/^out of memory/.test(message)) return SQLSTATE.outOfMemory;
  if (/not (yet )?implemented|not supported/.test(message)) return SQLSTATE.featureNotSupported;
  if (/invalid byte sequence/.test(message)) return SQLSTATE.characterNotInRepertoire;
  if (/^precision for type float/.test(message)) return SQLSTATE.invalidParameterValue;
  if (/^invalid Unicode (escape|surrogate)/.test(message)) return SQLSTATE.syntaxError;
  if (/^frame (start|end) /.test(message) || message.startsWith('frame starting from')) return SQLSTATE.windowingError;
  return SQLSTATE.syntaxError;
}

function word(module: PgQueryModule, address: number): number {
  return module.HEAPU32[address >>> 2] ?? 0;
}

function cString(module: PgQueryModule, address: number): string {
  if (address === 0) return '';
  const heap = module.HEAPU8;
  const end = heap.indexOf(0, address);
  return Buffer.from(heap.buffer, heap.byteOffset + address, end - address).toString('utf8');
}
