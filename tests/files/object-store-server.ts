/**
 * An S3-compatible server of this process, behind a proxy that can be slow, fail, cut answers short and count. What the server itself lacks is done
 * in the proxy: giving up an upload.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

export const BUCKET = 'bucket';
/** Those that the server knows. */
export const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', sessionToken: null };

/** What happens to a request: an answer of that status, none at all, the connection cut in the middle of the answer, or a pause before. */
export type Fault = { readonly status: number } | 'hang' | 'cut' | { readonly pauseMs: number } | null;

export class ObjectStoreServer {
  readonly endpoint: string;
  /** `METHOD path`, in order. */
  readonly requests: string[] = [];
  readonly aborted = new Set<string>();
  fault: (request: string, count: number) => Fault = () => null;
  readonly #folder: string;
  readonly #store: S3rver;
  readonly #proxy: Server;

  private constructor(folder: string, store: S3rver, proxy: Server) {
    this.#folder = folder;
    this.#store = store;
    this.#proxy = proxy;
    this.endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }

  static async start(): Promise<ObjectStoreServer> {
    const folder = await mkdtemp(join(tmpdir(), 'conduct-objects-'));
    const configureBuckets = [{ name: BUCKET, configs: [] }];
    const store = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets });
    const { port } = await store.run();
    const proxy = createServer((incoming, outgoing) => server.#handle(incoming, outgoing, port));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const server = new ObjectStoreServer(folder, store, proxy);
    return server;
  }

  /** For processes. */
  get environment(): Readonly<Record<string, string>> {
    const { accessKeyId, secretAccessKey } = CREDENTIALS;
    return { AWS_ENDPOINT_URL_S3: this.endpoint, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  }

  async stop(): Promise<void> {
    this.#proxy.closeAllConnections();
    await new Promise((resolve) => this.#proxy.close(resolve));
    await this.#store.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #handle(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
    const { method = '', url = '' } = incoming;
    const name = `${method} ${url}`;
    this.requests.push(name);
    const fault = this.fault(name, this.requests.filter((each) => each === name).length);
    if (fault === 'hang') return;
    if (fault !== null && typeof fault === 'object' && 'status' in fault) {
      incoming.resume();
      outgoing.writeHead(fault.status).end('<Error><Code>SlowDown</Code></Error>');
      return;
    }
    const upload = /[?&]uploadId=([^&]*)/.exec(url)?.[1] ?? null;
    if (method === 'DELETE' && upload !== null) {
      this.aborted.add(upload);
      outgoing.writeHead(204).end();
      return;
    }
    const pause = fault !== null && fault !== 'cut' ? fault.pauseMs : 0;
    setTimeout(() => {
      const onward = request({ host: '127.0.0.1', port, method, path: url, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        if (fault !== 'cut') answer.pipe(outgoing);
        else {
          outgoing.write('half of');
          outgoing.destroy();
          answer.resume();
        }
      });
      onward.on('error', () => outgoing.destroy());
      // Who sends may be killed in the middle: the store must not wait for the rest.
      incoming.on('close', () => {
        if (!incoming.complete) onward.destroy();
      });
      incoming.pipe(onward);
    }, pause);
  }
}
