/**
 * An S3-compatible store over HTTP. Every request has a time limit; one that fails in a way that may pass (no connection, no answer in time, an
 * answer that ends early, 429, 5xx) is sent again after a back-off with jitter, a few times, then it is one error that says what the last one was.
 */
import { AwsClient } from 'aws4fetch';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { OBJECT_SCHEME, type ObjectStat, type ObjectStore } from '../../common/object-store.js';
import type { Runtime } from '../../common/runtime.js';
import type { S3Settings } from './s3-settings.js';
import { xmlElements, xmlText } from './s3-xml.js';

export interface S3Options {
  readonly settings: S3Settings;
  readonly runtime: Pick<Runtime, 'sleep' | 'random'>;
  /** Of one attempt, answer and all. */
  readonly requestMs?: number;
  readonly attempts?: number;
  /** Before the second attempt at most; it doubles. */
  readonly backOffMs?: number;
}

interface Ask {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Other statuses than 2xx that are an answer. */
  readonly fine?: readonly number[];
  /** Bytes that the answer must have. */
  readonly bytes?: number;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What may pass: the reason, for the error in which it ends when it does not. */
class Passing {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Ranges of a long read that are asked for at once. */
const RANGES_AT_ONCE = 4;

export class S3Store implements ObjectStore {
  readonly #settings: S3Settings;
  readonly #client: AwsClient | null;
  readonly #runtime: S3Options['runtime'];
  readonly #requestMs: number;
  readonly #attempts: number;
  readonly #backOffMs: number;
  /** Of objects that were looked at lately, so that what was written over since is not read in parts. */
  readonly #tags = new Map<string, string>();

  constructor({ settings, runtime, requestMs, attempts, backOffMs }: S3Options) {
    this.#settings = settings;
    this.#runtime = runtime;
    this.#requestMs = requestMs ?? LIMITS.objectRequestMs;
    this.#attempts = attempts ?? LIMITS.objectAttempts;
    this.#backOffMs = backOffMs ?? LIMITS.objectBackOffMs;
    const { credentials, region } = settings;
    this.#client =
      credentials === null
        ? null
        : new AwsClient({
            accessKeyId: credentials.accessKeyId,
            secretAccessKey: credentials.secretAccessKey,
            ...(credentials.sessionToken === null ? {} : { sessionToken: credentials.sessionToken }),
            service: 's3',
            region,
          });
  }

  async stat(path: string): Promise<ObjectStat | null> {
    const { status, headers } = await this.#ask({ method: 'HEAD', path, fine: [404] });
    if (status === 404) return null;
    const tag = headers.get('etag');
    if (tag !== null) this.#note(path, tag);
    return { bytes: Number(headers.get('content-length')), modifiedMs: Date.parse(headers.get('last-modified') ?? '') || 0 };
  }

  async list(prefix: string, limit: number): Promise<readonly (ObjectStat & { readonly path: string })[]> {
    const { bucket, key } = split(prefix);
    const found: (ObjectStat & { readonly path: string })[] = [];
    let next: string | null = null;
    do {
      const query: Record<string, string> = { 'list-type': '2', prefix: key, ...(next === null ? {} : { 'continuation-token': next }) };
      const { body } = await this.#ask({ method: 'GET', path: `${OBJECT_SCHEME}${bucket}/`, query });
      const xml = Buffer.from(body).toString('utf8');
      for (const one of xmlElements(xml, 'Contents')) {
        const name = xmlText(one, 'Key') ?? '';
        // What some tools write for an empty folder.
        if (name.endsWith('/')) continue;
        found.push({
          path: `${OBJECT_SCHEME}${bucket}/${name}`,
          bytes: Number(xmlText(one, 'Size')),
          modifiedMs: Math.floor(Date.parse(xmlText(one, 'LastModified') ?? '') / 1_000) * 1_000 || 0,
        });
      }
      if (found.length > limit) throw new ConductError(SQLSTATE.programLimitExceeded, `more than ${limit} objects begin with "${prefix}"`);
      next = xmlText(xml, 'IsTruncated') === 'true' ? xmlText(xml, 'NextContinuationToken') : null;
    } while (next !== null);
    return found;
  }

