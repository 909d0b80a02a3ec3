#!/usr/bin/env node
// The `conduct` binary: loads the compiled command line, and says what to do when there is none yet.
import { existsSync } from 'node:fs';

const main = new URL('../dist/src/cli/main.js', import.meta.url);
if (existsSync(main)) {
  const { run } = await import(main.href);
  await run(process.argv);
} else {
  console.error('conduct is not built yet: run `npm start`, or `npm ci && npm run build`');
  process.exitCode = 1;
}
