// Runs before `npm start` and `npm test`: installs and builds what is missing, so that a fresh clone needs no other command.
// Plain JavaScript without dependencies: it must run before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`conduct needs Node 20 or later; this is Node ${process.versions.node}`);
  process.exit(1);
}

if (!installed()) await step('installing dependencies (npm ci)', process.platform === 'win32' ? 'npm.cmd' : 'npm', installArguments());
pruneCompiled();
await step(
  'building (tsc -b)',
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-b'],
  !existsSync(join(root, 'dist/src/cli/main.js')),
);

/** Whether node_modules holds every package of the lock file in its version (optional ones may be absent). */
function installed() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version);
}

function installArguments() {
  return ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
}

/** Removes compiled files whose source is gone: a deleted test must not run on from dist. */
function pruneCompiled() {
  for (const folder of ['src', 'tests', 'sqllogictest', 'bench']) {
    const compiled = join(root, 'dist', folder);
    if (!existsSync(compiled)) continue;
    for (const entry of readdirSync(compiled, { recursive: true })) {
      const name = String(entry);
      if (!name.endsWith('.js')) continue;
      if (existsSync(join(root, folder, name.replace(/\.js$/, '.ts')))) continue;
      for (const end of ['.js', '.js.map', '.d.ts']) rmSync(join(compiled, name.replace(/\.js$/, end)), { force: true });
    }
  }
}

/** Runs one step with its output shown; on a terminal a counter tells that it is alive. */
async function step(title, command, args, announce = true) {
  const started = Date.now();
  const live = announce && process.stderr.isTTY;
  const line = () => `conduct: ${title} ... ${Math.round((Date.now() - started) / 1000)} s`;
  if (announce && !live) console.error(`conduct: ${title} ...`);
  const timer = live ? setInterval(() => process.stderr.write(`\r${line()}`), 200) : undefined;
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.on('close', resolve);
  });
  clearInterval(timer);
  if (live) process.stderr.write(`\r${line()}\n`);
  else if (announce) console.error(`conduct: ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (code !== 0) {
    process.stderr.write(Buffer.concat(output));
    console.error(`conduct: ${title} failed`);
    process.exit(1);
  }
}
