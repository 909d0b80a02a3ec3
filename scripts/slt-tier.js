// npm run slt:smoke, slt:spilled and slt:full: the sqllogictest suites over one and over three workers. The project's own always run; the large
// corpora are looked for in ../shared/slt, and what is not there is named as skipped. The last line counts records.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CORPORA = '../shared/slt';
const SQLITE = ['--known', `${CORPORA}/sqlite/postgres-deviations.tsv`, '--known', 'sqllogictest/known/sqlite.tsv'];
const POSTGRES = [
  ...['--known', `${CORPORA}/postgres/unreliable.txt`, '--known', 'sqllogictest/known/postgres.tsv'],
  ...['--fixture', `${CORPORA}/fixture`],
];

const ONE = ['--workers', '1'];
// What the corpora read is small: the conductor runs it, but where that is switched off, as with all optional rules.
const SPREAD = ['--workers', '3', '--set', 'conduct.local_rows=0'];
const THREE = ['--workers', '3'];
const TINY_MORSELS = [...SPREAD, '--set', 'conduct.morsel_rows=1024'];
const ON_DISK = [...SPREAD, '--set', 'conduct.force_spill=on', '--known', 'sqllogictest/known/postgres-spilled.tsv'];
const NO_RULES = ['--workers', '3', '--set', 'conduct.disabled_rules=all'];

/** What runs, where it is, with which options. */
const SUITES = {
  own: { path: 'sqllogictest/suites', options: [] },
  select: ['select1.test', 'select2.test', 'select3.test'].map((name) => ({ path: `${CORPORA}/sqlite/${name}`, options: SQLITE })),
  evidence: { path: `${CORPORA}/sqlite/evidence`, options: SQLITE },
  sqlite: { path: `${CORPORA}/sqlite`, options: SQLITE },
  postgres: { path: `${CORPORA}/postgres`, options: POSTGRES },
};

const TIERS = {
  smoke: [
    { suites: [SUITES.own], runs: [ONE, SPREAD, TINY_MORSELS, NO_RULES, ON_DISK] },
    { suites: SUITES.select, runs: [THREE, SPREAD] },
    { suites: [SUITES.evidence, SUITES.postgres], runs: [ONE, SPREAD] },
  ],
  spilled: [{ suites: [SUITES.own, ...SUITES.select, SUITES.evidence, SUITES.postgres], runs: [ON_DISK] }],
  full: [
    { suites: [SUITES.own, SUITES.postgres], runs: [ONE, SPREAD, TINY_MORSELS, NO_RULES, ON_DISK] },
    { suites: [SUITES.sqlite], runs: [THREE, SPREAD, ON_DISK] },
  ],
};

const tier = TIERS[process.argv[2] ?? 'smoke'];
if (tier === undefined) {
  console.error('usage: slt-tier.js smoke|spilled|full');
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const missing = new Set();
for (const { suites, runs } of tier) {
  for (const { path, options } of suites) {
    if (!existsSync(path)) {
      missing.add(path);
      continue;
    }
    for (const run of runs) add(runSuite([...run, '--failures', '5', ...options, path]));
  }
}
for (const path of missing) console.log(`skipped: ${path} is not here`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

function runSuite(args) {
  console.log(`-- conduct slt ${args.join(' ')}`);
  const started = Date.now();
  const { stdout, status } = spawnSync(process.execPath, ['bin/conduct.js', 'slt', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = stdout.trimEnd().split('\n');
  const counts = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(lines.at(-1) ?? '');
  // A file's own line says nothing that the sum does not, unless something failed in it.
  for (const line of lines.slice(0, -1)) if (!/: \d+ passed, 0 failed, \d+ skipped$/.test(line)) console.log(line);
  console.log(`${lines.at(-1)} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (counts === null) return { passed: 0, failed: 1, skipped: 0 };
  const [passed, failed, skipped] = counts.slice(1).map(Number);
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1), skipped };
}

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
