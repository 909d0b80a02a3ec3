/** What `conduct up` loads into a new data folder: TPC-H at scale factor 0.01, 87,000 rows. */
import { loadTpch } from './load-tpch.js';

export async function loadSample(url: string): Promise<void> {
  await loadTpch(url, { scaleFactor: 0.01, title: 'sample (TPC-H, scale factor 0.01)', replace: true, connections: null });
}
