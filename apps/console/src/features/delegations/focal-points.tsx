import { useState } from 'react';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { emailText, LONGEST, requiredText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Select, TextInput } from '../../ui/fields';
import { Details, Notification } from '../../ui/text-blocks';
import { hasRole } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { useLanguageOptions } from '../conference/use-language-options';
import { GrantRoleMutation } from '../staff/operations';
import { RemindRole } from '../staff/remind-role';
import { RevokeGrant } from '../staff/revoke-grant';
import { FocalPointsQuery } from './own-operations';

type News = {
  readonly kind: 'granted' | 'reminded' | 'revoked';
  readonly name: string;
  readonly email: string;
};

/** Who answers for the organisation; an administrator names them, and takes the role from them. */
export function FocalPoints({ invitationId }: { readonly invitationId: string }) {
  const t = useText();
  const time = usePlainTime();
  const { grants } = useSession();
  const read = useRead(FocalPointsQuery, { id: invitationId });
  const [news, setNews] = useState<News>();
  return (
    <section className="app-reading" aria-labelledby="focal-points">
      <h2 className="govuk-heading-m" id="focal-points">
        {t('own.focalPoints')}
      </h2>
      <Reading read={read}>
        {({ node }, refresh) => {
          if (node === null || !('focalPoints' in node)) return null;
          const tell = (what: News) => {
            setNews(what);
            refresh();
          };
          return (
            <>
              {news !== undefined && (
                <Notification title={t('general.success')} kind="success" of={news}>
                  <p className="govuk-notification-banner__heading">
                    <Text
                      id={`staff.${news.kind}`}
                      values={{ name: <bdi>{news.name}</bdi>, email: <bdi>{news.email}</bdi> }}
                    />
                  </p>
                </Notification>
              )}
              {node.focalPoints.length === 0 && <p className="govuk-body">{t('own.nobodyAnswers')}</p>}
              <ul className="govuk-list govuk-list--spaced">
                {node.focalPoints.map((grant) => (
                  <li key={grant.id}>
                    <bdi>{grant.name}</bdi>
                    {', '}
                    {grant.state === 'HELD' || grant.state === 'REVOKED'
                      ? t('own.answers', { day: time.day(grant.grantedAt) })
                      : t(`staff.${grant.state}`, { day: time.day(grant.grantedAt) })}{' '}
                    {grant.canRemind && (
                      <RemindRole
                        grant={grant}
                        onReminded={(name, email) => {
                          tell({ kind: 'reminded', name, email });
                        }}
                      />
                    )}{' '}
                    {grant.canRevoke && (
                      <RevokeGrant
                        grant={grant}
                        onRevoked={(name) => {
                          tell({ kind: 'revoked', name, email: grant.email });
                        }}
                      />
                    )}
                  </li>
                ))}
              </ul>
              {hasRole(grants, ['HOST_ADMINISTRATOR']) && node.organisation !== null && (
                <Details summary={t('own.nameSomebody')}>
                  <NameFocalPoint
                    organisationId={node.organisation.id}
                    onNamed={(name, email) => {
                      tell({ kind: 'granted', name, email });
                    }}
                  />
                </Details>
              )}
            </>
          );
        }}
      </Reading>
    </section>
  );
}

const schema = z.object({
  name: requiredText('staff.name.missing', LONGEST.name),
  email: emailText('staff.email.missing'),
  language: z.string(),
});

interface NameFocalPointProps {
  readonly organisationId: string;
  readonly onNamed: (name: string, email: string) => void;
}

function NameFocalPoint({ organisationId, onNamed }: NameFocalPointProps) {
  const t = useText();
  const time = usePlainTime();
  const conferenceId = useConferenceId();
  const languages = useLanguageOptions();
  const state = useMutationForm(GrantRoleMutation, {
    id: 'focal-point',
    also: ['StaffConnection'],
    schema,
    defaults: { name: '', email: '', language: languages[0]?.value ?? '' },
    variables: (person) => ({
      input: { conferenceId, organisationId, role: 'FOCAL_POINT' as const, ...person },
    }),
    refusalValues: ({ retryAt }) => (retryAt ? { time: time.full(retryAt) } : {}),
    onDone: ({ grant }, { name, email }) => {
      state.form.reset();
      onNamed(grant?.name ?? name, email);
    },
  });
  return (
    <ActForm state={state} submitLabel={t('staff.give')}>
      <TextInput {...state.field('name')} label={t('access.name')} autoComplete="off" width={20} />
      <TextInput
        {...state.field('email')}
        type="email"
        label={t('access.email')}
        hint={t('staff.emailHint')}
        autoComplete="off"
        spellCheck={false}
        width={20}
      />
      <Select {...state.field('language')} label={t('staff.language')} options={languages} />
    </ActForm>
  );
}
