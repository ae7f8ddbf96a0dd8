import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './catalogue.en';
import { useText, type TextValues } from './use-text';

/** A value as the API gives it beside a code: a text, a number, or several texts. */
export interface SentenceValue {
  readonly name: string;
  readonly text: string | null;
  readonly number: number | null;
  readonly items: readonly string[] | null;
}

/**
 * Puts a code and its values into the words of the page's language: `sentence('finding.FIELDS_MISSING', values, 'Missing: …')`.
 * Codes that this console does not know yet are told in the API's own English.
 */
export function useSentence(): (
  id: string,
  values: readonly SentenceValue[],
  english: string | null,
) => string {
  const intl = useIntl();
  const t = useText();
  return useMemo(() => {
    const isKnown = (id: string): id is MessageId => id in intl.messages;
    const word = (item: string): string => {
      const id = `field.${item}`;
      return isKnown(id) ? t(id) : item;
    };
    const filled = (values: readonly SentenceValue[]): TextValues =>
      Object.fromEntries(
        values.flatMap(({ name, text, number, items }): [string, string | number][] =>
          items === null
            ? [[name, number ?? text ?? '']]
            : [
                [name, intl.formatList(items.map(word), { type: 'unit' })],
                [`${name}Count`, items.length],
              ],
        ),
      );
    return (id, values, english) => (isKnown(id) ? t(id, filled(values)) : (english ?? ''));
  }, [intl, t]);
}
