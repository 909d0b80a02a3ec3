/**
 * The values that sequences have given. They are of no transaction: what nextval gave once is not given again, also when the
 * transaction that asked is rolled back. The database is written ahead, as PostgreSQL does: one write for many values, and
 * after a crash a few are left out.
 */
import type { Database } from 'better-sqlite3';
import type { SequenceDef } from '../catalog/catalog-object.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';

export interface SequenceState {
  readonly last: bigint;
  /** false: `last` is the next value. */
  readonly called: boolean;
}

interface Kept extends SequenceState {
  /** What the database says: values up to it may be given without another write. Null: nothing is written ahead. */
  readonly ahead: bigint | null;
}

export class SequenceValues {
  readonly #db: Database;
  readonly #states = new Map<number, Kept>();

  constructor(db: Database) {
    this.#db = db;
    db.exec('CREATE TABLE IF NOT EXISTS sequence_values (id INTEGER PRIMARY KEY, last TEXT NOT NULL, called INTEGER NOT NULL)');
    const rows = db.prepare('SELECT * FROM sequence_values').all() as { id: number; last: string; called: number }[];
    for (const { id, last, called } of rows) this.#states.set(id, { last: BigInt(last), called: called !== 0, ahead: null });
  }

  state(sequence: SequenceDef): SequenceState {
    return this.#states.get(sequence.id) ?? { last: sequence.start, called: false };
  }

  /** `wanted`: how many the statement is about to ask for. */
  next(sequence: SequenceDef, wanted: number): bigint {
    const kept = this.#states.get(sequence.id);
    const value = following(sequence, kept ?? { last: sequence.start, called: false });
    const ahead = kept?.ahead ?? null;
    if (kept !== undefined && ahead !== null && isBetween(value, kept.last, ahead)) {
      this.#states.set(sequence.id, { last: value, called: true, ahead });
      return value;
    }
    const count = Math.min(Math.max(wanted, LIMITS.sequenceValuesAhead), LIMITS.sequenceValuesAheadOfMany);
    const written = bounded(sequence, value + sequence.increment * BigInt(count));
    this.#write(sequence.id, { last: written, called: true });
    this.#states.set(sequence.id, { last: value, called: true, ahead: written });
    return value;
  }

  set(sequence: SequenceDef, value: bigint, called: boolean): void {
    if (value < sequence.min || value > sequence.max) {
      throw new ConductError(
        SQLSTATE.numericValueOutOfRange,
        `setval: value ${value} is out of bounds for sequence "${sequence.name}" (${sequence.min}..${sequence.max})`,
      );
    }
    this.#write(sequence.id, { last: value, called });
    this.#states.set(sequence.id, { last: value, called, ahead: null });
  }

  /** Inside of the commit that makes them: values given before, by the transaction itself, are kept. */
  created(sequences: readonly SequenceDef[]): void {
    for (const sequence of sequences) this.#write(sequence.id, this.state(sequence), true);
  }

  /** Inside of the commit that drops them. */
  dropped(ids: readonly number[]): void {
    const remove = this.#db.prepare('DELETE FROM sequence_values WHERE id = ?');
    for (const id of ids) remove.run(id);
  }

  forget(ids: readonly number[]): void {
    for (const id of ids) this.#states.delete(id);
  }

  /** An orderly end leaves no gaps. */
  close(): void {
    for (const [id, { last, called, ahead }] of this.#states) if (ahead !== null) this.#write(id, { last, called });
  }

  #write(id: number, { last, called }: SequenceState, insert = false): void {
    const values = [String(last), called ? 1 : 0, id] as const;
    if (insert) this.#db.prepare('INSERT OR REPLACE INTO sequence_values (last, called, id) VALUES (?, ?, ?)').run(...values);
    // A sequence that is not committed yet has no row: its first one comes with the commit.
    else this.#db.prepare('UPDATE sequence_values SET last = ?, called = ? WHERE id = ?').run(...values);
  }
}

function following(sequence: SequenceDef, { last, called }: SequenceState): bigint {
  if (!called) return last;
  const { increment, min, max, cycle, name } = sequence;
  const value = last + increment;
  if (increment > 0n && value > max) {
    if (cycle) return min;
    throw limitReached(`nextval: reached maximum value of sequence "${name}" (${max})`);
  }
  if (increment < 0n && value < min) {
    if (cycle) return max;
    throw limitReached(`nextval: reached minimum value of sequence "${name}" (${min})`);
  }
  return value;
}

/** After a cycle the value is on the other side of the last one: written anew. */
function isBetween(value: bigint, from: bigint, to: bigint): boolean {
  return from <= to ? from <= value && value <= to : to <= value && value <= from;
}

function limitReached(message: string): ConductError {
  return new ConductError(SQLSTATE.sequenceGeneratorLimitExceeded, message);
}

function bounded({ min, max }: SequenceDef, value: bigint): bigint {
  return value < min ? min : value > max ? max : value;
}
