import { ConsolePage } from '../../app/console-page';
import { useText } from '../../i18n/use-text';
import { DeadLetters } from './dead-letters';
import { WatchList } from './watch-list';

/** What an administrator looks after: work that failed for good, and the list that nominations are checked against. */
export function AdministrationPage() {
  const t = useText();
  return (
    <ConsolePage title={t('administration.title')}>
      <section aria-labelledby="dead-letters-heading">
        <h2 className="govuk-heading-m" id="dead-letters-heading">
          {t('deadLetters.title')}
        </h2>
        <DeadLetters />
      </section>
      <section aria-labelledby="watch-list-heading">
        <h2 className="govuk-heading-m" id="watch-list-heading">
          {t('watchList.title')}
        </h2>
        <WatchList />
      </section>
    </ConsolePage>
  );
}
