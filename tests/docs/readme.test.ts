/**
 * README.md's sessions and programs are run against a cluster of real processes with the sample, and must print what it shows, but for
 * times and sizes. CONDUCT_UPDATE_GOLDEN=1 writes what they print.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { loadSample } from '../../src/cli/sample.js';
import { psqlInstalled, TestCluster } from '../processes/support.js';
import { type MarkedBlock, markedBlocks, UPDATE, withoutFigures, writeBlock } from './marked-blocks.js';

const FILE = 'README.md';
const SHOWN_URL = 'postgresql://conduct@127.0.0.1:5442/conduct';
const BINARY = fileURLToPath(new URL('../../src/cli/process.js', import.meta.url));

describe('README.md', function () {
  this.timeout(60_000);
  let cluster: TestCluster;
  let hasPsql: boolean;
  const blocks = markedBlocks(FILE);

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
    await loadSample(cluster.url);
    hasPsql = await psqlInstalled();
  });

  after(async () => (cluster as TestCluster | undefined)?.stop());

  for (const [index, block] of blocks.entries()) {
    const { kind, name } = block;
    if (kind === 'output') continue;
    it(`shows ${name} as it is`, async function () {
      if (kind === 'psql' && !hasPsql) return this.skip();
      if (kind === 'program') {
        const shown = blocks[index + 1];
        if (shown?.kind !== 'output') throw new Error(`the program ${name} is followed by its output`);
        compare(shown, await runProgram(block.text, cluster.url));
      } else if (kind === 'psql') {
        compare(block, await session(block.text, /^conduct[=-]> /, psqlSession(cluster.url)));
      } else {
        expect(kind).to.equal('shell');
        compare(block, await session(block.text, /^\$ /, (command) => runShell(command, cluster.url)));
      }
    });
  }
});

function compare(shown: MarkedBlock, printed: string): void {
  if (UPDATE) writeBlock(FILE, shown.name, printed);
  else expect(withoutFigures(shown.text)).to.equal(withoutFigures(printed));
}

/** What is typed after a prompt, each with what it prints. A psql statement goes on until its semicolon. */
async function session(text: string, prompt: RegExp, answer: (input: string) => Promise<string>): Promise<string> {
  let printed = '';
  let input = '';
  for (const line of text.split('\n')) {
    if (!prompt.test(line)) continue;
    printed += `${line}\n`;
    input += `${line.replace(prompt, '')}\n`;
    if (line.startsWith('conduct') && !line.trimEnd().endsWith(';')) continue;
    printed += await answer(input.trimEnd());
    input = '';
  }
  expect(printed, 'a session has input').not.to.equal('');
  return printed;
}

/** Each statement in a connection of its own, with the settings that were set before it. */
function psqlSession(url: string): (sql: string) => Promise<string> {
  const settings: string[] = [];
  return (sql) => {
    const before = settings.flatMap((setting) => ['-c', setting]);
    if (/^set /.test(sql)) settings.push(sql);
    return run('psql', ['-X', url, ...(before.length === 0 ? [] : ['-q', ...before]), '-c', sql]);
  };
}

/** Standard output, then standard error. */
function run(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(file, args, { env: { ...process.env, NODE_NO_WARNINGS: '1' } }, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`));
  });
}

/** `npx conduct` is this checkout's code, and its server the test's cluster. */
function runShell(command: string, url: string): Promise<string> {
  const conduct = command.replace('npx conduct sql', `"${process.execPath}" "${BINARY}" sql ${url}`);
  return run('sh', ['-c', conduct]);
}

/** In a folder of the package, where `conduct` is the package itself. */
async function runProgram(text: string, url: string): Promise<string> {
  const folder = mkdtempSync(join(process.cwd(), 'dist/readme-'));
  try {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, text.replace(SHOWN_URL, url));
    return await run(process.execPath, [file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
