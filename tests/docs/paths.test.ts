/** The documents name files of the checkout, and settings, scripts and commands that are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const FILES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'] as const;

function read(file: string): string {
  return readFileSync(join(process.cwd(), file), 'utf8');
}

function found(pattern: RegExp, text: string): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];
}

describe('the documents', () => {
  it('name files that are there', () => {
    // `src/plan/hash.ts` whole, or `plan/hash.ts` as seen from src.
    const names = FILES.flatMap((file) => found(/`([a-z.][\w.-]*\/[\w./-]*|[\w-]+\.ts)`/g, read(file)).map((name) => ({ file, name })));
    expect(names.length).to.be.greaterThan(60);
    const created = /verb-object|conduct-dev|conduct-data|^tests\/AREA/;
    const missing = names.filter(({ name }) => {
      if (created.test(name)) return false;
      // What lies beside the checkout need not be there.
      if (!name.includes('/') || name.startsWith('../')) return false;
      return !['', 'src'].some((folder) => existsSync(join(process.cwd(), folder, name)));
    });
    expect(missing).to.deep.equal([]);
  });

  it('link to each other and to sections that are there', () => {
    for (const file of FILES) {
      const text = read(file);
      for (const target of found(/\]\(([A-Z]+(?:\.md)?)\)/g, text)) expect(existsSync(join(process.cwd(), target)), target).to.equal(true);
      const headings = found(/^#+ (.+)$/gm, text).map((heading) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      for (const anchor of found(/\]\(#([\w-]+)\)/g, text)) expect(headings, `${file}#${anchor}`).to.include(anchor);
    }
  });

  it('name npm scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: { readonly [name: string]: string } };
    const named = FILES.flatMap((file) => found(/npm run ([\w:]+)/g, read(file)));
    expect(named).to.include('test:unit');
    for (const name of named) expect(scripts, name).to.have.property(name);
  });

  it('give every runtime dependency its reason', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { readonly dependencies: { readonly [name: string]: string } };
    const table = read('ARCHITECTURE.md').split('## Dependencies')[1] ?? '';
    expect(found(/^\| `([^`]+)` \|/gm, table)).to.have.members(Object.keys(dependencies));
  });
});
