import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Reading } from '../../api/reading';
import { WholeList } from '../../lists/whole-list';
import { ActorName } from '../audit/actor-name';
import { WhatHappened } from '../audit/what-happened';
import { HistoryQuery, type NominationDetails } from './operations';

type Entries = readonly NominationDetails['history']['nodes'][number][];

/** What happened to a nomination, newest first, as far as the person may see it. */
export function History({ nomination }: { readonly nomination: Pick<NominationDetails, 'id' | 'history'> }) {
  const { nodes, pageInfo } = nomination.history;
  if (!pageInfo.hasNextPage) return <Timeline entries={nodes} />;
  return (
    <WholeList
      query={HistoryQuery}
      variables={{ id: nomination.id }}
      page={(data) => data.nomination?.history ?? NO_MORE}
      before={nodes}
      after={pageInfo.endCursor}
    >
      {(read) => <Reading read={read}>{(entries) => <Timeline entries={entries} />}</Reading>}
    </WholeList>
  );
}

/** The nomination went out of sight meanwhile. */
const NO_MORE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

function Timeline({ entries }: { readonly entries: Entries }) {
  const t = useText();
  const time = usePlainTime();
  if (entries.length === 0) return <p className="govuk-body">{t('history.none')}</p>;
  return (
    <ol className="app-timeline" reversed>
      {[...entries].reverse().map((entry) => (
        <li key={entry.id}>
          <strong>
            <WhatHappened event={entry} />
          </strong>
          {entry.actor !== null && (
            <span className="app-muted">
              <Text
                id={entry.onBehalfOf === null ? 'history.by' : 'history.byOnBehalfOf'}
                values={{ actor: <ActorName actor={entry.actor} />, absent: <bdi>{entry.onBehalfOf}</bdi> }}
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
