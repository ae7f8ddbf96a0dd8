import type { FieldValues } from 'react-hook-form';
import type { TypedDocumentNode } from 'urql';
import {
  useAct,
  type ActOptions,
  type ActVariables,
  type Payload,
  type PayloadOf,
  type SentWith,
} from '../api/use-act';
import { useActForm, type ActFormOptions, type ActFormState } from './use-act-form';

export type MutationFormOptions<
  Data extends Record<string, Payload>,
  Variables extends ActVariables,
  Values extends FieldValues,
> = Omit<ActFormOptions<Values, PayloadOf<Data>>, 'act' | 'mutation'> &
  ActOptions & {
    /** What is sent for what was typed */
    readonly variables: (values: NoInfer<Values>) => NoInfer<SentWith<Variables>>;
    /** Whenever it is sent */
    readonly onSend?: () => void;
  };

/** A form that sends one mutation: its controls, what it sends, and what follows the answer. */
export function useMutationForm<
  Data extends Record<string, Payload>,
  Variables extends ActVariables,
  Values extends FieldValues,
>(
  mutation: TypedDocumentNode<Data, Variables>,
  { variables, onSend, also, lastsMinutes, ...form }: MutationFormOptions<Data, Variables, Values>,
): ActFormState<Values> {
  const { act } = useAct(mutation, { also, lastsMinutes });
  return useActForm<Values, PayloadOf<Data>>({
    ...form,
    mutation,
    act: (values) => {
      onSend?.();
      return act(variables(values));
    },
  });
}
