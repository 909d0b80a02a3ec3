/** The named arguments of a call that reads files: each is asked for by the format that knows it, and what nobody asked for is an error. */
import type { FileCall, FileOptionValue } from '../../catalog/file-source.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';

export class FileOptions {
  readonly #call: FileCall;
  readonly #left: Set<string>;

  constructor(call: FileCall) {
    this.#call = call;
    this.#left = new Set(call.options.keys());
  }

  flag(name: string): boolean | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === 'boolean') return value;
    const text = typeof value === 'string' ? value.toLowerCase() : '';
    if (['true', 'on', 'yes', '1'].includes(text)) return true;
    if (['false', 'off', 'no', '0'].includes(text)) return false;
    throw this.#invalid(name, 'a Boolean value');
  }

  text(name: string): string | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#invalid(name, 'a text');
  }

  /** One byte, or the name of one that is hard to write. */
  character(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return text;
    const char = text === '\\t' ? '\t' : text;
    if (char.length === 1 && char.charCodeAt(0) < 128 && char !== '\n' && char !== '\r') return char;
    throw this.#invalid(name, 'a single one-byte character');
  }

  count(name: string): number | undefined {
    const value = this.#take(name);
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (number === undefined || (typeof number === 'number' && Number.isSafeInteger(number) && number >= -1)) return number;
    throw this.#invalid(name, 'a number');
  }

  checkAllUsed(): void {
    const [left] = this.#left;
    if (left === undefined) return;
    throw new ConductError(SQLSTATE.syntaxError, `read_${this.#call.format} has no option "${left}"`);
  }

  #take(name: string): FileOptionValue | undefined {
    this.#left.delete(name);
    return this.#call.options.get(name);
  }

  #invalid(name: string, what: string): ConductError {
    return new ConductError(SQLSTATE.invalidParameterValue, `option "${name}" of read_${this.#call.format} requires ${what}`);
  }
}
