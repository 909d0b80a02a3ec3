/** An authority, and certificates that it made: by openssl, in a folder that the caller removes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

export class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), 'conduct-certificates-'));
  readonly cert = join(this.folder, 'authority.pem');
  readonly #key = join(this.folder, 'authority.key');

  constructor() {
    this.#openssl('req', '-x509', ...NEW_KEY, '-keyout', this.#key, '-out', this.cert, '-days', '2', '-subj', '/CN=tests');
  }

  /** subjects: `DNS:localhost`, `IP:127.0.0.1`; none: of a client. days: how long it is good, -1: it was until yesterday. */
  issue(commonName: string, subjects: readonly string[] = [], days = 1): CertificateFiles {
    const file = (extension: string): string => join(this.folder, `${commonName}.${extension}`);
    this.#openssl('req', ...NEW_KEY, '-keyout', file('key'), '-out', file('csr'), '-subj', `/CN=${commonName}`);
    writeFileSync(file('ext'), subjects.length === 0 ? '' : `subjectAltName=${subjects.join(',')}\n`);
    const signed = ['-CA', this.cert, '-CAkey', this.#key, '-CAcreateserial', '-days', String(days), '-extfile', file('ext')];
    this.#openssl('x509', '-req', '-in', file('csr'), '-out', file('pem'), ...signed);
    return { cert: file('pem'), key: file('key') };
  }

  read(path: string): Buffer {
    return readFileSync(path);
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { stdio: 'ignore' });
  }
}

/** Elliptic keys are made in an instant. */
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
