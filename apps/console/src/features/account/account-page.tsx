import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { EmailAddress } from '../../ui/email-address';
import { SummaryList } from '../../ui/summary-list';
import { Absences } from '../approvals/absences';
import { ApiTokens } from '../access/api-tokens';
import { CreateApiToken } from '../access/create-api-token';
import { ApiTokensQuery } from '../access/operations';
import { hasRole } from '../access/roles';
import { useViewer } from '../access/session';

/** Who I am here, what I may do, and the keys to my account that programs use. */
export function AccountPage() {
  const t = useText();
  const viewer = useViewer();
  const read = useRead(ApiTokensQuery, {});
  return (
    <ConsolePage title={t('access.account')}>
      <div className="app-reading">
        <SummaryList
          rows={[
            { key: 'name', label: t('access.name'), value: <bdi>{viewer.user.name}</bdi> },
            {
              key: 'email',
              label: t('access.email'),
              value: <EmailAddress>{viewer.user.email ?? ''}</EmailAddress>,
            },
            {
              key: 'grants',
              label: t('access.grants'),
              value: (
                <ul className="govuk-list">
                  {viewer.grants.map((grant) => (
                    <li key={grant.id}>
                      <Text
                        id={grant.body === null ? 'access.grantForConference' : 'access.grantForBody'}
                        values={{
                          role: t(`role.${grant.role}`),
                          body: <bdi>{grant.body?.name}</bdi>,
                          conference: <bdi>{grant.conference.name}</bdi>,
                        }}
                      />
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </div>
      {hasRole(viewer.grants, ['HOST_APPROVER']) && (
        <section aria-labelledby="absences-heading">
          <h2 className="govuk-heading-m" id="absences-heading">
            {t('absences.title')}
          </h2>
          <p className="govuk-body app-reading">{t('absences.howOwn')}</p>
          <Absences approvers={[viewer.user]} />
        </section>
      )}
      <h2 className="govuk-heading-m">{t('access.tokens')}</h2>
      <p className="govuk-body app-reading">{t('access.tokensHow')}</p>
      <Reading read={read}>
        {(data, refresh) => (
          <ApiTokens
            tokens={data.viewer?.apiTokens ?? []}
            empty={t('access.noTokens')}
            form={(onMade) => <CreateApiToken onMade={onMade} />}
            onChanged={refresh}
          />
        )}
      </Reading>
    </ConsolePage>
  );
}
