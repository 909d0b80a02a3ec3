/** Entry of a thread that generates TPC-H rows, chunk by chunk as it is asked. */
import { parentPort } from 'node:worker_threads';
import { assert, known, unreachable } from '../../../src/common/assert.js';
import { generateTable } from './generate-table.js';
import { createTextPool } from './text-pool.js';
import type { GeneratorReply, GeneratorRequest } from './thread-messages.js';

const port = parentPort;
assert(port !== null, 'this runs in a thread');
const open = new Map<number, Generator<Uint8Array>>();
let pool: Uint8Array | null = null;

port.on('message', (request: GeneratorRequest) => {
  switch (request.kind) {
    case 'pool':
      pool = request.pool ?? createTextPool();
      reply({ kind: 'pool', pool });
      return;
    case 'open': {
      const { table, scaleFactor, part, parts } = request;
      open.set(request.id, generateTable(table, scaleFactor, { part, parts, pool: known(pool, 'text pool') }));
      return;
    }
    case 'next': {
      const next = known(open.get(request.id), 'open table').next();
      reply({ kind: 'chunk', id: request.id, chunk: next.done === true ? null : next.value });
      return;
    }
    case 'close':
      open.delete(request.id);
      return;
    default:
      unreachable(request);
  }
});

function reply(message: GeneratorReply): void {
  const chunk = message.kind === 'chunk' ? message.chunk : null;
  port?.postMessage(message, chunk === null ? [] : [chunk.buffer as ArrayBuffer]);
}
