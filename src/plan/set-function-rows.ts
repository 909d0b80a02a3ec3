/** Set-returning functions in lockstep: as many rows as the one with most gives, the others padded with NULLs. */
import type { SetFunctionEntry } from '../functions/set-function-entry.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';

interface BoundSetCall {
  readonly entry: SetFunctionEntry;
  readonly args: readonly Datum[];
  readonly types: readonly SqlType[];
  /** Columns of its result. */
  readonly width: number;
}

export function* setFunctionRows(calls: readonly BoundSetCall[]): Generator<readonly Datum[]> {
  const running = calls.map(({ entry, args, types, width }) => {
    const none = entry.strict && args.includes(null);
    return { rows: none ? null : entry.rows(args, types)[Symbol.iterator](), missing: new Array<Datum>(width).fill(null) };
  });
  const [only] = running;
  if (running.length === 1) {
    // The usual case, without copying rows.
    for (let next = only?.rows?.next(); next !== undefined && next.done !== true; next = only?.rows?.next()) yield next.value;
    return;
  }
  const ended = running.map(({ rows }) => rows === null);
  for (;;) {
    const row: Datum[] = [];
    let any = false;
    running.forEach(({ rows, missing }, i) => {
      const next = ended[i] === true ? undefined : rows?.next();
      if (next === undefined || next.done === true) {
        ended[i] = true;
        row.push(...missing);
      } else {
        any = true;
        row.push(...next.value);
      }
    });
    if (!any) return;
    yield row;
  }
}
