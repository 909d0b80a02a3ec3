/** What psql's describe commands print, command by command; how recorded outputs and the differences from them are kept. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Sources are read where they are: only TypeScript is compiled into dist. */
export function testFile(name: string): URL {
  return new URL(`../../../../tests/processes/psql-describe/${name}`, import.meta.url);
}

export function commands(): readonly string[] {
  return readFileSync(testFile('commands.txt'), 'utf8').trimEnd().split('\n');
}

export function prepareSchema(url: string): void {
  execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-f', testFile('schema.sql').pathname]);
}

const BETWEEN = '-- end of the output of a command --';

/** What the commands print, errors too, in one session; a mark tells where each output ends. */
export function outputs(url: string, list: readonly string[]): readonly string[] {
  const input = list.map((command) => `${command}\n\\echo ${BETWEEN}\n`).join('');
  // In a shell: errors come where they belong among the results.
  const text = execFileSync('sh', ['-c', 'exec psql -X -d "$0" 2>&1', url], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  return text.split(`${BETWEEN}\n`).slice(0, -1);
}

/** Sections of a file: a line `=== title`, then its text. */
export function readSections(name: string): ReadonlyMap<string, string> {
  const sections = readFileSync(testFile(name), 'utf8').split(/^=== /m).slice(1);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end + 1)];
    }),
  );
}

export function writeSections(sections: Iterable<readonly [string, string]>): string {
  return [...sections].map(([title, text]) => `=== ${title}\n${text}`).join('');
}

/** Lines that only one of two outputs has, as `-` and `+` lines in order: a longest common subsequence is left out. */
export function differingLines(expected: string, actual: string): string {
  const [a, b] = [expected.split('\n'), actual.split('\n')];
  const lengths = a.map(() => new Array<number>(b.length + 1).fill(0));
  lengths.push(new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`-${a[i] ?? ''}`);
      i += 1;
    } else {
      lines.push(`+${b[j] ?? ''}`);
      j += 1;
    }
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
