/** What reads bytes of files that queries name: on the file system, or in an object store where the path says so. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { isObjectPath, type ObjectStore } from '../../common/object-store.js';
import type { FileStat, FileSystem } from '../../common/runtime.js';

export type FileReader = Pick<FileSystem, 'read' | 'stat'>;

export function fileReader(fs: FileSystem, objects: ObjectStore | null): FileReader {
  return {
    read: (path, position, into) => (isObjectPath(path) ? storeOf(objects).read(path, position, into) : fs.read(path, position, into)),
    async stat(path): Promise<FileStat | null> {
      if (!isObjectPath(path)) return fs.stat(path);
      const found = await storeOf(objects).stat(path);
      return found === null ? null : { kind: 'file', ...found };
    },
  };
}

export function storeOf(objects: ObjectStore | null): ObjectStore {
  if (objects === null) throw new ConductError(SQLSTATE.featureNotSupported, 'this server reads no object stores');
  return objects;
}
