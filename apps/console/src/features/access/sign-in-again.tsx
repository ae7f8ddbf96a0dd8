import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { RequestSignInLinkMutation, SignInAsDemonstrationUserMutation, type Viewer } from './operations';
import { useSession } from './session';
import { LINK_MINUTES } from './sign-in-link-life';
import { tellOtherTabs } from './session-change';

/** How the page's person stands to the session of this browser. */
export type Standing =
  | { readonly kind: 'ended' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'somebody-else'; readonly name: string };

interface SignInAgainProps {
  readonly user: Viewer['user'];
  readonly standing: Standing;
  /** Looks whether the person is signed in by now */
  readonly onLook: () => Promise<boolean>;
  readonly onNotNow: () => void;
  readonly onDiscard: () => void;
}

/** Stands over a page whose session is over. What was typed stays under it. */
export function SignInAgain({ user, standing, onLook, onNotNow, onDiscard }: SignInAgainProps) {
  const t = useText();
  const { service } = useSession();
  const isCovering = standing.kind !== 'ended';
  const [notice, setNotice] = useState<string>();
  const look = async () => {
    setNotice(undefined);
    if (!(await onLook())) setNotice(t('signInAgain.notYet'));
  };
  const discard = (
    <Button variant="warning" onClick={onDiscard}>
      {t('signInAgain.discard')}
    </Button>
  );
  return (
    <Dialog
      title={t('signInAgain.title')}
      closeLabel={t(isCovering ? 'signInAgain.look' : 'signInAgain.notNow')}
      onClose={isCovering ? () => void look() : onNotNow}
      otherwise={isCovering ? discard : undefined}
      isCovering={isCovering}
    >
      <p className="govuk-body">
        {standing.kind === 'somebody-else' ? (
          <Text
            id="signInAgain.somebody-else"
            values={{ name: <bdi>{user.name}</bdi>, other: <bdi>{standing.name}</bdi> }}
          />
        ) : (
          <Text id={`signInAgain.${standing.kind}`} values={{ name: <bdi>{user.name}</bdi> }} />
        )}
      </p>
      {service.isDemonstration ? <AsSamplePerson user={user} onLook={look} /> : <ByLink user={user} />}
      {notice !== undefined && (
        <p className="govuk-error-message" role="alert">
          {notice}
        </p>
      )}
      {!isCovering && (
        <Button variant="secondary" onClick={() => void look()}>
          {t('signInAgain.look')}
        </Button>
      )}{' '}
    </Dialog>
  );
}

function ByLink({ user }: Pick<SignInAgainProps, 'user'>) {
  const t = useText();
  const [answer, setAnswer] = useState<string>();
  const { press, isActing } = useMutationButton(RequestSignInLinkMutation, {
    lastsMinutes: LINK_MINUTES,
    onDone: () => {
      setAnswer(t('signInAgain.sent'));
    },
    onProblem: setAnswer,
  });
  return (
    <>
      <p className="govuk-body">
        <Text id="signInAgain.how" values={{ email: <bdi>{user.email}</bdi> }} />
      </p>
      <p className="govuk-body" role="status">
        {answer}
      </p>
      <Button
        isBusy={isActing}
        onClick={() => void press({ input: { email: user.email ?? '', next: null } })}
      >
        {t('access.sendLink')}
      </Button>{' '}
    </>
  );
}

function AsSamplePerson({
  user,
  onLook,
}: Pick<SignInAgainProps, 'user'> & { readonly onLook: () => Promise<void> }) {
  const { act, isActing } = useAct(SignInAsDemonstrationUserMutation);
  const signIn = async () => {
    await act({ input: { email: user.email ?? '' } });
    tellOtherTabs();
    await onLook();
  };
  return (
    <Button isBusy={isActing} onClick={() => void signIn()}>
      <Text id="access.signInAs" values={{ name: <bdi>{user.name}</bdi> }} />
    </Button>
  );
}
