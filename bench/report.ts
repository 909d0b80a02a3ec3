/** What `conduct bench` measured, as JSON and as a table. */

export interface QueryMeasurement {
  readonly query: string;
  /** Each run's time in milliseconds, in the order of the runs. */
  readonly conductMs: readonly number[];
  readonly duckdbMs: readonly number[];
  readonly rows: number;
  /** What differs between the answers; null: they are equal. */
  readonly difference: string | null;
}

export interface TablePlacement {
  readonly table: string;
  readonly distribution: string;
  readonly rows: number;
  /** Buckets on each worker; null: a copy. */
  readonly workers: readonly { readonly worker: string; readonly buckets: number | null }[];
}

export interface BenchReport {
  /** Its title, with its size. */
  readonly workload: string;
  readonly runs: number;
  readonly duckdbVersion: string;
  readonly tables: readonly TablePlacement[];
  readonly queries: readonly (QueryMeasurement & QuerySummary)[];
  /** Of DuckDB's time over Conduct's. */
  readonly geometricMean: number;
}

export interface QuerySummary {
  readonly conductMedianMs: number;
  readonly duckdbMedianMs: number;
  /** DuckDB's time over Conduct's: above 1 Conduct is faster. */
  readonly ratio: number;
}

export function summarize(measurement: QueryMeasurement): QueryMeasurement & QuerySummary {
  const conductMedianMs = median(measurement.conductMs);
  const duckdbMedianMs = median(measurement.duckdbMs);
  return { ...measurement, conductMedianMs, duckdbMedianMs, ratio: duckdbMedianMs / conductMedianMs };
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function printPlacement(tables: readonly TablePlacement[]): string {
  return tables
    .map(({ table, distribution, rows, workers }) => {
      const where = workers.map(({ worker, buckets }) => (buckets === null ? worker : `${worker} (${buckets} buckets)`)).join(', ');
      return `${table.padEnd(9)} ${String(rows).padStart(10)} rows  ${distribution.padEnd(18)} on ${where}\n`;
    })
    .join('');
}

export function printQueryHeader(): string {
  return `${'query'.padEnd(6)}${'Conduct ms'.padStart(12)}${'DuckDB ms'.padStart(12)}${'ratio'.padStart(8)}  answer\n`;
}

export function printQuery({ query, conductMedianMs, duckdbMedianMs, ratio, difference, rows }: BenchReport['queries'][number]): string {
  const answer = difference === null ? `equal, ${rows} ${rows === 1 ? 'row' : 'rows'}` : `DIFFERS: ${difference}`;
  return `${query.padEnd(6)}${conductMedianMs.toFixed(1).padStart(12)}${duckdbMedianMs.toFixed(1).padStart(12)}${ratio.toFixed(2).padStart(8)}  ${answer}\n`;
}
