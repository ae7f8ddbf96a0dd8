import { Link } from 'react-router';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import type { Column } from '../../ui/data-table';
import { Tag } from '../../ui/tag';
import { BadgeName } from '../../ui/person-name';
import { ClaimWords } from './claim-words';
import type { InboxLine } from './operations';

/** The columns of the inbox. `search` is the list's own address, which the record keeps for next and previous. */
export function useInboxColumns(search: string): readonly Column<InboxLine>[] {
  const t = useText();
  const time = usePlainTime();
  return [
    {
      key: 'name',
      header: t('nomination.person'),
      isRowHeader: true,
      cell: ({ nomination }) => (
        <>
          <Link className="govuk-link" to={`/inbox/${nomination.id}${search}`}>
            <bdi>{nomination.person.name}</bdi>
          </Link>
          <BadgeName person={nomination.person} />
        </>
      ),
    },
    {
      key: 'due',
      header: t('inbox.due'),
      cell: ({ dueAt, isOverdue }) => (
        <span className={isOverdue ? 'app-overdue' : undefined} title={time.full(dueAt)}>
          {time.due(dueAt)}
        </span>
      ),
    },
    {
      key: 'organisation',
      header: t('nomination.organisation'),
      cell: ({ nomination }) => <bdi>{nomination.person.organisation ?? t('general.notGiven')}</bdi>,
    },
    {
      key: 'group',
      header: t('inbox.nominatedBy'),
      cell: ({ nomination }) => (
        <>
          <bdi>{nomination.body.name}</bdi>
          <br />
          <bdi>{nomination.constituency.name}</bdi>
        </>
      ),
    },
    {
      key: 'stage',
      header: t('inbox.stage'),
      cell: ({ stage, recommendation, claim }) => (
        <>
          {t(`stage.${stage}`)}
          {recommendation !== null && (
            <>
              <br />
              {t(`recommendation.${recommendation}`)}
            </>
          )}
          {claim !== null && (
            <>
              <br />
              <ClaimWords claim={claim} />
            </>
          )}
        </>
      ),
    },
    {
      key: 'flags',
      header: t('inbox.flags'),
      cell: ({ flags }) =>
        flags.length === 0
          ? t('general.none')
          : flags.map((flag) => (
              <span key={flag}>
                <Tag colour="orange">{t(`screeningKind.${flag}`)}</Tag>{' '}
              </span>
            )),
    },
  ];
}
