/**
 * What was compiled of a stage: its pipelines, and their code. A statement that is run again sends the same stages, and emitting the
 * code of one costs more than a small stage takes to run. Kept for as long as the stage's object is.
 *
 * Code depends on more than its pipeline: on what the task found out before (how tuples are found, how large dictionaries are), and
 * on the session. Code is used again where all that it was made from is the same.
 */
import type { Stage } from '../plan/physical.js';
import { type SessionSettings, withSession } from '../types/session-settings.js';
import { type CompiledPipeline, type CompileOptions, compilePipeline } from './codegen/pipeline.js';
import { type Pipeline, pipelinesOf } from './pipeline.js';

/** Forms of one pipeline's code that are kept; one more, and they start anew. */
const KEPT_FORMS = 8;

interface Form {
  readonly key: string;
  /** Sizes of the dictionaries that were asked for. */
  readonly dictionaries: ReadonlyMap<string, number>;
  readonly compiled: CompiledPipeline;
}

export class CompiledStages {
  readonly #pipelines = new WeakMap<Stage, readonly Pipeline[]>();
  readonly #forms = new WeakMap<Pipeline, Form[]>();

  /** `executors` is the same at each call. */
  pipelines(stage: Stage, executors: number): readonly Pipeline[] {
    let pipelines = this.#pipelines.get(stage);
    if (pipelines === undefined) {
      pipelines = pipelinesOf(stage, executors);
      this.#pipelines.set(stage, pipelines);
    }
    return pipelines;
  }

  compile(pipeline: Pipeline, options: CompileOptions, session: SessionSettings): CompiledPipeline {
    const forms = this.#forms.get(pipeline) ?? [];
    const key = formKey(pipeline, options, session);
    const made = forms.find((form) => form.key === key && sameDictionaries(form, options));
    if (made !== undefined) return made.compiled;
    const dictionaries = new Map<string, number>();
    const dictionarySize = (handle: string): number => {
      const size = options.dictionarySize(handle);
      dictionaries.set(handle, size);
      return size;
    };
    const compiled = withSession(session, () => compilePipeline(pipeline, { ...options, dictionarySize }));
    this.#forms.set(pipeline, [...(forms.length < KEPT_FORMS ? forms : []), { key, dictionaries, compiled }]);
    return compiled;
  }
}

function sameDictionaries({ dictionaries }: Form, options: CompileOptions): boolean {
  for (const [handle, size] of dictionaries) if (options.dictionarySize(handle) !== size) return false;
  return true;
}

/** The time of the statement is no part of it: literals hold what depends on it. */
function formKey(pipeline: Pipeline, options: CompileOptions, session: SessionSettings): string {
  const indexes = pipeline.operations.flatMap((operation) => {
    const index = operation.kind === 'probe' ? options.indexes.get(operation.store.id) : undefined;
    return index === undefined ? [] : [index.kind, index.unique];
  });
  const { timeZone, dateOutput, dateOrder, intervalStyle } = session;
  return [options.countRows, options.outputRows, options.directGroups, timeZone, dateOutput, dateOrder, intervalStyle, ...indexes].join();
}
