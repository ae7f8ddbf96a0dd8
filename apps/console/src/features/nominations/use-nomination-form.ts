import type { FieldValues } from 'react-hook-form';
import type { TypedDocumentNode } from 'urql';
import type { ActFormState } from '../../form/use-act-form';
import { useMutationForm, type MutationFormOptions } from '../../form/use-mutation-form';
import type { Payload, SentWith } from '../../api/use-act';
import { useWhoWasFaster } from '../audit/use-who-saved';

interface NominationVariables {
  readonly id: string;
  readonly input: { readonly idempotencyKey: string; readonly version: number };
}

/** Refusals after which the page behind the form is out of date. */
const STALE = ['VERSION_CONFLICT', 'ALREADY_DECIDED', 'ACTION_UNAVAILABLE'];

type NominationFormOptions<
  Data extends Record<string, Payload>,
  Variables extends NominationVariables,
  Values extends FieldValues,
> = Omit<MutationFormOptions<Data, Variables, Values>, 'variables' | 'onRefused'> & {
  /** As it was read: what is sent is about this version */
  readonly nomination: { readonly id: string; readonly version: number };
  readonly input: (values: NoInfer<Values>) => Omit<Variables['input'], 'idempotencyKey' | 'version'>;
  /** Told of every refusal */
  readonly onRefused?: (refusal: Payload['errors'][number]) => void;
  /** Somebody else was faster: the page reads the newest version and shows what happened */
  readonly onStale: () => void;
};

/** A form of an act on one nomination. Where somebody else was faster, the refusal says who. */
export function useNominationForm<
  Data extends Record<string, Payload>,
  Variables extends NominationVariables,
  Values extends FieldValues,
>(
  mutation: TypedDocumentNode<Data, Variables>,
  { nomination, input, onRefused, onStale, ...form }: NominationFormOptions<Data, Variables, Values>,
): ActFormState<Values> {
  const whoWasFaster = useWhoWasFaster(nomination.id);
  const { id, version } = nomination;
  return useMutationForm<Data, Variables, Values>(mutation, {
    ...form,
    variables: (values) => ({ id, input: { version, ...input(values) } }) as unknown as SentWith<Variables>,
    onRefused: (refusal) => {
      onRefused?.(refusal);
      if (STALE.includes(refusal.code)) onStale();
      return whoWasFaster(refusal);
    },
  });
}