  async isEmpty(prefix: string): Promise<boolean> {
    const { bucket, key } = split(prefix);
    const query = { 'list-type': '2', prefix: key, 'max-keys': '1' };
    const { body } = await this.#ask({ method: 'GET', path: `${OBJECT_SCHEME}${bucket}/`, query });
    return xmlElements(Buffer.from(body).toString('utf8'), 'Contents').length === 0;
  }

  async read(path: string, position: number, into: Uint8Array): Promise<void> {
    const piece = LIMITS.objectRangeBytes;
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < into.byteLength) {
        const from = next;
        next += piece;
        await this.#readRange(path, position + from, into.subarray(from, Math.min(into.byteLength, from + piece)));
      }
    };
    await Promise.all(Array.from({ length: Math.min(RANGES_AT_ONCE, Math.ceil(into.byteLength / piece)) }, work));
  }

  async #readRange(path: string, position: number, into: Uint8Array): Promise<void> {
    const tag = this.#tags.get(path);
    const { status, headers, body } = await this.#ask({
      method: 'GET',
      path,
      headers: { range: `bytes=${position}-${position + into.byteLength - 1}`, ...(tag === undefined ? {} : { 'if-match': tag }) },
      fine: [404, 412, 416],
      bytes: into.byteLength,
    });
    // Not all stores look at the condition.
    const isSame = tag === undefined || headers.get('etag') === tag;
    if (!isSame || (status !== 206 && status !== 200)) {
      throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `file "${path}" changed while it was read`, {
        hint: 'Run the statement again.',
      });
    }
    into.set(body);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    await this.#ask({ method: 'PUT', path, body: bytes });
  }

  async remove(path: string): Promise<void> {
    await this.#ask({ method: 'DELETE', path, fine: [404] });
  }

  async startUpload(path: string): Promise<string> {
    const { body } = await this.#ask({ method: 'POST', path, query: { uploads: '' } });
    const upload = xmlText(Buffer.from(body).toString('utf8'), 'UploadId');
    if (upload === null) throw failed(path, 'its answer names no upload');
    return upload;
  }

  async uploadPart(path: string, upload: string, part: number, bytes: Uint8Array): Promise<string> {
    const { headers } = await this.#ask({ method: 'PUT', path, query: { partNumber: String(part), uploadId: upload }, body: bytes });
    const tag = headers.get('etag');
    if (tag === null) throw failed(path, 'its answer has no tag of the part');
    return tag;
  }

  async completeUpload(path: string, upload: string, tags: readonly string[]): Promise<void> {
    const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag.replaceAll('"', '&quot;')}</ETag></Part>`);
    const xml = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</CompleteMultipartUpload>`;
    const { status, body } = await this.#ask({ method: 'POST', path, query: { uploadId: upload }, body: Buffer.from(xml), fine: [404] });
    const answer = Buffer.from(body).toString('utf8');
    // The answer may be an error though its status is not. An upload that is gone may have been completed by an attempt whose answer was lost.
    const gone = status === 404 && (await this.stat(path)) === null;
    if (gone || (status !== 404 && answer.includes('<Error>'))) throw failed(path, xmlText(answer, 'Code') ?? 'the upload is gone');
  }

  async abortUpload(path: string, upload: string): Promise<void> {
    await this.#ask({ method: 'DELETE', path, query: { uploadId: upload }, fine: [404] });
  }

  #note(path: string, tag: string): void {
    this.#tags.delete(path);
    this.#tags.set(path, tag);
    const [oldest] = this.#tags.keys();
    if (this.#tags.size > LIMITS.filesOfCall && oldest !== undefined) this.#tags.delete(oldest);
  }

  async #ask(ask: Ask): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#attempt(ask);
      if (!(answer instanceof Passing)) return answer;
      if (attempt === this.#attempts) throw failed(ask.path, answer.reason, attempt);
      await this.#runtime.sleep(this.#runtime.random() * Math.min(LIMITS.objectBackOffMostMs, this.#backOffMs * 2 ** (attempt - 1)));
    }
  }

  async #attempt(ask: Ask): Promise<Answer | Passing> {
    const { method, path, query = {}, headers = {}, body, fine = [], bytes } = ask;
    let answer: Answer;
    try {
      const address = this.#address(path, query);
      const init = { method, headers, ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }) };
      const request = this.#client === null ? new Request(address, init) : await this.#client.sign(address, init);
      const response = await fetch(request, { signal: AbortSignal.timeout(this.#requestMs), redirect: 'error' });
      answer = { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) };
    } catch (error) {
      return new Passing(reasonOf(error, this.#requestMs));
    }
    const { status } = answer;
    const code = (): string => `${status}${codeOf(answer.body)}`;
    if (fine.includes(status)) return answer;
    if (status === 408 || status === 429 || status >= 500) return new Passing(`the store answered ${code()}`);
    if (status === 403 || status === 401) throw denied(path, code(), this.#client !== null);
    if (status === 404) throw new ConductError(SQLSTATE.undefinedFile, `could not open file "${path}": No such bucket or object`);
    if (status < 200 || status >= 300) throw failed(path, `the store answered ${code()}`);
    if (bytes !== undefined && answer.body.byteLength !== bytes)
      return new Passing(`${answer.body.byteLength} bytes came instead of ${bytes}`);
    return answer;
  }

  /** Amazon's stores have the bucket in their name, where it can be part of one. */
  #address(path: string, query: Readonly<Record<string, string>>): string {
    const { bucket, key } = split(path);
    const { endpoint, region } = this.#settings;
    const encoded = key.split('/').map(encodeSegment).join('/');
    const host = endpoint ?? (bucket.includes('.') ? `https://s3.${region}.amazonaws.com` : `https://${bucket}.s3.${region}.amazonaws.com`);
    const inPath = endpoint !== null || bucket.includes('.');
    const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
    return `${host}${inPath ? `/${bucket}` : ''}/${encoded}${search === '' ? '' : `?${search}`}`;
  }
}

function split(path: string): { readonly bucket: string; readonly key: string } {
  const at = path.indexOf('/', OBJECT_SCHEME.length);
  return at < 0
    ? { bucket: path.slice(OBJECT_SCHEME.length), key: '' }
    : { bucket: path.slice(OBJECT_SCHEME.length, at), key: path.slice(at + 1) };
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (char) => `%${known(char.codePointAt(0), 'code').toString(16).toUpperCase()}`);
}

function codeOf(body: Uint8Array): string {
  const code = xmlText(Buffer.from(body.subarray(0, 4_096)).toString('utf8'), 'Code');
  return code !== null && /^\w{1,64}$/.test(code) ? ` (${code})` : '';
}

/** What a connection failed of, without what was sent. */
function reasonOf(error: unknown, requestMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `there was no answer in ${requestMs} ms`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return `the connection failed: ${cause.code}`;
  return 'the connection failed';
}

function failed(path: string, reason: string, attempts = 1): ConductError {
  return new ConductError(SQLSTATE.ioError, `object store failed at "${path}": ${reason}`, {
    ...(attempts > 1 ? { detail: `It was tried ${attempts} times.` } : {}),
  });
}

function denied(path: string, code: string, signed: boolean): ConductError {
  return new ConductError(SQLSTATE.insufficientPrivilege, `permission denied for file "${path}": the store answered ${code}`, {
    hint: signed
      ? 'The server signs with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of its environment.'
      : 'The server has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment, so that requests are not signed.',
  });
}
