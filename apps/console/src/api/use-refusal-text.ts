import type { DocumentNode } from 'graphql';
import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { useText, type TextValues } from '../i18n/use-text';
import { mutationName } from './mutation-name';
import { refusalText } from './refusal-text';
import type { Refusal } from './use-act';

/** {@link refusalText} for one mutation, in the page's language. */
export function useRefusalText(mutation: DocumentNode): (refusal: Refusal, values?: TextValues) => string {
  const { messages } = useIntl();
  const t = useText();
  return useCallback(
    (refusal, values) => refusalText(t, (id) => id in messages, mutationName(mutation), refusal, values),
    [messages, t, mutation],
  );
}
