/** The part of libpg-query's Emscripten module that we call; the package itself types only its wrapper. */
declare module 'libpg-query/wasm/libpg-query.js' {
  export interface PgQueryModule {
    /** Replaced when the memory grows: read it anew after every call. */
    readonly HEAPU8: Uint8Array;
    readonly HEAPU32: Uint32Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** Address of { parseTree: char*, stderr: char*, error: PgQueryError* }. */
    _wasm_parse_query_raw(text: number): number;
    _wasm_free_parse_result(result: number): void;
  }
  const create: () => Promise<PgQueryModule>;
  // biome-ignore lint/style/noDefaultExport: it is how the package exports it.
  export default create;
}
