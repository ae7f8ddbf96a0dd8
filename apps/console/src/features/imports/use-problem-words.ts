import { useIntl } from 'react-intl';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import type { ImportProblem, ImportRow } from './operations';

type RowRefusal = NonNullable<ImportRow['refusal']>;

/** What is wrong with a cell, and why a row was refused, in the page's language. */
export function useProblemWords(): {
  readonly ofProblem: (problem: ImportProblem) => string;
  readonly ofRefusal: (refusal: RowRefusal) => string;
} {
  const t = useText();
  const { messages } = useIntl();
  return {
    ofProblem: ({ kind, limit, characters, mark, sameAs, message }) => {
      // Which rule of a field was broken the service knows alone.
      if (kind === 'VALUE_REFUSED') return message;
      return t(`importProblem.${kind}`, {
        limit: limit ?? 0,
        characters: characters ?? 0,
        mark: isolate(mark ?? ''),
        sameAs: String(sameAs ?? ''),
      });
    },
    ofRefusal: ({ code, message }) => {
      const id = `importRefusal.${code}`;
      return id in messages ? t(id as MessageId) : message;
    },
  };
}
