import { useIntl } from 'react-intl';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { useKnownConferenceFacts } from '../conference/current-conference';
import { useCountryName } from '../conference/use-countries';
import type { ImportPreview, ImportQuestion } from './operations';

/** What a choice is called, with what it gives: "Turn it: Ana Muster". */
export function useChoiceWords(
  preview: ImportPreview,
): (about: ImportQuestion['about'], choice: string | null, gives: readonly string[]) => string {
  const t = useText();
  const { messages } = useIntl();
  const countryName = useCountryName();
  const constituencies = useKnownConferenceFacts().conference?.constituencies ?? [];
  const nameOf = (about: ImportQuestion['about'], choice: string | null): string => {
    if (choice === null) return t('importChoice.EMPTY');
    switch (about) {
      case 'COUNTRY_WORD':
        return isolate(countryName(choice));
      case 'CONSTITUENCY_WORD':
      case 'CONSTITUENCY_OF_ALL':
        return isolate(constituencies.find(({ code }) => code === choice)?.name ?? choice);
      case 'NAME_COLUMN':
        return isolate(
          [choice, preview.columns.find(({ letter }) => letter === choice)?.heading ?? '']
            .filter((part) => part !== '')
            .join(': '),
        );
      default: {
        const id = `importChoice.${choice}`;
        return id in messages ? t(id as MessageId) : choice;
      }
    }
  };
  return (about, choice, gives) => {
    const name = nameOf(about, choice);
    return gives.length === 0 ? name : t('imports.gives', { name, gives: isolate(gives.join(' · ')) });
  };
}
