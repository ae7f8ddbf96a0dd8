import { queryAnswer, type ResponseRefusal } from './answer.js';
import { type Document, textOf } from './document.js';
import { type Transport } from './transport.js';

/** Something that has happened, and the nomination as it is now: take it over whole, whatever led there. */
export interface Change<Fields = NominationKey> {
  /** Behind this entry: what `after` takes. */
  readonly cursor: string;
  /** A constant word, as `nomination.submitted`. Words may be added: leave alone what you do not know. */
  readonly kind: string;
  readonly occurredAt: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** The key of the nomination in your own system. */
  readonly externalReference: string | null;
  /** Null where something else has changed, or where it is not to be seen any more. */
  readonly nomination: Fields | null;
}

/** What is read of a nomination unless a fragment says otherwise. */
export interface NominationKey {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

export interface ChangesOptions<Fields = NominationKey> {
  readonly conferenceId: string;
  /** The cursor that you have kept; absent or null: from the first change on. */
  readonly after?: string | null | undefined;
  /** At the end of the feed goes on to ask, and never ends by itself. */
  readonly isWaiting?: boolean;
  /** Milliseconds between two questions while it waits; default 30,000. */
  readonly everyMs?: number;
  /** Entries of a page, 1 to 100; default 100. */
  readonly pageSize?: number;
  /** Ends it, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** `graphql('fragment Mine on Nomination { … }')`: what is read of each nomination; absent: id, version and state. */
  readonly nomination?: Document<Fields, never>;
}

/** The cursor is too old, the service was restored, or what the token may see has changed. */
export class CursorExpired extends Error {
  override readonly name = 'CursorExpired';
  readonly code = 'CURSOR_EXPIRED';

  constructor(readonly cursor: string | null) {
    super(
      'The cursor holds no more: it is too old, the service was restored from a backup, or what you may see has changed. ' +
        'Begin without a cursor, and read all of your nominations anew: what happened in between may be missing.',
    );
  }
}

/** The feed was refused: an unknown conference, a token that does not hold, a cursor that is none. */
export class ChangesRefused extends Error {
  override readonly name = 'ChangesRefused';
  readonly code: string;

  constructor(readonly refusals: readonly [ResponseRefusal, ...ResponseRefusal[]]) {
    super(refusals.map(({ code, message }) => `${code}: ${message}`).join('; '));
    this.code = refusals[0].code;
  }
}

interface Page<Fields> {
  readonly changes: {
    readonly edges: readonly { readonly cursor: string; readonly node: Omit<Change<Fields>, 'cursor'> }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const documentFor = (fragment: string, name: string): string => `
query Changes($conferenceId: ID!, $after: String, $first: Int!) {
  changes(conferenceId: $conferenceId, after: $after, first: $first) {
    edges {
      cursor
      node { kind occurredAt subjectType subjectId externalReference nomination { ...${name} } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
${fragment}`;
const OF_NOMINATION = 'fragment OfNomination on Nomination { id version state }';

export async function* changes<Fields>(
  transport: Transport,
  options: ChangesOptions<Fields>,
): AsyncGenerator<Change<Fields>, void, undefined> {
  const { conferenceId, isWaiting = false, everyMs = 30_000, pageSize: first = 100, signal } = options;
  const query = queryFor(options.nomination);
  for (let after = options.after ?? null; ;) {
    const variables = { conferenceId, after, first };
    const answer = queryAnswer<Page<Fields>>(await transport.send({ query, variables }, signal));
    if (answer.isRefused) throw refusal(answer.refusals, after);
    const { edges, pageInfo } = answer.data.changes;
    for (const { cursor, node } of edges) yield { cursor, ...node };
    after = pageInfo.endCursor ?? after;
    if (pageInfo.hasNextPage) continue;
    if (!isWaiting) return;
    await transport.pause(everyMs, signal);
  }
}

function queryFor(nomination: Document<unknown, never> | undefined): string {
  const fragment = nomination === undefined ? OF_NOMINATION : textOf(nomination);
  const name = /^\s*fragment\s+(\w+)\s+on\s+Nomination\b/.exec(fragment)?.[1];
  if (name === undefined)
    throw new TypeError('What is read of a nomination is a fragment: fragment Mine on Nomination { id }');
  return documentFor(fragment, name);
}

const refusal = (refusals: ChangesRefused['refusals'], after: string | null): Error =>
  refusals.some(({ code }) => code === 'CURSOR_EXPIRED')
    ? new CursorExpired(after)
    : new ChangesRefused(refusals);
