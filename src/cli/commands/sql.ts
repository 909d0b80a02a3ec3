/** `conduct sql`: a small prompt that prints tables; with -c or a file it runs that and ends, with status 1 at the first error. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ConductError } from '../../common/errors.js';
import { printTable } from '../print-table.js';
import { splitStatements } from '../statements.js';
import { WireClient } from '../wire-client.js';

export interface SqlOptions {
  readonly url: string;
  /** Text to run instead of a prompt. */
  readonly command: string | null;
  readonly file: string | null;
}

const HELP = `Statements end with a semicolon.
  \\q        quit
  \\timing   show how long each statement takes
  \\?        this help
`;

export async function runSql(options: SqlOptions): Promise<void> {
  const client = await WireClient.connect(options.url);
  try {
    if (options.command !== null || options.file !== null) {
      const text = options.command ?? readFileSync(options.file === '-' ? 0 : (options.file ?? ''), 'utf8');
      const { statements, rest } = splitStatements(text);
      for (const statement of rest.trim() === '' ? statements : [...statements, rest]) {
        if (!(await runStatement(client, statement, false))) {
          process.exitCode = 1;
          return;
        }
      }
    } else {
      await prompt(client);
    }
  } finally {
    await client.close();
  }
}

async function prompt(client: WireClient): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: process.stdin.isTTY === true });
  let buffer = '';
  let timing = false;
  let running = false;
  lines.on('SIGINT', () => {
    if (running) {
      client.cancel().catch(() => undefined);
      return;
    }
    buffer = '';
    process.stdout.write('\n');
    showPrompt(lines, buffer);
  });
  showPrompt(lines, buffer);
  for await (const line of lines) {
    if (buffer.trim() === '' && line.trim().startsWith('\\')) {
      const command = line.trim();
      if (command === '\\q') break;
      if (command === '\\timing') {
        timing = !timing;
        console.log(`Timing is ${timing ? 'on' : 'off'}.`);
      } else {
        process.stdout.write(HELP);
      }
    } else {
      const { statements, rest } = splitStatements(`${buffer}${line}\n`);
      buffer = rest.trim() === '' ? '' : rest;
      running = true;
      for (const statement of statements) await runStatement(client, statement, timing);
      running = false;
      if (client.closed) break;
    }
    showPrompt(lines, buffer);
  }
  lines.close();
}

function showPrompt(lines: ReturnType<typeof createInterface>, buffer: string): void {
  if (process.stdin.isTTY !== true) return;
  lines.setPrompt(buffer === '' ? 'conduct=> ' : 'conduct-> ');
  lines.prompt();
}

/** Prints the result or the error; returns whether it went well. */
async function runStatement(client: WireClient, statement: string, timing: boolean): Promise<boolean> {
  const started = performance.now();
  let fine = true;
  try {
    const results = await client.query(statement);
    printNotices(client);
    for (const result of results) process.stdout.write(printTable(result));
  } catch (error) {
    printNotices(client);
    process.stderr.write(describeError(error, statement));
    fine = false;
  }
  if (timing) console.log(`Time: ${(performance.now() - started).toFixed(3)} ms`);
  return fine;
}

function printNotices(client: WireClient): void {
  for (const notice of client.notices.splice(0)) console.error(`${notice.severity}:  ${notice.message}`);
}

/** The message, the line with a caret where the server gave a position, detail and hint. */
export function describeError(error: unknown, statement: string): string {
  if (!(error instanceof ConductError)) return `${error instanceof Error ? error.message : String(error)}\n`;
  const lines = [`ERROR:  ${error.code}: ${error.message}`];
  if (error.position !== undefined) {
    // Positions count code points, as PostgreSQL's do.
    const before = Array.from(statement).slice(0, error.position).join('');
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = statement.slice(lineStart).split('\n')[0] ?? '';
    const label = `LINE ${before.split('\n').length}: `;
    lines.push(label + line, `${' '.repeat(label.length + before.length - lineStart)}^`);
  }
  if (error.detail !== undefined) lines.push(`DETAIL:  ${error.detail}`);
  if (error.hint !== undefined) lines.push(`HINT:  ${error.hint}`);
  if (error.context !== undefined) lines.push(`CONTEXT:  ${error.context}`);
  return `${lines.join('\n')}\n`;
}
