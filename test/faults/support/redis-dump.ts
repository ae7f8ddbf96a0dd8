import { Redis } from 'ioredis';

/** Every key and value that a Redis holds, as text. */
export async function redisDump(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    const keys = await client.keys('*');
    // DUMP is compressed only for long values; hashes of jobs are read as they are.
    const values = await Promise.all(
      keys.map(async (key) =>
        (await client.type(key)) === 'hash'
          ? JSON.stringify(await client.hgetall(key))
          : ((await client.dumpBuffer(key))?.toString('latin1') ?? ''),
      ),
    );
    return [...keys, ...values].join('\n');
  } finally {
    client.disconnect();
  }
}
