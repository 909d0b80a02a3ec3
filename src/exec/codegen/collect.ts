/**
 * The collect aggregate: the texts of a group's rows one after the other, in memory whose size doubles. What the texts say is a
 * matter of who makes and reads them (functions/collected.ts): whole items, so that the lists of several parts of a group make
 * one list when they are collected again.
 */
import { assert, known } from '../../common/assert.js';
import { i32, Routine, type Term } from '../wasm/runtime-routine.js';
import type { StateField } from './aggregate-state.js';
import type { RowScope } from './scope.js';
import { FAILURE } from './status.js';
import type { CompiledValue } from './value.js';

/** Bytes of a new list; later ones are powers of two, so that the length tells how much room there is. */
const LEAST_BYTES = 64;
/** PostgreSQL's MaxAllocSize. */
const LARGEST_BYTES = 0x3fff_ffff;

export function emitCollect(scope: RowScope, field: StateField, item: CompiledValue): void {
  assert(item.info.phys === 'str', 'collects texts');
  const { fn } = scope;
  const r = new Routine(fn, (name) => scope.runtime(name));
  const tuple = r.at(field.group);
  const ref = r.at(known(item.parts[0], 'text'));
  const added = r.keep(ref.shrU(32).wrap());
  const address = r.variable('i32', 0);
  const length = r.variable('i32', 0);
  field.pushHasState();
  fn.if();
  address.set(tuple.load('i32Load', field.offset));
  length.set(tuple.load('i32Load', field.offset + 4));
  fn.end();
  const total = r.keep(length.add(added));
  r.if(total.gtU(LARGEST_BYTES), () => scope.fail(FAILURE.lengthLimit));
  r.if(address.eqz().or(total.gtU(roomOf(r, length))), () => {
    const room = r.keep(roomOf(r, total));
    const grown = r.at(scope.allocateScratch(room.local));
    grown.push(fn);
    address.push(fn);
    length.push(fn);
    fn.memoryCopy();
    address.set(grown);
    r.store('i32Store', tuple, address, field.offset);
    field.setHasState();
    scope.keepTexts();
  });
  address.add(length).push(fn);
  ref.wrap().push(fn);
  added.push(fn);
  fn.memoryCopy();
  r.store('i32Store', tuple, total, field.offset + 4);
}

/** The room that a list of so many bytes was given. */
function roomOf(r: Routine, bytes: Term): Term {
  return r.select(bytes.gtU(LEAST_BYTES), i32(1).shl(i32(32).sub(bytes.sub(1).clz())), LEAST_BYTES);
}
