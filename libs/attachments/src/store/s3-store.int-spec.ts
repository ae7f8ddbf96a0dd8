import { Buffer } from 'node:buffer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import S3rver from 's3rver';
import { newId } from '#libs/kernel';
import { describeStore } from '../testing/store-promises.js';
import { StoreUnreachable } from './file-store.js';
import { type Bucket, S3Store } from './s3-store.js';

const bucketAt = (port: number): Bucket => ({
  origin: `http://127.0.0.1:${port}`,
  name: 'files',
  region: 'us-east-1',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
});

describeStore('A bucket', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'plenary-bucket-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'files', configs: [] }],
  });
  const { port } = await server.run();
  return {
    store: new S3Store(bucketAt(port)),
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
});

it('A bucket is out of reach where nobody listens, and says so', async () => {
  const store = new S3Store(bucketAt(9));
  await expect(store.put(newId(), Buffer.from('A'))).rejects.toBeInstanceOf(StoreUnreachable);
  await expect(store.get(newId())).rejects.toBeInstanceOf(StoreUnreachable);
});
