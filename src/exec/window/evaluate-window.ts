/**
 * Window functions over sorted tuples, on an executor's thread: finds the partitions of a range of the pointers, then fills the result
 * fields of their tuples. Aggregates are added up by compiled code (codegen/window.ts); positions and copies are words of the shared
 * memory. Nothing of a row becomes an object, but for the keys of RANGE with offsets.
 */
import { assert, known, unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { Datum } from '../../types/datum.js';
import { failureError, STATUS } from '../codegen/status.js';
import { CONTEXT, CONTROL, FIELD_BYTES, TUPLE, type TupleField, type TupleLayout } from '../layout.js';
import type { PageMemory } from '../memory.js';
import { canceled } from '../phase.js';
import { type FrameSource, frameBounds, type RangeKeys } from './frame-bounds.js';
import { FrameRows } from './frame-rows.js';
import { fieldDatum, rangeTest } from './range-keys.js';
import {
  checkOffset,
  type FrameFields,
  slides,
  type WindowAggregateField,
  type WindowFunctionField,
  type WindowIndex,
} from './window-index.js';

export interface WindowJob {
  readonly layout: TupleLayout;
  readonly index: WindowIndex;
  /** What compiled code works on: the task's control, parameters. */
  readonly context: number;
  readonly control: number;
  /** For what is needed on the way, and texts among the results. */
  readonly arena: number;
  /** Addresses of the sorted tuples. */
  readonly pointers: number;
  readonly count: number;
  /** Partitions that start in [from, to). */
  readonly from: number;
  readonly to: number;
}

export interface WindowHost {
  readonly memory: PageMemory;
  readonly exports: { readonly [name: string]: (...args: readonly number[]) => number };
  /** From the job's arena. */
  readonly allocate: (bytes: number) => number;
}

/** Rows between two looks at the cancel flag. */
const CANCEL_ROWS = 65_536;

export function evaluateWindow(job: WindowJob, host: WindowHost): void {
  new WindowEvaluation(job, host).run();
}

class WindowEvaluation {
  readonly #job: WindowJob;
  readonly #host: WindowHost;
  readonly #states: readonly number[];
  #words: Int32Array;
  #bytes: Uint8Array;
  #rows: FrameRows;
  /** Of the current partition: its first row's position, its rows. */
  #first = 0;
  #count = 0;
  #uncheckedRows = 0;
  #framesChecked = false;

  constructor(job: WindowJob, host: WindowHost) {
    this.#job = job;
    this.#host = host;
    this.#states = job.index.functions.map((each) => (each.kind === 'aggregate' ? host.allocate(each.state.bytes) : 0));
    const { words, bytes } = host.memory.views();
    this.#words = words;
    this.#bytes = bytes;
    this.#rows = new FrameRows(host.memory, host.allocate);
  }

  run(): void {
    const { from, to, count } = this.#job;
    let start = from;
    while (start > 0 && start < count && this.#samePartition(start)) start += 1;
    while (start < to) {
      let end = start + 1;
      while (end < count && this.#samePartition(end)) end += 1;
      this.#partition(start, end - start);
      start = end;
    }
  }

  /** Whether the row is of the partition of the row before it. */
  #samePartition(row: number): boolean {
    this.#checkCancel(1);
    if (this.#job.index.partitionKeys === 0) return true;
    return known(this.#host.exports.comparePartition, 'comparePartition')(this.#pointer(row - 1), this.#pointer(row)) === 0;
  }

  #checkCancel(rows: number): void {
    this.#uncheckedRows += rows;
    if (this.#uncheckedRows < CANCEL_ROWS) return;
    this.#uncheckedRows = 0;
    if (this.#words[(this.#job.control + CONTROL.cancel) >>> 2] !== 0) throw canceled();
  }

  #pointer(row: number): number {
    return (this.#words[(this.#job.pointers >>> 2) + row] ?? 0) >>> 0;
  }

  /** The tuple of a row of the current partition. */
  #tuple(row: number): number {
    return this.#pointer(this.#first + row);
  }

  #partition(first: number, count: number): void {
    this.#first = first;
    this.#count = count;
    const { index } = this.#job;
    const { exports, memory } = this.#host;
    const comparePeers = known(exports.comparePeers, 'comparePeers');
    const ordered = index.keys.length > index.partitionKeys;
    this.#rows.start(count, ordered ? (row) => comparePeers(this.#tuple(row - 1), this.#tuple(row)) === 0 : null);
    // Taking memory may have grown it.
    const { words, bytes } = memory.views();
    this.#words = words;
    this.#bytes = bytes;
    this.#checkFrames();
    let bounds = -1;
    index.functions.forEach((each, k) => {
      this.#checkCancel(count);
      if (each.kind === 'function' && !FRAMED.has(each.name)) {
        this.#positional(each);
        return;
      }
      const frame = known(index.frames[each.frame], 'frame');
      if (bounds !== each.frame) frameBounds(frame, this.#source(), this.#rows.starts, this.#rows.ends);
      bounds = each.frame;
      if (each.kind === 'function') this.#framed(each, frame);
      else if (slides(index, each)) this.#best(each, k);
      else this.#aggregate(each, k, frame);
    });
  }

  /** The offsets are the same for all rows; functions that use no frame may have a wrong one, too. */
  #checkFrames(): void {
    if (this.#framesChecked) return;
    this.#framesChecked = true;
    for (const { mode, start, end } of this.#job.index.frames) {
      if ('offset' in start) checkOffset(this.#offset(start.offset), mode, 'start');
      if ('offset' in end) checkOffset(this.#offset(end.offset), mode, 'end');
    }
  }

  #offset(field: number): Datum {
    return fieldDatum(this.#bytes, this.#tuple(0), this.#field(field));
  }

  #source(): FrameSource {
    return {
      peers: this.#rows.peers,
      offset: (field) => known(this.#integer(this.#tuple(0), field) ?? undefined, 'offset'),
      range: (frame) => this.#rangeKeys(frame),
    };
  }

  #rangeKeys(frame: FrameFields): RangeKeys {
    const key = known(this.#job.index.keys[this.#job.index.partitionKeys], 'sort key');
    const field = this.#field(key.field);
    const keys = Array.from({ length: this.#count }, (_, row) => fieldDatum(this.#bytes, this.#tuple(row), field));
    const offset = (edge: FrameFields['start']) => ('offset' in edge ? this.#offset(edge.offset) : undefined);
    return {
      isNull: (row) => keys[row] === null,
      inRange: rangeTest({ type: field.info.type, keys, start: offset(frame.start), end: offset(frame.end) }),
      descending: key.descending,
      nullsFirst: key.nullsFirst,
    };
  }

  // Functions of a row's position

  #positional(each: WindowFunctionField): void {
    const { peers } = this.#rows;
    const count = this.#count;
    switch (each.name) {
      case 'row_number':
        for (let row = 0; row < count; row += 1) this.#putLong(row, each.result, row + 1);
        return;
      case 'rank':
        for (let row = 0; row < count; row += 1) this.#putLong(row, each.result, (peers.starts[row] ?? 0) + 1);
        return;
      case 'dense_rank':
        for (let row = 0; row < count; row += 1) this.#putLong(row, each.result, (peers.groups[row] ?? 0) + 1);
        return;
      case 'percent_rank':
        for (let row = 0; row < count; row += 1) this.#putDouble(row, each.result, count > 1 ? (peers.starts[row] ?? 0) / (count - 1) : 0);
        return;
      case 'cume_dist':
        for (let row = 0; row < count; row += 1) this.#putDouble(row, each.result, (peers.ends[row] ?? 0) / count);
        return;
      case 'ntile':
        this.#ntile(each);
        return;
      case 'lag':
      case 'lead':
        this.#shifted(each);
        return;
      case 'first_value':
      case 'last_value':
      case 'nth_value':
        assert(false, 'a function of the frame');
        return;
    }
    unreachable(each.name);
  }

  /** The first buckets get one row more each until the remainder is used up. */
  #ntile({ args, result }: WindowFunctionField): void {
    const count = this.#count;
    const wanted = this.#integer(this.#tuple(0), known(args[0], 'buckets'));
    if (wanted !== null && wanted <= 0n) {
      throw new ConductError(SQLSTATE.invalidArgumentForNtile, 'argument of ntile must be greater than zero');
    }
    const buckets = wanted === null ? 0 : Number(wanted);
    const small = buckets === 0 ? 0 : Math.floor(count / buckets);
    const larger = buckets === 0 ? 0 : count % buckets;
    for (let row = 0; row < count; row += 1) {
      if (buckets === 0) {
        this.#putNull(row, result);
        continue;
      }
      const inLarger = larger * (small + 1);
      const bucket = row < inLarger ? Math.floor(row / (small + 1)) : larger + Math.floor((row - inLarger) / small);
      const tuple = this.#tuple(row);
      const field = this.#field(result);
      this.#words[(tuple + field.offset) >>> 2] = bucket + 1;
      this.#setValid(tuple, field);
    }
  }

  #shifted({ name, args, result }: WindowFunctionField): void {
    const [value, distance, otherwise] = args;
    const source = known(value, 'argument');
    for (let row = 0; row < this.#count; row += 1) {
      const shift = distance === undefined ? 1n : this.#integer(this.#tuple(row), distance);
      if (shift === null) {
        this.#putNull(row, result);
        continue;
      }
      const from = name === 'lag' ? row - Number(shift) : row + Number(shift);
      if (from >= 0 && from < this.#count) this.#copy(this.#tuple(from), source, row, result);
      else if (otherwise !== undefined) this.#copy(this.#tuple(row), otherwise, row, result);
      else this.#putNull(row, result);
    }
  }

  // Functions of the frame

  #framed({ name, args, result }: WindowFunctionField, frame: FrameFields): void {
    const source = known(args[0], 'argument');
    for (let row = 0; row < this.#count; row += 1) {
      this.#checkCancel(1);
      this.#rows.select(row, frame.exclude);
      let from = -1;
      if (name === 'first_value') from = this.#rows.nth(0);
      else if (name === 'last_value') from = this.#rows.nth(this.#rows.selected - 1);
      else {
        const nth = this.#integer(this.#tuple(row), known(args[1], 'number'));
        if (nth !== null && nth <= 0n) {
          throw new ConductError(SQLSTATE.invalidArgumentForNthValue, 'argument of nth_value must be greater than zero');
        }
        from = nth === null || nth > BigInt(this.#count) ? -1 : this.#rows.nth(Number(nth) - 1);
      }
      if (from >= 0) this.#copy(this.#tuple(from), source, row, result);
      else this.#putNull(row, result);
    }
  }

  /** What is added up stays while a frame grows; where it moves on, rows are taken out again where that is exact, else all starts anew. */
  #aggregate(each: WindowAggregateField, k: number, frame: FrameFields): void {
    const { exports } = this.#host;
    const { context } = this.#job;
    const state = known(this.#states[k], 'state');
    const init = known(exports[`init${k}`], 'init');
    const add = known(exports[`add${k}`], 'add');
    const remove = each.removable ? known(exports[`remove${k}`], 'remove') : null;
    const pointers = this.#job.pointers + this.#first * 4;
    const { starts, ends } = this.#rows;
    this.#words[(context + CONTEXT.directory) >>> 2] = state | 0;
    let from = -1;
    let to = -1;
    for (let row = 0; row < this.#count; row += 1) {
      const start = starts[row] ?? 0;
      const end = Math.max(start, ends[row] ?? 0);
      if (frame.exclude !== null) {
        this.#rows.select(row, frame.exclude);
        init(context, state);
        for (let part = 0; part < this.#rows.parts; part += 1) {
          this.#call(add, pointers, this.#rows.partStart(part), this.#rows.partEnd(part));
        }
        from = -1;
      } else if (from === start && end >= to) {
        this.#call(add, pointers, to, end);
      } else if (remove !== null && from >= 0 && start >= from && start <= to && end >= to && start - from + end - to < end - start) {
        this.#call(remove, pointers, from, start);
        this.#call(add, pointers, to, end);
      } else {
        init(context, state);
        this.#call(add, pointers, start, end);
      }
      if (frame.exclude === null) {
        from = start;
        to = end;
      }
      this.#putState(row, each, state);
    }
  }

  /**
   * min or max while both ends of the frame move on: a queue of the rows that may still be the best, each better than those behind it. The
   * first of equal ones counts.
   */
  #best(each: WindowAggregateField & { readonly arg: number }, k: number): void {
    const compare = known(this.#host.exports[`compareValues${k}`], 'compareValues');
    const { starts, ends, scratch: queue } = this.#rows;
    const value = this.#field(each.arg);
    let head = 0;
    let tail = 0;
    let next = 0;
    for (let row = 0; row < this.#count; row += 1) {
      this.#checkCancel(1);
      const start = starts[row] ?? 0;
      const end = ends[row] ?? 0;
      for (next = Math.max(next, start); next < end; next += 1) {
        const tuple = this.#tuple(next);
        if (!this.#isValid(tuple, value) || !this.#passes(tuple, each.filter)) continue;
        while (tail > head && compare(tuple, this.#tuple(queue[tail - 1] ?? 0)) < 0) tail -= 1;
        queue[tail] = next;
        tail += 1;
      }
      while (head < tail && (queue[head] ?? 0) < start) head += 1;
      const first = queue[head] ?? 0;
      if (head < tail && first < end) this.#copy(this.#tuple(first), each.arg, row, each.result);
      else this.#putNull(row, each.result);
    }
  }

  /** Whether the filter's field is true. */
  #passes(tuple: number, filter: number | null): boolean {
    if (filter === null) return true;
    const field = this.#field(filter);
    return this.#isValid(tuple, field) && this.#words[(tuple + field.offset) >>> 2] !== 0;
  }

  #call(compiled: (...args: readonly number[]) => number, pointers: number, from: number, to: number): void {
    if (from >= to) return;
    const status = compiled(this.#job.context, pointers, from, to);
    if (status === STATUS.done) return;
    if (status === STATUS.cancelled) throw canceled();
    assert(status === STATUS.error, 'a window aggregate does not leave for room');
    throw failureError(this.#words[(this.#job.context + CONTEXT.errorCode) >>> 2] ?? 0);
  }

  #putState(row: number, { result, state }: WindowAggregateField, at: number): void {
    const [value, counter] = state.fields;
    const field = known(value, 'state');
    const isNull = !this.#isValid(at, field) || (counter !== undefined && this.#isZero(at + counter.offset));
    if (isNull) this.#putNull(row, result);
    else this.#copyWords(at + field.offset, this.#tuple(row), this.#field(result));
  }

  #isZero(at: number): boolean {
    return this.#words[at >>> 2] === 0 && this.#words[(at + 4) >>> 2] === 0;
  }

  // Fields

  #field(index: number): TupleField {
    return known(this.#job.layout.fields[index], 'field');
  }

  #isValid(tuple: number, { validBit }: TupleField): boolean {
    return validBit < 0 || ((this.#bytes[tuple + TUPLE.validity + (validBit >> 3)] ?? 0) & (1 << (validBit & 7))) !== 0;
  }

  #setValid(tuple: number, { validBit }: TupleField): void {
    if (validBit < 0) return;
    const at = tuple + TUPLE.validity + (validBit >> 3);
    this.#bytes[at] = (this.#bytes[at] ?? 0) | (1 << (validBit & 7));
  }

  #integer(tuple: number, index: number): bigint | null {
    const field = this.#field(index);
    if (!this.#isValid(tuple, field)) return null;
    const at = (tuple + field.offset) >>> 2;
    const low = this.#words[at] ?? 0;
    if (field.info.phys === 'i32') return BigInt(low);
    assert(field.info.phys === 'i64', 'a count is an integer');
    return (BigInt(this.#words[at + 1] ?? 0) << 32n) | BigInt(low >>> 0);
  }

  #copy(from: number, source: number, row: number, result: number): void {
    const field = this.#field(source);
    if (this.#isValid(from, field)) this.#copyWords(from + field.offset, this.#tuple(row), this.#field(result));
    else this.#putNull(row, result);
  }

  #copyWords(from: number, tuple: number, field: TupleField): void {
    const words = this.#words;
    const at = (tuple + field.offset) >>> 2;
    const source = from >>> 2;
    const count = FIELD_BYTES[field.info.phys] / 4;
    for (let word = 0; word < count; word += 1) words[at + word] = words[source + word] ?? 0;
    this.#setValid(tuple, field);
  }

  /** The words of a NULL text are read: they must be harmless. */
  #putNull(row: number, result: number): void {
    const field = this.#field(result);
    assert(field.validBit >= 0, 'a NULL where none can be');
    const at = (this.#tuple(row) + field.offset) >>> 2;
    this.#words.fill(0, at, at + FIELD_BYTES[field.info.phys] / 4);
  }

  #putLong(row: number, result: number, value: number): void {
    const tuple = this.#tuple(row);
    const field = this.#field(result);
    const at = (tuple + field.offset) >>> 2;
    this.#words[at] = value | 0;
    this.#words[at + 1] = Math.floor(value / 4_294_967_296);
    this.#setValid(tuple, field);
  }

  #putDouble(row: number, result: number, value: number): void {
    const tuple = this.#tuple(row);
    const field = this.#field(result);
    this.#host.memory.views().data.setFloat64(tuple + field.offset, value, true);
    this.#setValid(tuple, field);
  }
}

const FRAMED: ReadonlySet<string> = new Set(['first_value', 'last_value', 'nth_value']);
