/**
 * The documents' examples that are tests. A comment line `<!-- KIND NAME -->` right before a fenced block marks it; tests make what
 * the block shows and compare, or write it anew with CONDUCT_UPDATE_GOLDEN=1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

export interface MarkedBlock {
  readonly kind: string;
  readonly name: string;
  /** Lines of the block without its fences, each ended by a newline. */
  readonly text: string;
}

export const UPDATE = process.env.CONDUCT_UPDATE_GOLDEN === '1';

const BLOCK = /<!-- ([a-z]+) ([a-z0-9-]+) -->\n```[a-z]*\n([\s\S]*?)^```$/gm;

export function markedBlocks(file: string): readonly MarkedBlock[] {
  const text = readFileSync(pathOf(file), 'utf8');
  const blocks = [...text.matchAll(BLOCK)].map(([, kind = '', name = '', body = '']) => ({ kind, name, text: body }));
  // A mark whose block is not found would be an example that nobody tests.
  expect(blocks.length, `marked blocks of ${file}`).to.equal([...text.matchAll(/^<!-- /gm)].length);
  return blocks;
}

/** Puts another text into the block of that name. */
export function writeBlock(file: string, name: string, text: string): void {
  const before = readFileSync(pathOf(file), 'utf8');
  const after = before.replace(BLOCK, (whole: string, _kind: string, found: string, body: string) =>
    found === name ? `${whole.slice(0, whole.length - body.length - 3)}${text}\`\`\`` : whole,
  );
  if (after !== before) writeFileSync(pathOf(file), after);
}

/** Tests run in the package's folder. */
function pathOf(file: string): string {
  return join(process.cwd(), file);
}

/**
 * The text without what differs from run to run or from machine to machine (times, sizes, worker ids, and the widths they cause), estimates, and
 * without rules that did nothing: a new one changes none of the pages.
 */
export function withoutFigures(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'WORKER')
    .replace(/\d+\.\d+ ms/g, 'N ms')
    .replace(/^ *[a-z-]+: did not fire \(N ms\)\n/gm, '')
    .replace(/actual time=\d+\.\d+/g, 'actual time=N')
    .replace(/cost=\d+\.\d+ rows=\d+/g, 'cost=N rows=N')
    .replace(/\d+(\.\d+)? (bytes|B|kB|MB)\b/g, 'N bytes')
    .replace(/\d+ functions\b/g, 'N functions')
    .replace(/^-[-+]*$/gm, '-')
    .replace(/[ \t]+$/gm, '')
    .replace(/^ +(?=QUERY PLAN$)/gm, '');
}
