import { use, useCallback, useRef, useState } from 'react';
import { useClient, type OperationContext, type TypedDocumentNode } from 'urql';
import { failureOf, type Failure } from './failure';
import { SignInAgainContext } from './sign-in-again';

/** What every error of every mutation has; typed extras come with the mutation's own selection. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

export interface Payload {
  readonly errors: readonly Refusal[];
}

export type PayloadOf<Data> = Extract<Data[keyof Data], Payload>;
export type RefusalOf<P extends Payload> = P['errors'][number];

/** What every mutation takes. */
export interface ActVariables {
  readonly input: object;
}

/** The variables of a mutation but for the idempotency key, which is added. */
export type SentWith<Variables extends ActVariables> = Omit<Variables, 'input'> & {
  readonly input: Omit<Variables['input'], 'idempotencyKey'>;
};

/** How an act ended: done, refused with reasons that people can mend, or failed for reasons of our own. */
export type Outcome<Answer extends Payload> =
  | { readonly kind: 'done'; readonly payload: Answer }
  | { readonly kind: 'refused'; readonly errors: readonly RefusalOf<Answer>[]; readonly payload: Answer }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface Intent {
  readonly fingerprint: string;
  readonly key: string;
  readonly since: number;
}

export interface ActOptions {
  /** Refreshes what these types appear in, beyond what the answer itself names. */
  readonly also?: readonly string[];
  /** After so many minutes another attempt is a new act, because what the first one did is of no use any more. */
  readonly lastsMinutes?: number;
}

/**
 * The one way to change something. The idempotency key belongs to the intended act: an attempt whose answer got lost
 * is repeated under the same key, so it cannot happen twice; an answered act, or one with other words in it, gets a
 * new key. Where the session is over, the person signs in again over the page, and the act goes on under its key.
 */
export function useAct<Data extends Record<string, Payload>, Variables extends ActVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  options: ActOptions = {},
) {
  const client = useClient();
  const signInAgain = use(SignInAgainContext);
  const intent = useRef<Intent>(undefined);
  const [isActing, setIsActing] = useState(false);
  const also = options.also?.join(' ');
  const lastsMs = (options.lastsMinutes ?? Infinity) * 60_000;

  const act = useCallback(
    async (sent: SentWith<Variables>): Promise<Outcome<PayloadOf<Data>>> => {
      const fingerprint = JSON.stringify(sent);
      const now = Date.now();
      if (intent.current?.fingerprint !== fingerprint || now - intent.current.since > lastsMs)
        intent.current = { fingerprint, key: crypto.randomUUID(), since: now };
      setIsActing(true);
      try {
        const context: Partial<OperationContext> =
          also === undefined ? {} : { additionalTypenames: also.split(' ') };
        const input = { ...sent.input, idempotencyKey: intent.current.key };
        const variables = { ...sent, input } as unknown as Variables;
        const send = () => client.mutation(mutation, variables, context).toPromise();
        let result = await send();
        while (result.error !== undefined) {
          const failure = failureOf(result.error);
          if (failure.kind !== 'signed-out' || (await signInAgain?.()) !== true)
            return { kind: 'failed', failure };
          result = await send();
        }
        const payload = Object.values(result.data ?? {}).find((value) => value !== null) as
          PayloadOf<Data> | undefined;
        if (payload === undefined) return { kind: 'failed', failure: { kind: 'fault' } };
        intent.current = undefined;
        if (payload.errors.length > 0) return { kind: 'refused', errors: payload.errors, payload };
        return { kind: 'done', payload };
      } finally {
        setIsActing(false);
      }
    },
    [client, mutation, also, lastsMs, signInAgain],
  );

  return { act, isActing };
}
