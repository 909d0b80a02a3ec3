/** The compiled form of a function: code emitted into a pipeline. */
export type EmitFunction = never;
