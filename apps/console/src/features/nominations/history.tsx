import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { WhatHappened } from '../audit/what-happened';
import type { NominationDetails } from './operations';

/** What happened to a nomination, newest first, as far as the person may see it. */
export function History({ entries }: { readonly entries: NominationDetails['history'] }) {
  const t = useText();
  const time = usePlainTime();
  if (entries.length === 0) return <p className="govuk-body">{t('history.none')}</p>;
  return (
    <ol className="app-timeline" reversed>
      {entries.toReversed().map((entry) => (
        <li key={entry.id}>
          <strong>
            <WhatHappened event={entry} />
          </strong>
          {entry.actor !== null && (
            <span className="app-muted">
              <Text
                id={entry.onBehalfOf === null ? 'history.by' : 'history.byOnBehalfOf'}
                values={{ actor: <bdi>{entry.actor}</bdi>, absent: <bdi>{entry.onBehalfOf}</bdi> }}
              />
            </span>
          )}
          <time className="app-muted" dateTime={entry.occurredAt}>
            {time.full(entry.occurredAt)}
          </time>
        </li>
      ))}
    </ol>
  );
}
