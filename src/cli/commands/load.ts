/** `conduct load tpch`: generates the eight tables and copies them into a running server. */
import { loadTpch } from '../load-tpch.js';

export interface LoadCommandOptions {
  readonly url: string;
  readonly scaleFactor: number;
  readonly replace: boolean;
  readonly connections: number | null;
}

export async function runLoadTpch(options: LoadCommandOptions): Promise<void> {
  const started = performance.now();
  await loadTpch(options.url, {
    scaleFactor: options.scaleFactor,
    title: `TPC-H, scale factor ${options.scaleFactor}`,
    replace: options.replace,
    connections: options.connections,
  });
  console.log(`loaded TPC-H at scale factor ${options.scaleFactor} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
