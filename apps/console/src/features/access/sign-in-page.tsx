import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import { ConsolePage } from '../../layout/console-page';
import { ActForm } from '../../form/act-form';
import { emailText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { TextInput } from '../../ui/fields';
import { RequestSignInLinkMutation } from './operations';
import { useSession } from './session';
import { localPath } from './session-change';
import { LINK_MINUTES } from './sign-in-link-life';
import { startPageFor } from './pages';

const schema = z.object({ email: emailText('access.email.missing') });

/** Asks for a sign-in link. The answer is the same whether the address is known or not. */
export function SignInPage() {
  const { viewer, grants } = useSession();
  const [parameters] = useSearchParams();
  const next = localPath(parameters.get('next'), startPageFor(grants));
  const [sentTo, setSentTo] = useState<string>();
  if (viewer !== null) return <Navigate to={next} replace />;
  if (sentTo !== undefined) return <LinkSent email={sentTo} />;
  return <AskForLink next={parameters.get('next')} onSent={setSentTo} />;
}

interface AskForLinkProps {
  readonly next: string | null;
  readonly onSent: (email: string) => void;
}

function AskForLink({ next, onSent }: AskForLinkProps) {
  const t = useText();
  const { service } = useSession();
  const state = useMutationForm(RequestSignInLinkMutation, {
    id: 'sign-in',
    lastsMinutes: LINK_MINUTES,
    schema,
    defaults: { email: '' },
    isSoonTypedAgain: true,
    variables: ({ email }) => ({
      input: { email, next: next === null ? null : localPath(next, '/') },
    }),
    onDone: (_payload, { email }) => {
      onSent(email);
    },
  });
  return (
    <ConsolePage title={t('access.signIn')}>
      <div className="app-reading">
        <p className="govuk-body">{t('access.signInHow')}</p>
        <ActForm state={state} submitLabel={t('access.sendLink')}>
          <TextInput
            {...state.field('email')}
            label={t('access.email')}
            hint={t('access.emailHint')}
            type="email"
            dir="ltr"
            autoComplete="email"
            spellCheck={false}
            width={30}
          />
        </ActForm>
        <p className="govuk-body-s">{t('access.browsers')}</p>
        {service.isDemonstration && (
          <p className="govuk-body">
            <Link className="govuk-link" to="/demonstration">
              {t('access.demonstrationLink')}
            </Link>
          </p>
        )}
      </div>
    </ConsolePage>
  );
}

function LinkSent({ email }: { readonly email: string }) {
  const t = useText();
  const { service } = useSession();
  return (
    <ConsolePage title={t('access.linkSent')}>
      <div className="app-reading">
        <p className="govuk-body">
          <Text id="access.linkSentTo" values={{ email: <bdi>{email}</bdi> }} />
        </p>
        <p className="govuk-body">{t('access.linkSentHelp')}</p>
        {service.mailCatcherUrl !== null && (
          <p className="govuk-body">
            <a className="govuk-link" href={service.mailCatcherUrl}>
              {t('access.mailCatcher')}
            </a>
          </p>
        )}
      </div>
    </ConsolePage>
  );
}
