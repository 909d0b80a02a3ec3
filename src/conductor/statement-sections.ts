/**
 * Rows of conduct.sections for one statement. Only the workers know them, and the binder, which needs them, waits for nobody: where it asks it
 * is stopped, the workers are asked, once, and it begins anew.
 */
import type { CatalogReader } from '../catalog/catalog.js';
import type { RowObject } from '../catalog/system-relation.js';
import type { SectionStatus } from '../rpc/messages.js';
import type { Member } from './membership.js';
import { translateWorkerError } from './worker-errors.js';

class SectionsNeeded extends Error {}

export class StatementSections {
  readonly #read: () => Promise<readonly RowObject[]>;
  #rows: readonly RowObject[] | null = null;

  constructor(read: () => Promise<readonly RowObject[]>) {
    this.#read = read;
  }

  /** To be called within `binding`. */
  rows(): readonly RowObject[] {
    if (this.#rows === null) throw new SectionsNeeded('the workers have to be asked');
    return this.#rows;
  }

  async binding<T>(bind: () => Promise<T>): Promise<T> {
    try {
      return await bind();
    } catch (error) {
      if (!(error instanceof SectionsNeeded)) throw error;
      this.#rows = await this.#read();
      return await bind();
    }
  }
}

/** Of the tables that the snapshot has: a worker may hold some of one that was dropped. Who leaves meanwhile gives no rows. */
export async function sectionRows(members: readonly Member[], catalog: CatalogReader): Promise<readonly RowObject[]> {
  const answers = await Promise.all(
    members.map(async (member) => (await sectionsOf(member)).flatMap((status) => sectionRow(status, member, catalog))),
  );
  return answers.flat();
}

async function sectionsOf({ service, gone, workerId }: Member): Promise<readonly SectionStatus[]> {
  try {
    return await service.sections(gone);
  } catch (error) {
    if (gone.aborted) return [];
    throw translateWorkerError(error, workerId, 'Run the statement again.');
  }
}

function sectionRow(status: SectionStatus, { workerId }: Member, catalog: CatalogReader): readonly RowObject[] {
  const relation = catalog.relationById(status.tableId);
  if (relation?.kind !== 'table') return [];
  const { section, kind, state, rows, deletedRows, bytes, columns, buckets } = status;
  return [
    {
      worker: workerId,
      schemaname: relation.table.schema,
      tablename: relation.table.name,
      section: BigInt(section),
      kind,
      state,
      rows: BigInt(rows),
      deleted_rows: BigInt(deletedRows),
      bytes: BigInt(bytes),
      columns,
      buckets: buckets?.count ?? null,
      first_bucket: buckets?.first ?? null,
      last_bucket: buckets?.last ?? null,
    },
  ];
}
