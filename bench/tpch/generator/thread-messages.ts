/** What goes between the loading thread and the threads that generate. */
import type { TpchTable } from './table.js';

/** To a generating thread. */
export type GeneratorRequest =
  /** Makes the text pool, or takes one that another thread made. */
  | { readonly kind: 'pool'; readonly pool: Uint8Array | null }
  | {
      readonly kind: 'open';
      readonly id: number;
      readonly table: TpchTable;
      readonly scaleFactor: number;
      readonly part: number;
      readonly parts: number;
    }
  /** Asks for one more chunk. */
  | { readonly kind: 'next'; readonly id: number }
  | { readonly kind: 'close'; readonly id: number };

/** From a generating thread; each `pool` and `next` has one answer, in order. */
export type GeneratorReply =
  | { readonly kind: 'pool'; readonly pool: Uint8Array }
  /** Null: there is no more. */
  | { readonly kind: 'chunk'; readonly id: number; readonly chunk: Uint8Array | null };
