import { type ClientBase } from 'pg';

/** SQLSTATE of a write that the server refuses because it only reads. */
export const READ_ONLY_TRANSACTION = '25006';

/**
 * The server at the other end takes no writes: it stands by for another, or was one of a pair that changed places. Nothing was done.
 */
export class ReadOnlyServer extends Error {
  override readonly name = 'ReadOnlyServer';

  constructor(options?: ErrorOptions) {
    super('The database server takes no writes', options);
  }
}

/** Whether a transaction on this connection, outside any other, would be one that only reads. */
export async function isReadOnlyServer(client: Pick<ClientBase, 'query'>): Promise<boolean> {
  const { rows } = await client.query<{ isReadOnly: boolean }>(
    `SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly"`,
  );
  return rows[0]?.isReadOnly === true;
}
