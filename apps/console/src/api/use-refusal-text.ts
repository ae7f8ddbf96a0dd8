import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { useText, type TextValues } from '../i18n/use-text';
import { refusalText } from './refusal-text';
import type { Refusal } from './use-act';

/** {@link refusalText} for one mutation, in the page's language. */
export function useRefusalText(mutation: string): (refusal: Refusal, values?: TextValues) => string {
  const { messages } = useIntl();
  const t = useText();
  return useCallback(
    (refusal, values) => refusalText(t, (id) => id in messages, mutation, refusal, values),
    [messages, t, mutation],
  );
}
