/**
 * Text of COPY that the conductor has sent here unread: parsed, checked and added to the transaction's rows. Parsers are kept for the next text of the
 * same form, with the code that was compiled for them and their memory.
 */
import type { HostBatch } from '../plan/batch.js';
import { toJson } from '../plan/serialize.js';
import type { CopyRowsRequest } from '../rpc/messages.js';
import { CopyParser } from '../storage/formats/copy-parser.js';
import type { SectionStore } from '../storage/store.js';

/** Parsers that wait for text, at the most: each has some megabytes. */
const KEPT_PARSERS = 2;

interface Reader {
  readonly parser: CopyParser;
  /** Whose rows it reads. */
  request: CopyRowsRequest;
}

export class CopiedText {
  readonly #store: SectionStore;
  /** By what they read, the one that was used last at the end. */
  readonly #idle: { readonly form: string; readonly reader: Reader }[] = [];

  constructor(store: SectionStore) {
    this.#store = store;
  }

  /** Gives the number of rows. After an error nothing is known of the parser: it goes. */
  async append(request: CopyRowsRequest): Promise<number> {
    const { table, source } = request;
    const form = toJson([table.id, table.name, table.columns, source]);
    const reader = this.#take(form, request);
    await reader.parser.write(request.text);
    const rows = await reader.parser.finish();
    reader.parser.reset();
    this.#idle.push({ form, reader });
    if (this.#idle.length > KEPT_PARSERS) this.#idle.shift();
    return rows;
  }

  #take(form: string, request: CopyRowsRequest): Reader {
    const at = this.#idle.findIndex((one) => one.form === form);
    const [found] = at < 0 ? [] : this.#idle.splice(at, 1);
    if (found !== undefined) {
      found.reader.request = request;
      return found.reader;
    }
    const { table, source } = request;
    const reader: Reader = {
      request,
      parser: new CopyParser({
        ...source,
        table,
        onBatch: (batch) => this.#store.append(reader.request.transaction, reader.request.table, ownBatch(batch)),
      }),
    };
    return reader;
  }
}

/** The parser writes to the same memory again. */
function ownBatch({ rows, schema, columns }: HostBatch): HostBatch {
  return {
    rows,
    schema,
    columns: columns.map(({ data, offsets, validity }) => ({
      data: data.slice(),
      offsets: offsets === null ? null : offsets.slice(),
      validity,
    })),
  };
}
