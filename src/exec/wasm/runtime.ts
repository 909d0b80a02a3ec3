/**
 * The runtime library: one WebAssembly module of 128-bit and variable-scale decimals, hashes, strings and calendar arithmetic,
 * emitted once a process, compiled once, instantiated per thread over the shared memory. Pipeline modules import its functions
 * from module `rt`. `host` holds the few things that JavaScript does better (see runtime-host.ts).
 */
import { assert, known } from '../../common/assert.js';
import { type FunctionBuilder, type FunctionRef, ModuleBuilder, type WasmType } from './assembler.js';
import { DATETIME_FUNCTIONS } from './runtime-datetime.js';
import { HASH_FUNCTIONS } from './runtime-hash.js';
import { type GrowScratch, HOST_SIGNATURES, hostFunctions } from './runtime-host.js';
import { INT128_FUNCTIONS } from './runtime-int128.js';
import { NUM_FUNCTIONS } from './runtime-num.js';
import { Routine, type RuntimeFunction } from './runtime-routine.js';
import { STRING_FUNCTIONS } from './runtime-string.js';
import { WIRE_FUNCTIONS } from './runtime-wire.js';

export interface RuntimeSignature {
  readonly params: readonly WasmType[];
  readonly results: readonly WasmType[];
}

/** Host functions are exported again under `host_NAME`, so that pipelines import from `rt` alone. */
const FORWARDED: readonly RuntimeFunction[] = Object.entries(HOST_SIGNATURES).map(([name, { params, results }]) => ({
  name: `host_${name}`,
  params,
  results,
  emit: () => undefined,
}));

const FUNCTIONS: readonly RuntimeFunction[] = [
  ...INT128_FUNCTIONS,
  ...NUM_FUNCTIONS,
  ...HASH_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...DATETIME_FUNCTIONS,
  ...WIRE_FUNCTIONS,
  ...FORWARDED,
];

/** What pipelines may import from `rt`. */
export const RUNTIME_SIGNATURES: { readonly [name: string]: RuntimeSignature } = Object.fromEntries(
  FUNCTIONS.map(({ name, params, results }) => [name, { params, results }]),
);

/** The library's bytes; the maximum must be that of the memory. */
export function runtimeModuleBytes(maximumPages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(maximumPages);
  const host = new Map<string, FunctionRef>();
  for (const [name, { params, results }] of Object.entries(HOST_SIGNATURES))
    host.set(name, module.importFunction('host', name, params, results));
  const defined = new Map<string, FunctionBuilder>();
  for (const { name, params, results } of FUNCTIONS) defined.set(name, module.function(name, params, results));
  const resolve = (name: string): FunctionRef => known(defined.get(name), `runtime function ${name}`);
  for (const entry of FUNCTIONS) {
    const fn = known(defined.get(entry.name), entry.name);
    const routine = new Routine(fn, resolve);
    const forwarded = entry.name.startsWith('host_') ? host.get(entry.name.slice('host_'.length)) : undefined;
    if (forwarded === undefined) entry.emit(routine, ...routine.params());
    else {
      for (let i = 0; i < entry.params.length; i += 1) fn.get(i);
      fn.call(forwarded);
    }
  }
  return module.finish();
}

/** The library for one thread. Host functions may throw ConductError through compiled code: the engine passes it on. */
export function instantiateRuntime(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  growScratch: GrowScratch = () => assert(false, 'code with text results runs where scratch memory can grow'),
): WebAssembly.Instance {
  return new WebAssembly.Instance(module, { env: { memory }, host: hostFunctions(memory, growScratch) });
}
