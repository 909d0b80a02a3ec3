/** Files of bench/, such as SQL texts, which are read where they lie in the package. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '../src/common/assert.js';

/** The text of `bench/PATH`. The compiled code lies at one depth or another below the package: it is looked for from here upwards. */
export function readBenchFile(path: string): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const file = join(at, 'bench', path);
    if (existsSync(file)) return readFileSync(file, 'utf8');
    assert(dirname(at) !== at, `bench/${path} is part of the package`);
  }
}
