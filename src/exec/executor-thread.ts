/** Thread entry point of an executor: messages from the engine in, events out. */
import { parentPort, workerData } from 'node:worker_threads';
import { known } from '../common/assert.js';
import { Executor } from './executor.js';
import type { ExecutorCommand } from './executor-protocol.js';
import { type MemoryHandle, PageMemory } from './memory.js';

export interface ExecutorThreadData {
  readonly index: number;
  readonly memory: MemoryHandle;
  readonly runtimeModule: WebAssembly.Module;
  readonly kernelModule: WebAssembly.Module;
}

const port = known(parentPort, 'parent port of an executor thread');
const { index, memory, runtimeModule, kernelModule } = workerData as ExecutorThreadData;

const executor = new Executor({
  index,
  memory: new PageMemory(memory),
  runtimeModule,
  kernelModule,
  send: (event, transfer) => port.postMessage(event, transfer),
  defer: (step) => setImmediate(step),
  nowMs: () => performance.now(),
});

port.on('message', (command: ExecutorCommand) => {
  if (command.type === 'stop') port.close();
  else executor.handle(command);
});
port.postMessage({ type: 'ready', executor: index });
