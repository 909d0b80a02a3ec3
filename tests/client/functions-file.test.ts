import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { functionsFile } from './functions-file.js';

const FILE = join(process.cwd(), 'src/client/functions.ts');

describe('src/client/functions.ts', () => {
  it('is what the registry says', () => {
    const made = functionsFile();
    if (process.env.CONDUCT_UPDATE_GOLDEN === '1') writeFileSync(FILE, made);
    // Formatting is the formatter's.
    const plain = (text: string): string => text.replaceAll(/[\s,]+/g, '');
    expect(plain(readFileSync(FILE, 'utf8')) === plain(made), 'run with CONDUCT_UPDATE_GOLDEN=1').to.equal(true);
    expect(made.match(/^export function/gm)).to.have.length.at.least(120);
  });
});
