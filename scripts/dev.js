// `npm run dev`: keeps a cluster running on .conduct-dev while sources are edited: recompiles on change and restarts it when
// the compiled output has changed. Flags pass through to `conduct up` (`npm run dev -- --workers 3`).
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const settleMs = 400;

const compiler = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', '--watch', '--preserveWatchOutput'], {
  cwd: root,
  stdio: 'inherit',
});
let cluster = start();
let timer;
let stopping = false;

const watcher = watch(join(root, 'dist/src'), { recursive: true }, (_event, name) => {
  if (!String(name).endsWith('.js')) return;
  clearTimeout(timer);
  timer = setTimeout(restart, settleMs);
});

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);

function start() {
  return spawn(process.execPath, [join(root, 'bin/conduct.js'), 'up', '--data', join(root, '.conduct-dev'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
}

async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}

async function restart() {
  if (stopping) return;
  console.error('conduct: sources changed, restarting');
  cluster.kill('SIGTERM');
  await ended(cluster);
  if (!stopping) cluster = start();
}

async function stop() {
  if (stopping) return;
  stopping = true;
  watcher.close();
  clearTimeout(timer);
  compiler.kill('SIGTERM');
  cluster.kill('SIGTERM');
  await Promise.all([ended(compiler), ended(cluster)]);
  process.exit(0);
}
