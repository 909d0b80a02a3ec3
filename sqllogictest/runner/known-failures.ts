/**
 * Lists of records that are known to fail, with the reason: one a line, `path:line<TAB>reason`, where the path is the end of the
 * file's path. Lines that begin with # are comments. A record that is listed and passes is told, so that lists stay true.
 */
import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { ConductError, SQLSTATE } from '../../src/common/errors.js';
import type { FileResult } from './run-file.js';

interface KnownFailure {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

export class KnownFailures {
  readonly #byFileName = new Map<string, KnownFailure[]>();

  constructor(lists: readonly string[]) {
    for (const list of lists) {
      for (const [index, text] of readFileSync(list, 'utf8').split('\n').entries()) {
        if (text.trim() === '' || text.startsWith('#')) continue;
        const known = parseLine(text);
        if (known === null) throw new ConductError(SQLSTATE.invalidParameterValue, `${list}:${index + 1}: not "path:line<TAB>reason"`);
        const name = known.path.slice(known.path.lastIndexOf('/') + 1);
        const others = this.#byFileName.get(name);
        if (others === undefined) this.#byFileName.set(name, [known]);
        else others.push(known);
      }
    }
  }

  /** Lines of a file with the reason why their record fails. */
  ofFile(file: string): ReadonlyMap<number, string> {
    const path = resolve(file).split(sep).join('/');
    const name = path.slice(path.lastIndexOf('/') + 1);
    const here = (this.#byFileName.get(name) ?? []).filter((known) => path.endsWith(`/${known.path}`));
    return new Map(here.map(({ line, reason }) => [line, reason]));
  }
}

function parseLine(text: string): KnownFailure | null {
  const match = /^(?<path>[^\t]+):(?<line>\d+)[\t ](?<reason>.*)$/.exec(text);
  if (match?.groups === undefined) return null;
  const { path = '', line = '', reason = '' } = match.groups;
  return { path, line: Number(line), reason };
}

export interface SortedFailures {
  readonly unknown: FileResult['failures'];
  readonly known: FileResult['failures'];
  /** Lines of listed records that passed. */
  readonly passed: readonly number[];
}

export function sortFailures(result: FileResult, known: ReadonlyMap<number, string>): SortedFailures {
  return {
    unknown: result.failures.filter(({ line }) => !known.has(line)),
    known: result.failures.filter(({ line }) => known.has(line)),
    passed: result.passedLines.filter((line) => known.has(line)),
  };
}
