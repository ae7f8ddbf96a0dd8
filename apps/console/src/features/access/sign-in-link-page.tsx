import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { FailureNotice } from '../../api/reading';
import { useAct, type Outcome } from '../../api/use-act';
import { useRefusalText } from '../../api/use-refusal-text';
import type { ResultOf } from '../../api/graphql';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { SignInMutation } from './operations';
import { linkToken } from './link-token';
import { localPath } from './session-change';
import { useGoingOn } from './use-going-on';

/**
 * Where the link in the mail leads. The token stands behind the `#`, which browsers send to nobody, and it is used
 * only when the person presses the button: mail scanners that open links sign nobody in.
 */
export function SignInLinkPage() {
  const t = useText();
  const { hash } = useLocation();
  const token = linkToken(hash);
  const refusalText = useRefusalText(SignInMutation);
  const { act, isActing } = useAct(SignInMutation);
  const [outcome, setOutcome] = useState<Outcome<ResultOf<typeof SignInMutation>['signIn']>>();
  const { isCookieMissing, goOn } = useGoingOn();
  const signIn = async () => {
    const answer = await act({ input: { token } });
    setOutcome(answer);
    if (answer.kind === 'done') await goOn(localPath(answer.payload.next, '/'));
  };
  const refusals = outcome?.kind === 'refused' ? outcome.errors : [];
  // A link whose sign-in left no cookie is used up.
  const isUsedUp = refusals.length > 0 || (isCookieMissing && outcome?.kind === 'done');
  const isUsable = token !== '' && !isUsedUp;
  return (
    <ConsolePage title={t('access.signIn')}>
      <div className="app-reading">
        <ErrorSummary
          title={t('form.thereIsAProblem')}
          errors={[
            ...refusals.map((refusal) => ({ message: refusalText(refusal) })),
            ...(isCookieMissing ? [{ message: t('access.noCookie') }] : []),
          ]}
        />
        {outcome?.kind === 'failed' && (
          <FailureNotice failure={outcome.failure} retry={() => void signIn()} />
        )}
        {isUsable ? (
          <>
            <p className="govuk-body">{t('access.linkReady')}</p>
            <Button isBusy={isActing || outcome?.kind === 'done'} onClick={() => void signIn()}>
              {t('access.signIn')}
            </Button>
          </>
        ) : (
          <>
            {token === '' && <p className="govuk-body">{t('access.linkEmpty')}</p>}
            <p className="govuk-body">
              <Link className="govuk-link" to="/sign-in">
                {t('access.askAgain')}
              </Link>
            </p>
          </>
        )}
      </div>
    </ConsolePage>
  );
}
