import { useText, type Translate } from '../../i18n/use-text';
import { useLanguageName } from '../../i18n/use-language-name';
import { Button } from '../../ui/button';
import { useKnownConferenceFacts, type ConferenceFacts } from '../conference/current-conference';
import { useCountryName } from '../conference/use-countries';
import { changesMeanwhile } from './conflict';
import { ConflictChoices, type AuthorOf } from './conflict-choices';
import type { NominationValues } from './nomination-form-values';
import { NOMINATION_LINES, textsOf } from './nomination-lines';

interface ConflictNoticeProps {
  readonly began: NominationValues;
  readonly newest: NominationValues;
  readonly typed: NominationValues;
  readonly authorOf: AuthorOf;
  readonly onGoOn: (values: NominationValues) => void;
}

/** Shown when somebody else saved first: who changed what and when, and whose answer shall stand where both wrote. */
export function ConflictNotice({ began, newest, typed, authorOf, onGoOn }: ConflictNoticeProps) {
  const t = useText();
  const facts = useKnownConferenceFacts();
  const countryName = useCountryName();
  const languageName = useLanguageName();
  const changes = changesMeanwhile(began, newest, typed);
  const shown = (values: NominationValues, name: string) =>
    answerInWords(values, name, { t, facts, countryName, languageName });
  return (
    <ConflictChoices
      versions={{ began, newest, typed }}
      changes={changes}
      shown={shown}
      authorOf={authorOf}
      onGoOn={onGoOn}
      otherwise={
        <Button
          variant="secondary"
          onClick={() => {
            onGoOn(newest);
          }}
        >
          {t('conflict.takeNewest')}
        </Button>
      }
    />
  );
}

interface WordSources {
  readonly t: Translate;
  readonly facts: ConferenceFacts;
  readonly countryName: (code: string) => string;
  readonly languageName: (tag: string) => string;
}

/** An answer as a person reads it: names of groups and countries instead of their codes. */
function answerInWords(
  values: NominationValues,
  name: string,
  { t, facts, countryName, languageName }: WordSources,
): string {
  const flat: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(values.person).map(([key, value]) => [`person.${key}`, value])),
    constituencyId:
      facts.conference?.constituencies.find(({ id }) => id === values.constituencyId)?.name ?? '',
    capacity: t(`capacity.${values.capacity}`),
    rank: values.rank,
    ...textsOf(NOMINATION_LINES, values),
  };
  const answer = flat[name] ?? '';
  if (answer === '') return t('general.notGiven');
  if (name === 'person.country') return countryName(answer);
  if (name === 'person.language') return languageName(answer);
  return answer;
}
