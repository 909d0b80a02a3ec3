/** Sizes and machine defaults for flags: how much memory and how many executors a worker gets when nobody says. */
import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { ConductError, SQLSTATE } from '../common/errors.js';

const UNITS: { readonly [unit: string]: number } = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };
const MAX_WORKER_BYTES = 2 ** 32;

/** `512MB`, `2GiB`, `1073741824`: units are powers of 1,024. */
export function parseSize(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?\s*$/i.exec(text);
  const bytes = match === null ? Number.NaN : Math.floor(Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] ?? Number.NaN));
  if (!Number.isSafeInteger(bytes) || bytes <= 0) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `not a size: ${text}`, { hint: 'write for instance 512MB or 2GB' });
  }
  return bytes;
}

/** The lesser of 4 GiB and half of what this machine (or cgroup) has, over the workers here. */
export function defaultWorkerMemory(workers: number): number {
  return Math.min(MAX_WORKER_BYTES, Math.floor(Math.min(totalmem(), cgroupLimit()) / 2 / workers));
}

export function defaultExecutors(workers: number): number {
  return Math.max(1, Math.floor(availableParallelism() / workers));
}

/** The memory limit of this process's control group, or Infinity: version 2, then version 1. */
function cgroupLimit(): number {
  for (const file of ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']) {
    try {
      const bytes = Number(readFileSync(file, 'utf8').trim());
      if (bytes > 0) return bytes;
    } catch {
      // No such file: not limited this way.
    }
  }
  return Number.POSITIVE_INFINITY;
}
