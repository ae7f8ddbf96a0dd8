/**
 * The id of what is no row of its own: the type, and what makes it this thing among its like. Opaque to clients, the same each
 * time, and of another form than ids of rows. Ids and constants alone: whoever has it can read it.
 */
export const compositeId = (type: string, ...parts: readonly string[]): string =>
  Buffer.from([type, ...parts].join(':')).toString('base64url');

/** The type and the parts of such an id; undefined for every other text, one that says the same in another spelling included. */
export function readCompositeId(
  id: string,
): { readonly type: string; readonly parts: readonly string[] } | undefined {
  const [type = '', ...parts] = Buffer.from(id, 'base64url').toString('utf8').split(':');
  return compositeId(type, ...parts) === id ? { type, parts } : undefined;
}
