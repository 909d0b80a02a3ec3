/**
 * The cost model: microseconds of one core, as measured roughly; what matters are the proportions. Work that several tasks
 * share counts once divided by them.
 */
export const COST = {
  /** Per row and operator. */
  scanRow: 0.002,
  filterRow: 0.002,
  projectRow: 0.001,
  buildRow: 0.06,
  probeRow: 0.015,
  /** A probe into a table beyond the caches. */
  coldProbeRow: 0.03,
  /** A probe by each key beyond the first: a single integer mostly needs no hash. */
  probeKey: 0.015,
  outputRow: 0.005,
  nestedPair: 0.002,
  groupRow: 0.02,
  /** Per group and byte-independent: a group that is new costs more than one that is found. */
  newGroup: 0.08,
  sortRow: 0.15,
  /** Per byte that leaves a task, including encoding and decoding; and per row. */
  networkByte: 0.006,
  networkRow: 0.03,
  /** A stage more: its tasks are started with a unary call each; each producer is pulled by each consumer. */
  taskStart: 500,
  streamOpen: 1_500,
} as const;

/** Groups up to which they are gathered into one task. */
export const GATHERED_GROUPS = 1_000;

export interface ExchangeShape {
  readonly producers: number;
  readonly consumers: number;
  readonly broadcast: boolean;
}

export function exchangeCost(rows: number, bytesPerRow: number, shape: ExchangeShape): number {
  const copies = shape.broadcast ? shape.consumers : 1;
  const moved = rows * copies * (COST.networkRow + bytesPerRow * COST.networkByte);
  const parallel = shape.broadcast ? 1 : Math.max(1, Math.min(shape.producers, shape.consumers));
  return moved / parallel + exchangeStart(shape);
}

/** Of an exchange without rows: mostly waiting. */
export function exchangeStart(shape: ExchangeShape): number {
  return shape.producers * COST.taskStart + Math.max(shape.producers, shape.consumers) * COST.streamOpen;
}
