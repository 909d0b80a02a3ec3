/**
 * Where COPY TO puts its result, so that all of it is there or nothing. In a file system, tasks write into a folder beside the goal whose name
 * begins with a dot, which gets its name in one step. In an object store they leave uploads, which make objects when they are completed.
 */
import { basename, dirname, join } from 'node:path';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { isObjectPath, type ObjectStore } from '../../common/object-store.js';
import type { Runtime } from '../../common/runtime.js';
import type { AllowedPaths } from '../../storage/formats/allowed-paths.js';
import { storeOf } from '../../storage/formats/file-reader.js';
import { readNote, type UploadNote } from '../../storage/formats/write/object-upload.js';
import { mapFiles } from './map-files.js';

export interface OutputPlace {
  /** Where tasks write; nothing reads here. */
  readonly folder: string;
  /** What becomes of it: a file, or a folder. */
  readonly goal: string;
  commit(): Promise<void>;
  /** Nothing is left of it. */
  abandon(): Promise<void>;
}

interface PlaceHost {
  readonly runtime: Pick<Runtime, 'fs' | 'objects' | 'uuid'>;
  readonly allowed: AllowedPaths;
}

/** single: the path is one file. 42501 where it may not be, 58P02 where something is that is not to be written over. */
export function outputPlace(host: PlaceHost, path: string, single: boolean): Promise<OutputPlace> {
  return isObjectPath(path) ? objectPlace(host, path, single) : localPlace(host, path, single);
}

function taken(path: string): ConductError {
  return new ConductError(SQLSTATE.duplicateFile, `"${path}" is there already`, {
    hint: 'COPY TO writes a new file, replaces a file, or fills a folder that is empty.',
  });
}

// File systems

async function localPlace({ runtime: { fs, uuid }, allowed }: PlaceHost, path: string, single: boolean): Promise<OutputPlace> {
  const written = allowed.written(path);
  const parent = await allowed.real(dirname(written), path);
  if (parent === null) {
    throw new ConductError(SQLSTATE.undefinedFile, `could not open file "${path}" for writing: No such file or directory`);
  }
  const goal = join(parent, basename(written));
  // What is there may be a link to somewhere else.
  await allowed.real(goal, path);
  const stat = await fs.stat(goal);
  const isFree = stat === null || (single ? stat.kind === 'file' : stat.kind === 'folder' && (await fs.list(goal)).length === 0);
  if (!isFree) throw taken(path);
  const folder = join(parent, `.${basename(goal)}.${uuid()}`);
  await fs.mkdir(folder);
  return {
    folder,
    goal,
    async commit() {
      try {
        if (!single) return await fs.rename(folder, goal);
        await fs.rename(join(folder, basename(goal)), goal);
        await fs.removeFolder(folder);
      } catch (error) {
        throw error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY' ? taken(path) : error;
      }
    },
    abandon: () => fs.removeFolder(folder),
  };
}

// Object stores

async function objectPlace({ runtime, allowed }: PlaceHost, path: string, single: boolean): Promise<OutputPlace> {
  const store = storeOf(runtime.objects);
  const goal = allowed.written(path.replace(/\/+$/, ''));
  if (!single && !(await store.isEmpty(`${goal}/`))) throw taken(path);
  const slash = goal.lastIndexOf('/');
  const folder = `${goal.slice(0, slash)}/.${goal.slice(slash + 1)}.${runtime.uuid()}`;
  return {
    folder,
    goal,
    async commit() {
      const notes = await notesOf(store, folder);
      const failures = await mapFiles(notes, (note) => completed(store, note));
      const failure = failures.find((each) => each !== null);
      if (failure != null) {
        // Whether an upload that failed was completed all the same, nobody knows. A file that was to be replaced is what it was or what it should be.
        if (!single) for (const note of notes) await store.remove(note.path).catch(() => undefined);
        throw failure;
      }
      await removeNotes(store, folder);
    },
    async abandon() {
      for (const { path: object, upload } of await notesOf(store, folder)) await store.abortUpload(object, upload).catch(() => undefined);
      await removeNotes(store, folder);
    },
  };
}

/** null: it is. All are tried before any of them is taken back. */
async function completed(store: ObjectStore, { path, upload, tags }: UploadNote): Promise<Error | null> {
  try {
    if (tags === null) throw new ConductError(SQLSTATE.ioError, `"${path}" was not written to its end`);
    await store.completeUpload(path, upload, tags);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function notesOf(store: ObjectStore, folder: string): Promise<readonly UploadNote[]> {
  const found = await store.list(`${folder}/`, LIMITS.listedObjects);
  return mapFiles(found, async ({ path, bytes }) => {
    const content = new Uint8Array(bytes);
    await store.read(path, 0, content);
    return readNote(content);
  });
}

async function removeNotes(store: ObjectStore, folder: string): Promise<void> {
  await mapFiles(await store.list(`${folder}/`, LIMITS.listedObjects), ({ path }) => store.remove(path));
}
