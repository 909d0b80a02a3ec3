/** What must happen when an outcome is at its end: the last row was taken or nobody wants more, the last data came. */
import type { CopySink } from './query-service.js';
import type { SessionTransaction } from './session-transaction.js';

/** Calls `stop` once when the items are at their end, or nobody wants them any more: also when none was ever asked for. */
export function endingWith<T>(items: AsyncIterable<T>, stop: () => void): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]: () => {
      const inner = items[Symbol.asyncIterator]();
      return {
        next: async () => {
          try {
            const result = await inner.next();
            if (result.done === true) stop();
            return result;
          } catch (error) {
            stop();
            throw error;
          }
        },
        return: async () => {
          stop();
          await inner.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** COPY commits when all data came. */
export function committing(sink: CopySink, transaction: SessionTransaction): CopySink {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      transaction.rollback();
      throw error;
    }
  };
  return {
    get context() {
      return sink.context;
    },
    write: (data) => guarded(() => sink.write(data)),
    finish: () =>
      guarded(async () => {
        const tag = await sink.finish();
        await transaction.commit();
        return tag;
      }),
    abort: async (reason) => {
      await sink.abort(reason);
      transaction.rollback();
    },
  };
}

/** The sink with more work at its end, before what is around it commits. */
export function finishingWith(sink: CopySink, work: () => Promise<void>): CopySink {
  return {
    get context() {
      return sink.context;
    },
    write: (data) => sink.write(data),
    finish: async () => {
      const tag = await sink.finish();
      await work();
      return tag;
    },
    abort: (reason) => sink.abort(reason),
  };
}
