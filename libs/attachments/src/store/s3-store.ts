import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { isId } from '#libs/kernel';
import { FileStore, type StoredFile, StoreUnreachable } from './file-store.js';

/** A bucket of a server that speaks S3, addressed by path. */
export interface Bucket {
  /** Of the server, without a path: `https://s3.example`. */
  readonly origin: string;
  readonly name: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Milliseconds in which the server begins to answer. */
const PATIENCE_MS = 20_000;

/** A bucket. What is put there is seen whole or not at all, which is the server's promise. */
export class S3Store extends FileStore {
  private readonly client: AwsClient;
  private readonly url: string;

  constructor({ origin, name, ...access }: Bucket) {
    super();
    // Tried again by whoever asks: they wait for it.
    this.client = new AwsClient({ ...access, service: 's3', retries: 1 });
    this.url = `${origin}/${name}`;
  }

  async put(id: string, bytes: Uint8Array): Promise<void> {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const response = await this.ask(id, {
      method: 'PUT',
      body: Uint8Array.from(bytes),
      // The server compares.
      headers: { 'x-amz-content-sha256': digest, 'content-length': String(bytes.length) },
    });
    await response.arrayBuffer();
  }

  async get(id: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const { status, body } = await this.ask(id, { method: 'GET' });
    if (status === 404 || body === null) {
      await body?.cancel();
      return undefined;
    }
    return body;
  }

  async delete(id: string): Promise<void> {
    const response = await this.ask(id, { method: 'DELETE' });
    await response.arrayBuffer();
  }

  async *list(): AsyncIterable<StoredFile> {
    let token: string | undefined;
    do {
      const query = new URLSearchParams({
        'list-type': '2',
        ...(token !== undefined && { 'continuation-token': token }),
      });
      const response = await this.ask(`?${query.toString()}`, { method: 'GET' });
      const page = await response.text();
      for (const [, entry = ''] of page.matchAll(/<Contents>([^]*?)<\/Contents>/g)) {
        const id = valueOf(entry, 'Key');
        const storedAt = new Date(valueOf(entry, 'LastModified') ?? NaN);
        if (id !== undefined && isId(id) && !Number.isNaN(storedAt.getTime())) yield { id, storedAt };
      }
      token = valueOf(page, 'NextContinuationToken');
    } while (token !== undefined);
  }

  /** An answer that is neither good nor "not there" is a store out of reach. */
  private async ask(what: string, init: RequestInit): Promise<Response> {
    const url = what.startsWith('?') ? `${this.url}${what}` : `${this.url}/${what}`;
    try {
      const response = await this.client.fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
      if (response.ok || (response.status === 404 && init.method !== 'PUT' && !what.startsWith('?')))
        return response;
      await response.body?.cancel();
      throw new Error(`The store answered ${response.status}`);
    } catch (error) {
      throw new StoreUnreachable(error);
    }
  }
}

/** Of an element that holds text alone. */
function valueOf(xml: string, element: string): string | undefined {
  const [, value] = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml) ?? [];
  return value?.replaceAll('&amp;', '&');
}
