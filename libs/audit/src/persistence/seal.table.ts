import { bigInteger, bytes, instant, table, uuid } from '#libs/platform';

/** A link of the chain: it holds the hash of one event and of all links before it. */
export const SEAL = table('audit.seal', {
  sequence: bigInteger(),
  eventId: uuid(),
  eventHash: bytes(),
  chainHash: bytes(),
  sealedAt: instant().byDefault(),
});
