import { useLanguageName } from '../../i18n/use-language-name';
import type { Option } from '../../ui/fields';
import { useKnownConferenceFacts } from './current-conference';

/** The languages that the conference offers; one that a person has already stays, though it is not offered. */
export function useLanguageOptions(kept = ''): readonly Option[] {
  const languageName = useLanguageName();
  const { conference } = useKnownConferenceFacts();
  const tags = new Set([...(conference?.locales ?? []), ...(kept === '' ? [] : [kept])]);
  return [...tags].map((value) => ({ value, label: languageName(value) }));
}
