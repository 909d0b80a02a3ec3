/** Descriptions of Parquet files that were read lately: a file that changed has another size or time. */
import type { SourceFile } from '../../catalog/file-source.js';
import { LIMITS } from '../../common/limits.js';
import type { FileReader } from './file-reader.js';
import { type ParquetFooter, readFooter } from './parquet/footer.js';

export class FooterCache {
  /** In order of use, oldest first. */
  readonly #kept = new Map<string, Promise<ParquetFooter>>();

  footer(fs: FileReader, { path, bytes, modifiedMs }: Pick<SourceFile, 'path' | 'bytes' | 'modifiedMs'>): Promise<ParquetFooter> {
    const key = `${path}\0${bytes}\0${modifiedMs}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const read = readFooter(fs, path, bytes);
    read.catch(() => this.#kept.delete(key));
    this.#kept.set(key, read);
    if (this.#kept.size > LIMITS.cachedFooters) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return read;
  }
}
