import { type FastifyReply } from 'fastify';
import { type Actor } from '#libs/kernel';

/**
 * What every resolver gets as its third argument: who asks, and what lives as long as the request. One per request; for
 * a subscription one per event, with the grants as they are at that moment.
 */
export class GraphQLContext {
  private made: Map<object, unknown> | undefined;

  constructor(
    readonly actor: Actor,
    /** Ties the request, its log lines and its jobs together; shown to people as the number to quote. */
    readonly correlationId: string,
    /** For rate limits; behind a trusted proxy the client's own address. */
    readonly clientAddress: string,
    /** For cookies; absent in a subscription. */
    readonly reply?: FastifyReply,
  ) {}

  /**
   * The request's own instance of something, made when it is first asked for: a loader that batches, say.
   * `key` is a constant of the module that owns it, usually the function that makes it.
   */
  once<Thing>(key: object, make: (context: this) => Thing): Thing {
    this.made ??= new Map();
    let thing = this.made.get(key);
    if (thing === undefined) {
      thing = make(this);
      this.made.set(key, thing);
    }
    return thing as Thing;
  }
}
