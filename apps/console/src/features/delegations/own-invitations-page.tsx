import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useLocale } from '../../i18n/locale-provider';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { DataTable, type Column } from '../../ui/data-table';
import { DAY } from './day';
import { OwnInvitationsQuery, type OwnInvitationLine } from './own-operations';
import { StateTag } from './state-tag';

/** The organisations for which somebody answers, each with where its invitation stands. */
export function OwnInvitationsPage() {
  const t = useText();
  const { locale } = useLocale();
  const { formatDate } = useIntl();
  const read = useRead(OwnInvitationsQuery, { language: locale });
  const columns: readonly Column<OwnInvitationLine>[] = [
    {
      key: 'organisation',
      header: t('delegations.organisation'),
      isRowHeader: true,
      cell: ({ id, organisationName }) => (
        <Link className="govuk-link" to={`/own-organisations/${id}`}>
          <bdi>{organisationName}</bdi>
        </Link>
      ),
    },
    { key: 'state', header: t('delegations.state'), cell: (line) => <StateTag {...line} /> },
    { key: 'replyBy', header: t('delegations.replyBy'), cell: ({ replyBy }) => formatDate(replyBy, DAY) },
    {
      key: 'conference',
      header: t('own.conference'),
      cell: ({ conference }) => <bdi>{conference.name}</bdi>,
    },
  ];
  return (
    <ConsolePage title={t('own.title')}>
      <p className="govuk-body app-reading">{t('own.how')}</p>
      <Reading read={read}>
        {({ ownOrganisationInvitations }) => (
          <DataTable
            caption={t('delegations.count', { count: ownOrganisationInvitations.length })}
            columns={columns}
            rows={ownOrganisationInvitations}
            rowKey={({ id }) => id}
            empty={<p className="govuk-body">{t('own.none')}</p>}
          />
        )}
      </Reading>
    </ConsolePage>
  );
}
