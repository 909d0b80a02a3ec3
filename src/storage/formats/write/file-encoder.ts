/** What turns batches into the bytes of one file. */
import type { HostBatch } from '../../../plan/batch.js';

export interface FileEncoder {
  /** Bytes that are complete now; may be none. The batch may be kept until the next call only. */
  add(batch: HostBatch): readonly Uint8Array[];
  /** What is left, and whatever ends the file. */
  end(): readonly Uint8Array[];
}
