/** The files that one statement reads: looked at while it is bound, once each, so that all of it reads the same. */
import { type FileCall, fileCallKey } from '../../catalog/file-source.js';
import type { TableDef } from '../../catalog/table-def.js';
import { ConductError } from '../../common/errors.js';
import { FilesNeeded, type FindFiles } from '../../planner/files-needed.js';
import type { FileTables } from './file-tables.js';

export class StatementFiles {
  readonly #described: FileTables;
  readonly #workers: () => readonly string[];
  readonly #tables = new Map<string, TableDef>();

  /** workers: who would read. */
  constructor(described: FileTables, workers: () => readonly string[]) {
    this.#described = described;
    this.#workers = workers;
  }

  get tables(): readonly TableDef[] {
    return [...this.#tables.values()];
  }

  /** Binds again each time that the binder met a call whose files nobody has looked at. */
  async binding<T>(bind: (find: FindFiles) => T): Promise<T> {
    for (;;) {
      try {
        return bind((call) => this.#tables.get(fileCallKey(call)));
      } catch (error) {
        if (!(error instanceof FilesNeeded)) throw error;
        this.#tables.set(fileCallKey(error.call), await this.#look(error.call, error.position));
      }
    }
  }

  async #look(call: FileCall, position: number): Promise<TableDef> {
    try {
      return await this.#described.describe(call, this.#workers());
    } catch (error) {
      throw error instanceof ConductError && error.position === undefined && position >= 0 ? error.with({ position }) : error;
    }
  }
}
