/** Where one task of COPY TO makes its files: in a folder of the file system, or as uploads to an object store. */
import { join } from 'node:path';
import { isObjectPath } from '../../../common/object-store.js';
import type { FileSystem, FileWriter, Runtime } from '../../../common/runtime.js';
import type { FileTarget } from '../../../plan/file-target.js';
import type { AllowedPaths } from '../allowed-paths.js';
import { storeOf } from '../file-reader.js';
import { ObjectUpload } from './object-upload.js';

export interface OutputHost extends Pick<Runtime, 'objects'> {
  readonly files: FileSystem;
  readonly allowed: AllowedPaths;
}

export interface OutputFiles {
  /** folder: of the partition; empty: none. */
  create(folder: string, name: string): Promise<FileWriter>;
}

export function outputFiles({ files, objects, allowed }: OutputHost, target: FileTarget): OutputFiles {
  if (isObjectPath(target.folder)) {
    const store = storeOf(objects);
    return {
      async create(folder, name) {
        allowed.written(target.goal);
        const own = folder === '' ? name : `${folder}/${name}`;
        return ObjectUpload.start(store, target.fileName === null ? `${target.goal}/${own}` : target.goal, `${target.folder}/${own}.json`);
      },
    };
  }
  let checked: Promise<void> | null = null;
  return {
    async create(folder, name) {
      checked ??= allowed.check(target.folder);
      await checked;
      const path = join(target.folder, folder);
      if (folder !== '') await files.mkdir(path);
      return files.create(join(path, name));
    },
  };
}
