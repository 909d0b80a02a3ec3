/**
 * What comes before the protocol: SSLRequest and GSSENCRequest are answered, a TLS handshake is carried out where it was agreed on
 * or where the client begins with one (direct TLS). What a client sends before the handshake has no place in the session: bytes
 * stuffed behind its request are refused.
 */
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { ConductError, SQLSTATE } from '../../common/errors.js';

export interface TlsOptions {
  readonly context: SecureContext;
  /** Clients are asked for certificates, which the context's authorities vouch for. */
  readonly asksClients: boolean;
}

/** Of the client; rules say whether there must be one. */
export interface PeerCertificate {
  readonly verified: boolean;
  readonly commonName: string | null;
}

export interface Transport {
  readonly socket: Socket;
  readonly encrypted: boolean;
  readonly certificate: PeerCertificate;
}

const NO_CERTIFICATE: PeerCertificate = { verified: false, commonName: null };
/** The protocol's name where TLS comes without a request. */
const ALPN = 'postgresql';
const HANDSHAKE_RECORD = 0x16;
const REQUEST_BYTES = 8;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

/** null: the client is gone. Rejects with what the client is told. */
export async function negotiateEncryption(socket: Socket, tls: TlsOptions | null): Promise<Transport | null> {
  const front = new Front(socket);
  const plain = (): Transport => {
    front.giveBack();
    return { socket, encrypted: false, certificate: NO_CERTIFICATE };
  };
  for (let refused = false; ; ) {
    const first = await front.peek(1);
    if (first === null) return null;
    if (first[0] === HANDSHAKE_RECORD && !refused) {
      front.giveBack();
      if (tls !== null) return await handshake(socket, tls, true);
      socket.destroy();
      return null;
    }
    const length = await front.peek(4);
    if (length === null) return null;
    if (length.readInt32BE(0) !== REQUEST_BYTES) return plain();
    const request = await front.peek(REQUEST_BYTES);
    if (request === null) return null;
    const code = request.readInt32BE(4);
    if (code !== SSL_REQUEST && code !== GSS_REQUEST) return plain();
    front.drop(REQUEST_BYTES);
    if (code === SSL_REQUEST && front.hasMore()) throw stuffed();
    const accepted = code === SSL_REQUEST && tls !== null;
    socket.write(accepted ? 'S' : 'N');
    if (accepted) return await handshake(socket, tls, false);
    refused ||= code === SSL_REQUEST;
  }
}

function stuffed(): ConductError {
  return new ConductError(SQLSTATE.protocolViolation, 'received unencrypted data after SSL request', {
    detail: 'This could be either a client-software bug or evidence of an attempted man-in-the-middle attack.',
  });
}

/** What came from a socket that nobody else reads yet. */
class Front {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** So many bytes, which stay; null when no more come. */
  async peek(count: number): Promise<Buffer | null> {
    for (;;) {
      this.#take();
      if (this.#bytes.length >= count) return this.#bytes.subarray(0, count);
      if (this.#socket.readableEnded || this.#socket.destroyed || !(await this.#more())) return null;
    }
  }

  drop(count: number): void {
    this.#bytes = this.#bytes.subarray(count);
  }

  hasMore(): boolean {
    this.#take();
    return this.#bytes.length > 0;
  }

  /** Whoever reads the socket next gets the bytes. */
  giveBack(): void {
    if (this.#bytes.length > 0) this.#socket.unshift(this.#bytes);
    this.#bytes = Buffer.alloc(0);
  }

  #take(): void {
    for (let chunk = this.#socket.read() as Buffer | null; chunk !== null; chunk = this.#socket.read() as Buffer | null) {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
    }
  }

  /** Whether there is something to read. */
  #more(): Promise<boolean> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      const settle = (value: boolean) => (): void => {
        socket.off('readable', readable);
        socket.off('end', ended);
        socket.off('close', ended);
        resolve(value);
      };
      const readable = settle(true);
      const ended = settle(false);
      socket.on('readable', readable);
      socket.on('end', ended);
      socket.on('close', ended);
    });
  }
}

function handshake(socket: Socket, { context, asksClients }: TlsOptions, needsAlpn: boolean): Promise<Transport | null> {
  const secure = new TLSSocket(socket, {
    isServer: true,
    secureContext: context,
    requestCert: asksClients,
    rejectUnauthorized: false,
    ALPNCallback: ({ protocols }) => (protocols.includes(ALPN) ? ALPN : undefined),
  });
  return new Promise((resolve) => {
    const fail = (): void => {
      socket.destroy();
      resolve(null);
    };
    secure.once('error', fail);
    secure.once('close', fail);
    secure.once('secure', () => {
      secure.off('error', fail);
      secure.off('close', fail);
      if (needsAlpn && secure.alpnProtocol !== ALPN) return fail();
      const { CN } = secure.getPeerCertificate().subject ?? {};
      const verified = asksClients && verifyError(secure) === null;
      resolve({ socket: secure, encrypted: true, certificate: { verified, commonName: typeof CN === 'string' ? CN : null } });
    });
  });
}

/** Why the client's certificate is not good; null: it is. Node's types leave it out. */
function verifyError(secure: TLSSocket): Error | null {
  const { ssl } = secure as unknown as { readonly ssl?: { verifyError(): Error | null | undefined } };
  return ssl?.verifyError() ?? null;
}
