/** Functions of a compiled pipeline. */
export type Exports = { readonly [name: string]: (...args: readonly number[]) => number };

/** Returns a STATUS. */
export type PipelineFunction = (context: number, chunk: number, start: number, end: number) => number;
