import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './catalogue.en';

/** What may be put into a message that becomes a string: an attribute, a title, a label. */
export type TextValues = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

/** Looks a message up in the catalogue of the page's language and fills in the values. */
export type Translate = (id: MessageId, values?: TextValues) => string;

/** The one way to words: no component writes a sentence of its own. */
export function useText(): Translate {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values), [intl]);
}

/**
 * Keeps a name that somebody typed from turning the sentence around it, where `<bdi>` cannot be used
 * (attributes, titles): Unicode isolates.
 */
export function isolate(typed: string): string {
  return `\u2068${typed}\u2069`;
}
