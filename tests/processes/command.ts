/** The command as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CommandResult } from './support.js';

const CONDUCT = fileURLToPath(new URL('../../../bin/conduct.js', import.meta.url));
/** How long a command may take to end, or to say what it is to say. */
const PATIENCE_MS = 60_000;

/** With an environment of its own, until it ends. */
export function conduct(args: readonly string[], environment: Record<string, string> = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = start(args, environment);
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (text: Buffer) => {
      stdout += text.toString();
    });
    child.stderr?.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout, stderr });
    });
  });
}

/** Until it has written what is waited for and `then` is through; it is stopped then. Gives what it wrote. */
export async function conductUntil(
  args: readonly string[],
  said: RegExp,
  then: (match: RegExpExecArray) => Promise<void> = async () => undefined,
): Promise<string> {
  const child = start(args, {});
  let output = '';
  const match = await new Promise<RegExpExecArray | null>((resolve) => {
    const collect = (text: Buffer): void => {
      output += text.toString();
      const found = said.exec(output);
      if (found !== null) resolve(found);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
  try {
    if (match === null) throw new Error(`${args.join(' ')} did not say ${said}: ${output}`);
    await then(match);
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
  }
  return output;
}

function start(args: readonly string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [CONDUCT, ...args], { env: { PATH: process.env.PATH ?? '', ...environment } });
}
