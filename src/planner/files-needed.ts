/** How the binder, which looks at no files, asks for those that a statement reads. */
import type { FileCall } from '../catalog/file-source.js';
import type { TableDef } from '../catalog/table-def.js';

/** What a call stands for; undefined: nobody has looked yet. */
export type FindFiles = (call: FileCall) => TableDef | undefined;

/** The statement reads files that nobody has looked at yet. */
export class FilesNeeded extends Error {
  readonly call: FileCall;
  readonly position: number;

  constructor(call: FileCall, position: number) {
    super('files have to be looked at');
    this.call = call;
    this.position = position;
  }
}
