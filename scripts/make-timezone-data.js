/**
 * Writes src/types/timezone-data.ts from the system's compiled time zones (TZif) and PostgreSQL's default set of abbreviations:
 * `node scripts/make-timezone-data.js /usr/share/zoneinfo /usr/share/postgresql/15/timezonesets/Default VERSION`. The data is part
 * of the program, so that all processes of a cluster agree on it whatever is installed beside them.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const [, , root, abbreviationsFile, version] = process.argv;
const SKIPPED = new Set(['right', 'posix', 'posixrules', 'localtime', 'Factory']);

/** The 64-bit block of a TZif file: types, transitions, and the POSIX rule for the time after them. */
function readZone(bytes) {
  const header = (at) => [20, 24, 28, 32, 36, 40].map((offset) => bytes.readUInt32BE(at + offset));
  const [isUt1, isStd1, leap1, time1, type1, char1] = header(0);
  const second = 44 + time1 * 5 + type1 * 6 + char1 + leap1 * 8 + isStd1 + isUt1;
  const [isUt, isStd, leap, timeCount, typeCount, charCount] = header(second);
  let at = second + 44;
  const times = Array.from({ length: timeCount }, (_, index) => Number(bytes.readBigInt64BE(at + index * 8)));
  at += timeCount * 8;
  const indexes = [...bytes.subarray(at, at + timeCount)];
  at += timeCount;
  const chars = at + typeCount * 6;
  const types = Array.from({ length: typeCount }, (_, index) => {
    const start = chars + bytes[at + index * 6 + 5];
    return `${bytes.readInt32BE(at + index * 6)},${bytes[at + index * 6 + 4]},${bytes.toString('latin1', start, bytes.indexOf(0, start))}`;
  });
  at = chars + charCount + leap * 12 + isStd + isUt;
  const rule = bytes.toString('latin1', at + 1, bytes.indexOf(10, at + 1));
  return { times, indexes, types, rule };
}

/** Transitions as base-36 differences, each followed by the letter of its type. */
function packed({ times, indexes, types, rule }) {
  let previous = 0;
  const steps = times.map((time, index) => {
    const step = `${(time - previous).toString(36).toUpperCase()}${String.fromCharCode(97 + indexes[index])}`;
    previous = time;
    return step;
  });
  return `${types.join(';')}|${steps.join('')}|${rule}`;
}

const files = [];
(function walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    if (folder === root && SKIPPED.has(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (readFileSync(path).subarray(0, 4).toString('latin1') === 'TZif') files.push(path);
  }
})(root);

const byContent = new Map();
for (const path of files) {
  const text = packed(readZone(readFileSync(path)));
  const names = byContent.get(text);
  const name = relative(root, path);
  if (names === undefined) byContent.set(text, [name]);
  else names.push(name);
}
const zones = [...byContent].map(([text, names]) => `${names.join(' ')}|${text}`);

const abbreviations = readFileSync(abbreviationsFile, 'latin1')
  .split('\n')
  .map((line) => line.replace(/#.*/, '').trim())
  .filter((line) => line !== '' && !line.startsWith('@'))
  .map((line) => {
    const [name, value, daylight] = line.split(/\s+/);
    return `${name.toLowerCase()} ${value}${daylight === 'D' ? ' D' : ''}`;
  });

writeFileSync(
  'src/types/timezone-data.ts',
  `/** Made by scripts/make-timezone-data.js from tzdata ${version} and PostgreSQL 15's timezonesets/Default. Not to be edited. */

/** A line a zone: its names | types (seconds east, daylight saving, abbreviation) | transitions (base-36 steps, type) | rule. */
export const ZONE_LINES = \`
${zones.join('\n')}
\`;

/** A line an abbreviation: seconds east (D: daylight saving), or the zone that knows what it means when. */
export const ABBREVIATION_LINES = \`
${abbreviations.join('\n')}
\`;
`,
);
