/** The compiler's part: tests/client/types/cases.ts compiles as it is, and each of its mistakes is one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const ROOT = process.cwd();

describe('types of DataFrames', () => {
  it('refuse every mistake of the cases', () => {
    const lines = readFileSync(join(ROOT, 'tests/client/types/cases.ts'), 'utf8').split('\n');
    const mistakes = lines.flatMap((line, index) => (/^ *\/\/ @ts-expect-error/.test(line) ? [index + 2] : []));
    expect(mistakes).to.have.length.at.least(35);
    const plain = lines.map((line) => line.replace('@ts-expect-error', 'mistake:')).join('\n');
    const reported = errorLines(plain.replaceAll('../../../src/client/', '../src/client/'));
    expect(reported).to.deep.equal(mistakes);
  }).timeout(60_000);
});

/** Lines with errors, each once. A statement of several lines may be told at any of them: the cases have one line each. */
function errorLines(text: string): readonly number[] {
  const folder = mkdtempSync(join(ROOT, 'dist/types-'));
  try {
    writeFileSync(join(folder, 'cases.ts'), text.replaceAll("'../src/client/", `'${ROOT}/src/client/`));
    const compilerOptions = { noEmit: true, incremental: false, tsBuildInfoFile: null, rootDir: ROOT };
    const config = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, files: ['cases.ts'], include: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    try {
      execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
      return [];
    } catch (error) {
      const output = String((error as { stdout?: unknown }).stdout);
      return [...new Set([...output.matchAll(/cases\.ts[(:](\d+)/g)].map(([, line]) => Number(line)))];
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
