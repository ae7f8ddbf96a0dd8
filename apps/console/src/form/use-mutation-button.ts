import { useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import {
  useAct,
  type ActOptions,
  type ActVariables,
  type Payload,
  type PayloadOf,
  type RefusalOf,
  type SentWith,
} from '../api/use-act';
import { useRefusalText } from '../api/use-refusal-text';
import { useText, type TextValues } from '../i18n/use-text';

interface MutationButtonOptions<Answer extends Payload> extends ActOptions {
  readonly onDone: (payload: Answer) => void;
  /** Figures for the words of a refusal */
  readonly refusalValues?: (refusal: RefusalOf<Answer>) => TextValues;
  /** What else is to be said beside a refusal, or done after it */
  readonly onRefused?: (refusal: RefusalOf<Answer>) => string | undefined | Promise<string>;
  /** Told why it was not done, where the page says so in a way of its own */
  readonly onProblem?: (words: string) => void;
}

interface MutationButton<Variables extends ActVariables> {
  readonly press: (variables: SentWith<Variables>) => Promise<void>;
  readonly isActing: boolean;
  /** Why it was not done, in words */
  readonly problem: string | undefined;
  readonly forgetProblem: () => void;
}

/** A button that sends one mutation: what follows the answer, and the words for a refusal or a failure. */
export function useMutationButton<Data extends Record<string, Payload>, Variables extends ActVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  { onDone, refusalValues, onRefused, onProblem, ...options }: MutationButtonOptions<PayloadOf<Data>>,
): MutationButton<Variables> {
  const t = useText();
  const refusalText = useRefusalText(mutation);
  const { act, isActing } = useAct(mutation, options);
  const [problem, setProblem] = useState<string>();
  const say = async (refusal: RefusalOf<PayloadOf<Data>>) =>
    `${refusalText(refusal, refusalValues?.(refusal))} ${(await onRefused?.(refusal)) ?? ''}`.trim();
  const press = async (variables: SentWith<Variables>) => {
    setProblem(undefined);
    const outcome = await act(variables);
    if (outcome.kind === 'done') {
      onDone(outcome.payload);
      return;
    }
    const words =
      outcome.kind === 'failed'
        ? t(`failure.${outcome.failure.kind}.text`)
        : (await Promise.all(outcome.errors.map(say))).join(' ');
    setProblem(words);
    onProblem?.(words);
  };
  return {
    press,
    isActing,
    problem,
    forgetProblem: () => {
      setProblem(undefined);
    },
  };
}
