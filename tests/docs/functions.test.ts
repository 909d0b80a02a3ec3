/** docs/functions.md is what the registry holds. CONDUCT_UPDATE_GOLDEN=1 writes it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { functionNames, functionsPage } from './functions-page.js';
import { UPDATE } from './marked-blocks.js';

const FILE = 'docs/functions.md';

describe('docs/functions.md', () => {
  it('is current', () => {
    const page = functionsPage();
    if (UPDATE) {
      mkdirSync('docs', { recursive: true });
      writeFileSync(FILE, page);
    }
    expect(readFileSync(FILE, 'utf8'), 'written anew by CONDUCT_UPDATE_GOLDEN=1').to.equal(page);
  });

  it('has at least 400 names', () => {
    expect(functionNames().size).to.be.greaterThan(400);
  });
});
