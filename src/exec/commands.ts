/** Commands to an executor that one event answers. */
import { AssertionError, assert } from '../common/assert.js';
import { fromWireError } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { ExecutorCommand, ExecutorEvent } from './executor-protocol.js';
import { INLINE, type TaskHost } from './task-host.js';
import type { WindowJob } from './window/evaluate-window.js';

type Answer = Extract<ExecutorEvent, { readonly type: 'sorted' | 'windowed' }>;

/** Sorts pointers; whether the result is in the scratch area. */
export async function sortPointers(host: TaskHost, module: number, pointers: number, count: number, scratch: number): Promise<boolean> {
  const executor = count <= LIMITS.inlineRows ? INLINE : 0;
  const answer = await ask(host, executor, (run) => ({ type: 'sort', run, module, pointers, count, scratch }));
  assert(answer.type === 'sorted', 'a sort is answered as one');
  return answer.inScratch;
}

export async function evaluateWindowOn(host: TaskHost, executor: number, module: number, job: WindowJob): Promise<void> {
  await ask(host, executor, (run) => ({ type: 'window', run, module, job }));
}

function ask(host: TaskHost, executor: number, command: (run: number) => ExecutorCommand): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const run = host.listen((event) => {
      host.unlisten(run);
      if (event.type !== 'sorted' && event.type !== 'windowed') reject(new AssertionError(`a command was answered by ${event.type}`));
      else if (event.error === null) resolve(event);
      else reject(fromWireError(event.error));
    });
    host.send(executor, command(run));
  });
}
