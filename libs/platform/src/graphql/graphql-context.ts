import { type FastifyReply } from 'fastify';
import { type Actor } from '#libs/kernel';

/**
 * What every resolver gets as its third argument: who asks, and what lives as long as the request. One per request; for
 * a subscription one per event, with the grants as they are at that moment.
 */
export class GraphQLContext {
  /** Objects that this request was charged for; see request-budget.ts. */
  asked = 0;
  private made: Map<object, unknown> | undefined;
  /** Lists whose entries are being begun in slices. */
  private listsUnderWay = 0;
  private readonly held: (() => void)[] = [];

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

  /** Says that a list's entries are begun in slices, until the function that it gives is called. */
  beginList(): () => void {
    this.listsUnderWay += 1;
    return () => {
      this.listsUnderWay -= 1;
      if (this.listsUnderWay === 0) for (const load of this.held.splice(0)) this.loadTogether(load);
    };
  }

  /** Loads once everything is asked for that is asked for at the same time, as all entries of a list are, in slices or not. */
  loadTogether(load: () => void): void {
    void Promise.resolve().then(() =>
      process.nextTick(() => {
        if (this.listsUnderWay === 0) load();
        else this.held.push(load);
      }),
    );
  }
}
