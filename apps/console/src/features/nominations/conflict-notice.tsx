import { useText, type Translate } from '../../i18n/use-text';
import { useLanguageName } from '../../i18n/use-language-name';
import { Button } from '../../ui/button';
import { Notification } from '../../ui/text-blocks';
import { useKnownConferenceFacts, type ConferenceFacts } from '../conference/current-conference';
import { useCountryName } from '../conference/use-countries';
import { changesMeanwhile } from './conflict';
import type { NominationValues } from './nomination-form-values';

interface ConflictNoticeProps {
  readonly began: NominationValues;
  readonly newest: NominationValues;
  readonly typed: NominationValues;
  readonly onKeepMine: () => void;
  readonly onTakeNewest: () => void;
}

/** Shown when somebody else saved first: what they changed, and the choice to keep what was typed. */
export function ConflictNotice({ began, newest, typed, onKeepMine, onTakeNewest }: ConflictNoticeProps) {
  const t = useText();
  const facts = useKnownConferenceFacts();
  const countryName = useCountryName();
  const languageName = useLanguageName();
  const changes = changesMeanwhile(began, newest, typed);
  const shown = (values: NominationValues, name: string) =>
    answerInWords(values, name, { t, facts, countryName, languageName });
  return (
    <Notification title={t('general.important')}>
      <div role="alert">
        <p className="govuk-notification-banner__heading">{t('refusal.VERSION_CONFLICT')}</p>
        {changes.length === 0 ? (
          <p className="govuk-body">{t('conflict.nothingHere')}</p>
        ) : (
          <ul className="govuk-list govuk-list--bullet">
            {changes.map((change) => (
              <li key={change.name}>
                <strong>{t(change.label)}</strong>: <del>{shown(began, change.name)}</del>{' '}
                <ins>{shown(newest, change.name)}</ins>
                {change.isMineToo && (
                  <>
                    <br />
                    {t('conflict.yours')} <bdi>{shown(typed, change.name)}</bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        <div className="govuk-button-group">
          <Button onClick={onKeepMine}>{t('conflict.keepMine')}</Button>
          <Button variant="secondary" onClick={onTakeNewest}>
            {t('conflict.takeNewest')}
          </Button>
        </div>
      </div>
    </Notification>
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
    justification: values.justification,
    rank: values.rank,
  };
  const answer = flat[name] ?? '';
  if (answer === '') return t('general.notGiven');
  if (name === 'person.country') return countryName(answer);
  if (name === 'person.language') return languageName(answer);
  return answer;
}
