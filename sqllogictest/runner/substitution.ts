/** `$name`, `${name}` and `${name:default}` in SQL and commands, when a file says `control substitution on`. `\$` stays a dollar. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAX_DEPTH = 16;

export class Substitution {
  readonly #variables = new Map<string, string>();
  readonly #database: string;
  #testFolder: string | null = null;

  constructor(database: string) {
    this.#database = database;
  }

  set(name: string, value: string): void {
    this.#variables.set(name, value);
  }

  /** Throws for a variable without value or default. */
  apply(text: string, depth = 0): string {
    if (depth > MAX_DEPTH) throw new Error('variables are nested too deeply');
    let result = '';
    let at = 0;
    while (at < text.length) {
      const character = text[at] ?? '';
      if (character === '\\' && (text[at + 1] === '$' || text[at + 1] === '\\')) {
        result += text[at + 1];
        at += 2;
      } else if (character === '$' && text[at + 1] === '{') {
        const end = closingBrace(text, at + 2);
        result += this.#braced(text.slice(at + 2, end), depth);
        at = end + 1;
      } else if (character === '$') {
        const name = /^[A-Za-z_]\w*/.exec(text.slice(at + 1))?.[0];
        if (name === undefined) {
          result += character;
          at += 1;
        } else {
          result += this.#required(name);
          at += 1 + name.length;
        }
      } else {
        result += character;
        at += 1;
      }
    }
    return result;
  }

  /** Removes what `$__TEST_DIR__` made. */
  close(): void {
    if (this.#testFolder !== null) rmSync(this.#testFolder, { recursive: true, force: true });
  }

  #braced(inner: string, depth: number): string {
    const colon = inner.indexOf(':');
    const name = colon < 0 ? inner : inner.slice(0, colon);
    if (colon < 0) return this.#required(name);
    return this.#value(name) ?? this.apply(inner.slice(colon + 1), depth + 1);
  }

  #required(name: string): string {
    const value = this.#value(name);
    if (value === undefined) throw new Error(`no such variable: ${name}`);
    return value;
  }

  #value(name: string): string | undefined {
    switch (name) {
      case '__TEST_DIR__':
        this.#testFolder ??= mkdtempSync(join(tmpdir(), 'conduct-slt-'));
        return this.#testFolder;
      case '__DATABASE__':
        return this.#database;
      case '__NOW__':
        return String(process.hrtime.bigint());
      default:
        return this.#variables.get(name) ?? process.env[name];
    }
  }
}

function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new Error('a ${ is not closed');
}
